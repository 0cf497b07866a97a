public import Bulletins
public import Store

/// What is done with a bulletin: a plug. One file, one line in ``HandlerRegistry``.
///
/// A handler runs once per accepted bulletin, inside the transaction that accepts it and in a savepoint of its own:
/// what it does happens exactly once, and a handler that throws takes back only what it did itself.
///
/// - Important: A handler never talks to the journal, the network or another process: it returns announcements, which
///   leave through the outbox after the commit. It may run again for the same bulletin only if it threw before.
public protocol Handler: Sendable {
  /// The name in routes, receipts and the journal's HANDLER field.
  var name: String { get }

  /// Rises when the handler's result changes; part of DELIVERY_ID.
  var version: Int { get }

  /// True if this bulletin concerns the handler.
  func wants(_ bulletin: Bulletin) -> Bool

  /// Does the work and says what the world is to be told.
  ///
  /// - Throws: whatever went wrong; the work is undone, the others stand, and it is tried again later.
  func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement]

  /// The same, telling each announcement as soon as it is made: for handlers that make one for each of many rows, so that
  /// what they hold does not grow with the bulletin. Whoever implements only the other one gets this from it.
  ///
  /// - Throws: as ``handle(_:in:)``, and what `tell` throws.
  func handle(_ received: ReceivedBulletin, in session: Session, tell: (Announcement) throws -> Void) throws

  /// Takes notice that content which is known came again, as of another day; by default nothing follows.
  ///
  /// - Throws: as ``handle(_:in:)``.
  func handleAgain(_ received: ReceivedBulletin, asOf: Day, in session: Session) throws -> [Announcement]
}

extension Handler {
  /// The first version.
  public var version: Int { 1 }

  /// Nothing follows.
  public func handleAgain(_ received: ReceivedBulletin, asOf: Day, in session: Session) throws
    -> [Announcement]
  {
    []
  }

  /// Tells what ``handle(_:in:)`` returns.
  public func handle(_ received: ReceivedBulletin, in session: Session, tell: (Announcement) throws -> Void)
    throws
  {
    for announcement in try handle(received, in: session) { try tell(announcement) }
  }

  /// Every bulletin.
  public func wants(_ bulletin: Bulletin) -> Bool { true }
}

/// A bulletin on its way through the handlers.
public struct ReceivedBulletin: Sendable {
  /// The row of its receipt.
  public var id: Int64
  /// SHA-256 of its content: BULLETIN_ID.
  public var hash: String
  /// Its inbox name, fit to be shown.
  public var fileName: String
  /// What it means.
  public var bulletin: Bulletin
  /// The rows of its articles, in the order of `bulletin.articles`.
  public var articleIDs: [Int64]
  /// The bulletin that it revises.
  public var revises: Int64?
  /// The local day on which it came.
  public var day: Day
  /// The built-in handlers that do not get it, by the routes.
  public var leftOut: Set<String> = []
  /// The receipt under which its observations stand: its own, or that of the alias by which it came again.
  public var recordedAs: Int64

  /// A received bulletin.
  public init(
    id: Int64, hash: String, fileName: String, bulletin: Bulletin, articleIDs: [Int64], revises: Int64? = nil,
    day: Day = .epoch
  ) {
    self.id = id
    self.hash = hash
    self.fileName = fileName
    self.bulletin = bulletin
    self.articleIDs = articleIDs
    self.revises = revises
    self.day = day
    recordedAs = id
  }
}
