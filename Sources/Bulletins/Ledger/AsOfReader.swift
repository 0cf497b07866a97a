/// Finds the day whose state a bulletin tells.
struct AsOfReader: Sendable {
  /// Stated in the text, else in the file name, else nil.
  func asOf(in document: Document, fileName: String) -> Day? { nil }
}
