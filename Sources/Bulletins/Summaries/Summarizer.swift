/// Says in at most 120 characters who did what with which result.
struct Summarizer: Sendable {
  /// The summary of an article whose statuses and figures are read.
  func summary(of article: Article) -> String { String(article.paragraphs.joined().prefix(120)) }
}
