public import Bulletins
public import Store

/// Announces each article with its title, unit and summary.
public struct SummaryHandler: Handler {
  /// `summary`.
  public let name = "summary"

  /// True if there is an article to tell of.
  public func wants(_ bulletin: Bulletin) -> Bool { !bulletin.articles.isEmpty }

  /// One announcement per article.
  public func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
    received.bulletin.articles.enumerated().map { index, article in
      let ordinal = String(index + 1)
      let head = article.title
      let text = article.summary.isEmpty ? "(no text)" : article.summary
      var announcement = Announcement(
        .summary, message: (head.isEmpty ? text : head + "：" + text).printable,
        identity: ["summary", ordinal])
      announcement.add(.handler, name)
      announcement.add(.article, ordinal)
      announcement.add(.articleTitle, article.headline?.printable)
      announcement.add(.articleUnit, article.unit?.printable)
      announcement.add(.summary, article.summary.printable)
      return announcement
    }
  }
}

extension Handler where Self == SummaryHandler {
  /// Announces each article with its title, unit and summary.
  public static var summary: SummaryHandler { SummaryHandler() }
}
