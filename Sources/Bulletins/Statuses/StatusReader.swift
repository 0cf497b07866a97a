/// Reads what an article says in colours.
///
/// A status is reported only if the four gates of DESIGN.md hold; every other colour word is mentioned, with the gate
/// that it failed. The words that decide are data under `Rules/`.
struct StatusReader: Sendable {
  /// The statuses of an article, and the counts that contradict each other.
  struct Result: Sendable {
    var statuses: [Status] = []
    var remarks: [String] = []
    /// The colours that the text defines, and whether as good.
    var defined: [StatusColor: Bool] = [:]
  }

  /// What the colours mean where the text does not say it.
  let scheme: Scheme

  /// A reader for the offices that use a scheme.
  init(scheme: Scheme = .usual) { self.scheme = scheme }

  /// Every colour word of the article with what it means.
  func read(_ article: Article) -> Result { read(article, article.paragraphs.map(\.scalars)) }

  /// The same, where the paragraphs are scalars already.
  func read(_ article: Article, _ paragraphs: [Scalars]) -> Result {
    var text = StatusText(article, paragraphs)
    guard !text.isPlain else { return Result() }
    return text.read(scheme: scheme)
  }
}
