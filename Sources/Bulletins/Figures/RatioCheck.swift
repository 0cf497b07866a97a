/// Checks a stated ratio against its parts.
struct RatioCheck: Sendable {
  /// What does not add up, in English with the text's own words.
  func remarks(on article: Article) -> [String] { [] }
}
