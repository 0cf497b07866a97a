/// Reads what an article says in colours.
struct StatusReader: Sendable {
  /// The statuses of an article, and the counts that contradict each other.
  struct Result: Sendable {
    var statuses: [Status] = []
    var remarks: [String] = []
  }

  /// Every colour word of the article with what it means.
  func read(_ article: Article) -> Result { Result() }
}
