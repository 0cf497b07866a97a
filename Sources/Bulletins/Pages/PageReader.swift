/// Splits a document into articles.
struct PageReader: Sendable {
  /// What was read.
  struct Result: Sendable {
    var kind: Bulletin.Kind
    var articles: [Article]
  }

  /// The articles of a document, without statuses, figures and summary.
  func read(_ document: Document) -> Result {
    let lines = document.blocks.compactMap { block -> String? in
      if case .line(let line) = block, !line.text.isEmpty { line.text } else { nil }
    }
    return Result(kind: .article, articles: [Article(paragraphs: lines)])
  }
}
