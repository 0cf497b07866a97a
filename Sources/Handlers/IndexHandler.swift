public import Bulletins
public import Store

/// Makes every article findable by any of its characters.
///
/// The rows of a whole group are put into the index together, as the last step of its transaction: see
/// ``HandlerRunner/finish(_:in:)``. What is done here is what can be done for one bulletin alone.
public struct IndexHandler: Handler {
  /// `index`.
  public let name = "index"

  /// True if there is an article to find.
  public func wants(_ bulletin: Bulletin) -> Bool { !bulletin.articles.isEmpty }

  /// Nothing to announce.
  public func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] { [] }
}

extension Handler where Self == IndexHandler {
  /// Makes every article findable by any of its characters.
  public static var index: IndexHandler { IndexHandler() }
}
