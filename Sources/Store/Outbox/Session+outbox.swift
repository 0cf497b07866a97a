internal import GRDB

/// An announcement that waits in the outbox, or did.
public struct OutboxEntry: Sendable {
  /// What became of a delivery.
  public enum State: String, Sendable, CaseIterable { case pending, done, failed, held, dead }

  /// The row.
  public var id: Int64
  /// The same for the same announcement, whatever happens: `DELIVERY_ID`.
  public var deliveryID: String
  /// `ALERT_ID`.
  public var alertID: String
  /// The bulletin that it is about.
  public var bulletin: Int64?
  /// The handler that made it.
  public var handler: String?
  /// What is to be said.
  public var announcement: Announcement
  /// When it was committed.
  public var created: Timestamp
  /// What became of it.
  public var state: State
  /// When it was delivered, or, while it is pending, when that was tried: then it may have arrived.
  public var delivered: Timestamp?

  /// An entry.
  public init(
    id: Int64, deliveryID: String, alertID: String, bulletin: Int64?, handler: String?,
    announcement: Announcement, created: Timestamp, state: State, delivered: Timestamp? = nil
  ) {
    self.id = id
    self.deliveryID = deliveryID
    self.alertID = alertID
    self.bulletin = bulletin
    self.handler = handler
    self.announcement = announcement
    self.created = created
    self.state = state
    self.delivered = delivered
  }
}

