/// Finds the figures of an article.
struct FigureReader: Sendable {
  /// The figures in reading order.
  func figures(in article: Article) -> [Figure] { [] }
}
