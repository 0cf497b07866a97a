public import Bulletins
public import Store

/// Keeps the ledger: one item for each office and task across bulletins, with its history, and announces what changes.
///
/// What an item is follows from its observations in the order of their days. A bulletin that is older than the newest
/// observation of an item completes its history and announces nothing of it.
public struct LedgerHandler: Handler {
  /// `ledger`.
  public let name = "ledger"
  /// What follows from the same colour again and again.
  public var escalation: Escalation
  /// What gives the computed colour where content is seen again on another day.
  public var rules: ScheduleRules

  /// A handler with these rules.
  public init(escalation: Escalation = Escalation(), rules: ScheduleRules = ScheduleRules()) {
    self.escalation = escalation
    self.rules = rules
  }

  /// True if a row or a sentence speaks of an item of work.
  public func wants(_ bulletin: Bulletin) -> Bool {
    !bulletin.items.isEmpty
      || bulletin.articles.contains { article in
        article.statuses.contains { $0.kind == .resolved || $0.kind == .reported && !$0.items.isEmpty }
      }
  }

  /// Takes in what the bulletin says of each item, then looks which red items it lacks.
  public func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
    var told: [Announcement] = []
    try handle(received, in: session) { told.append($0) }
    return told
  }

  /// Tells each change as soon as it is known: a ledger may have many thousand rows.
  public func handle(_ received: ReceivedBulletin, in session: Session, tell: (Announcement) throws -> Void)
    throws
  {
    try intake(received, asOf: received.bulletin.asOf ?? received.day, in: session, tell: tell)
  }

  /// The same content as of another day: every item was seen as it was, on that day.
  public func handleAgain(_ received: ReceivedBulletin, asOf: Day, in session: Session) throws
    -> [Announcement]
  {
    var again = received
    rules.judge(&again.bulletin, on: asOf)
    var told: [Announcement] = []
    try intake(again, asOf: asOf, in: session) { told.append($0) }
    return told
  }

  private func intake(
    _ received: ReceivedBulletin, asOf: Day, in session: Session, tell: (Announcement) throws -> Void
  ) throws {
    let told = ToldByAlerts(of: received, in: session)
    var keeper = try LedgerKeeper(
      session: session, bulletin: received.recordedAs, escalation: escalation, rules: rules)
    try keeper.forget()
    func tellChange(_ change: LedgerChange) throws {
      guard try !told.covers(change) else { return }
      let announcement = change.announcement(by: name)
      if let earlier = received.revises, try session.wasAnnounced(announcement, for: earlier) { return }
      try tell(announcement)
    }
    var statements = LedgerStatement.all(in: received.bulletin, asOf: asOf)
    statements += try LiftedInSentence(received.bulletin, asOf: asOf).statements(
      besides: statements, in: session)
    try keeper.take(statements, tell: tellChange)
    if received.bulletin.kind == .ledger || received.bulletin.items.count > 1 {
      try keeper.takeMissing(
        from: received, units: Set(statements.map(\.unitKey)), asOf: asOf, tell: tellChange)
      try keeper.takeMissing(fromLaterThan: received, asOf: asOf, tell: tellChange)
    }
  }
}

extension Handler where Self == LedgerHandler {
  /// Keeps the ledger and announces what changes in it.
  public static var ledger: LedgerHandler { LedgerHandler() }
}
