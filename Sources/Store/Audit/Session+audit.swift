internal import Bulletins
internal import Foundation
internal import GRDB

/// The two sides of the deliveries' account.
public struct DeliveryTally: Sendable, Equatable {
  /// How many were ever made: counted by a trigger when they were made, not from the rows.
  public var created: Int
  /// How many rows are in which state.
  public var states: [OutboxEntry.State: Int]

  /// True if none was lost and none came from nowhere.
  public var isBalanced: Bool { created == states.values.reduce(0, +) }
}

/// A red alert that was handed to the journal.
public struct DeliveredAlert: Sendable, Equatable {
  /// `DELIVERY_ID`.
  public var deliveryID: String
  /// The inbox name of its bulletin, fit to be shown.
  public var file: String
  /// What it said.
  public var message: String
  /// When it was handed over.
  public var delivered: Timestamp
  /// True if it was read back then.
  public var confirmed: Bool
}

extension Session {
  /// The account of the deliveries at one moment.
  public func deliveryTally() throws -> DeliveryTally {
    var states: [OutboxEntry.State: Int] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT state, count(*) FROM delivery_states GROUP BY state") {
      if let state = OutboxEntry.State(rawValue: row[0]) { states[state] = row[1] }
    }
    let created = try Int.fetchOne(db, sql: "SELECT count FROM tallies WHERE name = 'deliveries'") ?? 0
    return DeliveryTally(created: created, states: states)
  }

  /// The numbers of files of which nothing was ever announced: each has at least the word that it came.
  public func unannounced(limit: Int = 100) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM bulletins WHERE NOT EXISTS
          (SELECT 1 FROM announcements WHERE announcements.bulletin = bulletins.id) ORDER BY id LIMIT ?
        """,
      arguments: [limit])
  }

  /// The red alerts that were handed over at or after a point in time, oldest first.
  public func deliveredAlerts(since: Timestamp) throws -> [DeliveredAlert] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT delivery_id, message, delivered, confirmed, name FROM announcements
          LEFT JOIN bulletins ON bulletins.id = bulletin
          WHERE state = 'done' AND priority = 1 AND delivered >= ? ORDER BY announcements.id
        """,
      arguments: [since.microseconds]
    ).map { row in
      let name = (row["name"] as Data?) ?? Data()
      return DeliveredAlert(
        deliveryID: row["delivery_id"], file: String(decoding: name, as: UTF8.self).printable,
        message: row["message"], delivered: Timestamp(microseconds: row["delivered"]),
        confirmed: row["confirmed"])
    }
  }

  /// The number of the newest receipt; 0 if there is none.
  public func newestReceipt() throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(id) FROM bulletins") ?? 0
  }

  /// Receipts in the order of their numbers, a page at a time.
  public func receipts(after id: Int64, limit: Int) throws -> [Receipt] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM bulletins WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit]
    ).map(Receipt.init(row:))
  }

  /// What SQLite finds wrong with the file, a sentence each; empty if it is sound
  /// (https://www.sqlite.org/pragma.html#pragma_quick_check).
  ///
  /// - Throws: the database's error, also where the check could not read the file: a disk that fails is no damage, and what
  ///   it holds may be read later.
  public func damages() throws -> [String] {
    let found = try String.fetchAll(db, sql: "PRAGMA quick_check(10)")
    if let unreadable = found.first(where: Session.tellsOfReading) {
      throw DatabaseError(resultCode: .SQLITE_IOERR, message: unreadable)
    }
    return found == ["ok"] ? [] : found
  }

  /// True for "unable to get the page. error code=266": the lowest byte is the primary result code
  /// (https://www.sqlite.org/rescode.html).
  static func tellsOfReading(_ sentence: String) -> Bool {
    guard let code = sentence.split(separator: "error code=").dropFirst().first,
      let number = CInt(code.prefix { $0.isASCII && $0.isNumber })
    else { return false }
    return [.SQLITE_IOERR, .SQLITE_NOMEM].contains(ResultCode(rawValue: number & 0xFF))
  }
}