extension Session {
  /// Puts an announcement into the outbox, once: the same one again is dropped.
  ///
  /// - Parameters:
  ///   - subject: BULLETIN_ID, or whatever the announcement is about.
  ///   - handler: who announces and in which version; part of `DELIVERY_ID`.
  public func announce(
    _ announcement: Announcement, subject: String, bulletin: Int64?, handler: String, version: Int,
    at now: Timestamp
  ) throws {
    let alertID = Digest.hex(of: [subject] + announcement.identity)
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO announcements (delivery_id, alert_id, identity, bulletin, handler, event, priority, message,
          fields, created) VALUES (?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      Digest.hex(of: [alertID, announcement.event.rawValue, handler, String(version)]), alertID,
      Digest.hex(of: announcement.identity), bulletin,
      handler,
      announcement.event.rawValue, announcement.priority.rawValue, announcement.message,
      announcement.storedFields,
      now.microseconds,
    ])
  }

  /// What waits to be delivered: the most urgent first, then in the order of the commits.
  public func pendingAnnouncements(limit: Int) throws -> [OutboxEntry] {
    try entries("state = 'pending' ORDER BY priority, id LIMIT ?", [limit])
  }

  /// The announcements about a bulletin, in the order in which they were made.
  public func announcements(of bulletin: Int64) throws -> [OutboxEntry] {
    try entries("bulletin = ? ORDER BY id", [bulletin])
  }

  /// What was announced of no bulletin, with its `ALERT_ID`.
  public func unboundAnnouncement(alertID: String) throws -> OutboxEntry? {
    try entries("bulletin IS NULL AND alert_id = ? ORDER BY id LIMIT 1", [alertID]).first
  }

  /// The last announcement's row, 0 if there is none.
  public func lastAnnouncement() throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(id) FROM announcements") ?? 0
  }

  /// What was announced of no bulletin, after a row.
  public func unboundAnnouncements(after row: Int64) throws -> [OutboxEntry] {
    try entries("id > ? AND bulletin IS NULL ORDER BY id", [row])
  }

  /// What was delivered at or after a point in time under another boot id; journald may have lost it in a power cut.
  public func delivered(since: Timestamp, notInBoot boot: String) throws -> [OutboxEntry] {
    try entries(
      "state = 'done' AND delivered >= ? AND boot IS NOT ? ORDER BY id", [since.microseconds, boot])
  }

  /// True if an equal announcement was made for a bulletin or for one that it revises.
  public func wasAnnounced(_ announcement: Announcement, for bulletin: Int64) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        WITH RECURSIVE earlier(id) AS (
          VALUES (?) UNION SELECT revises FROM bulletins JOIN earlier USING (id) WHERE revises IS NOT NULL
        )
        SELECT EXISTS (SELECT 1 FROM announcements
          WHERE bulletin IN (SELECT id FROM earlier) AND event = ? AND identity = ?)
        """,
      arguments: [bulletin, announcement.event.rawValue, Digest.hex(of: announcement.identity)]) ?? false
  }

  /// Says that announcements were delivered; `confirmed` if they were read back.
  public func markDelivered(_ ids: [Int64], confirmed: Bool, at now: Timestamp, boot: String) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE announcements SET state = 'done', confirmed = ?, delivered = ?, boot = ? WHERE id = ?")
    for id in ids { try statement.execute(arguments: [confirmed, now.microseconds, boot, id]) }
  }

  /// Says that announcements must be delivered again: those that were delivered did not arrive.
  public func markPending(_ ids: [Int64]) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE announcements SET state = 'pending', delivered = NULL WHERE id = ?")
    for id in ids { try statement.execute(arguments: [id]) }
  }

  /// Says that announcements are about to be delivered: from now on they may have arrived.
  public func markTried(_ ids: [Int64], at now: Timestamp, boot: String) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE announcements SET delivered = ?, boot = ? WHERE id = ? AND state = 'pending'")
    for id in ids { try statement.execute(arguments: [now.microseconds, boot, id]) }
  }

  /// Says that announcements that were tried did not arrive.
  public func markUntried(_ ids: [Int64]) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE announcements SET delivered = NULL WHERE id = ? AND state = 'pending'")
    for id in ids { try statement.execute(arguments: [id]) }
  }

  /// How many announcements are in which state, per handler.
  public func deliveryCounts() throws -> [(handler: String, state: OutboxEntry.State, count: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT coalesce(handler, 'bulletind'), state, count(*) FROM announcements GROUP BY 1, 2 ORDER BY 1, 2
        """
    ).compactMap { row in OutboxEntry.State(rawValue: row[1]).map { (row[0], $0, row[2]) } }
  }

  /// The number of announcements that wait, and the oldest.
  public func pendingSummary() throws -> (count: Int, oldest: Timestamp?) {
    let row = try Row.fetchOne(
      db, sql: "SELECT count(*), min(created) FROM announcements WHERE state = 'pending'")
    return (row?[0] ?? 0, (row?[1] as Int64?).map(Timestamp.init(microseconds:)))
  }

  private func entries(_ condition: String, _ arguments: StatementArguments) throws -> [OutboxEntry] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(OutboxEntry.columns) FROM announcements WHERE " + condition)
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var entries: [OutboxEntry] = []
    while let row = try rows.next() {
      if let entry = OutboxEntry(row: row) { entries.append(entry) }
    }
    return entries
  }
}

extension OutboxEntry {
  /// The columns in the order in which `init(row:)` takes them: by place, for the outbox reads every entry.
  static let columns =
    "id, delivery_id, alert_id, bulletin, handler, event, priority, message, fields, created, state, delivered"

  init?(row: Row) {
    guard let event = Event(rawValue: row[5]) else { return nil }
    let fields = Columns.pairs(row[8]).compactMap { pair -> Announcement.Field? in
      guard pair.count == 2, let name = JournalField(rawValue: pair[0]) else { return nil }
      return Announcement.Field(name, pair[1])
    }
    self.init(
      id: row[0], deliveryID: row[1], alertID: row[2], bulletin: row[3], handler: row[4],
      announcement: Announcement(
        event, priority: Priority(rawValue: row[6]), message: row[7], fields: fields, identity: []),
      created: Timestamp(microseconds: row[9]), state: State(rawValue: row[10]) ?? .pending,
      delivered: (row[11] as Int64?).map(Timestamp.init(microseconds:)))
  }
}
