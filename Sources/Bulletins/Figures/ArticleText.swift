/// The paragraphs of an article as scalars, with the figures in them: made once for all who read the article.
struct ArticleText: Sendable {
  /// The paragraphs in reading order.
  let paragraphs: [Scalars]
  /// The figures of each paragraph with their places.
  let figures: [[FigureReader.Found]]

  /// The text of an article.
  init(_ article: Article) {
    paragraphs = article.paragraphs.map(\.scalars)
    figures = paragraphs.map { FigureReader().figures(in: $0) }
  }
}
