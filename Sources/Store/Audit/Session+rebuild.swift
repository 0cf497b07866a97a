internal import GRDB

extension Store {
  /// The deliveries that a database, perhaps a damaged one, knows to be outstanding: `DELIVERY_ID` and state, as far as
  /// they can be read.
  public static func outstandingDeliveries(in path: String) -> [String: OutboxEntry.State] {
    var found: [String: OutboxEntry.State] = [:]
    // Whatever goes wrong, it is a damaged file: what was read before counts.
    for table in ["announcements", "deliveries"] {
      try? Store(readingFrom: path).read { session in
        let rows = try Row.fetchCursor(
          session.db, sql: "SELECT delivery_id, state FROM \(table) NOT INDEXED WHERE state <> 'done'")
        while let row = try rows.next() {
          if let state = OutboxEntry.State(rawValue: row[1]) { found[row[0]] = state }
        }
      }
    }
    return found
  }

  /// The handlers that a database, perhaps a damaged one, knows to be held, and since when.
  public static func holds(in path: String) -> [(handler: String, since: Timestamp)] {
    // A hold that cannot be read any more is lost: the administrator sees in `status` what is held.
    (try? Store(readingFrom: path).read { try $0.holds() }) ?? []
  }

  /// Writes everything into the one file and closes it; the store is of no use afterwards.
  ///
  /// - Throws: the database's error.
  public func close() throws {
    try database.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    try database.close()
  }
}

extension Session {
  /// What `boot` says of announcements that were made before the database was.
  static let beforeRebuild = "before the rebuild"

  /// Notes that whatever is announced of these bulletins was announced before the database was made anew.
  public func markBeforeRebuild(_ bulletins: [Int64]) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE announcements SET state = 'done', delivered = NULL, boot = ? WHERE bulletin = ?")
    let external = try db.cachedStatement(sql: "UPDATE deliveries SET state = 'done' WHERE bulletin = ?")
    for id in bulletins {
      try statement.execute(arguments: [Session.beforeRebuild, id])
      try external.execute(arguments: [id])
    }
  }

  /// Notes that whatever was announced of no bulletin so far was announced before the database was made anew.
  public func markUnboundBeforeRebuild() throws {
    try db.execute(
      sql: """
        UPDATE announcements SET state = 'done', delivered = NULL, boot = ? WHERE bulletin IS NULL AND state = 'pending'
        """,
      arguments: [Session.beforeRebuild])
    try db.execute(sql: "UPDATE deliveries SET state = 'done' WHERE bulletin IS NULL AND state = 'pending'")
  }

  /// Gives announcements back the state that they had in the old database. They may have been tried.
  ///
  /// - Returns: how many there are.
  public func reopen(_ outstanding: [String: OutboxEntry.State]) throws -> Int {
    var count = 0
    let statement = try db.cachedStatement(
      sql: "UPDATE announcements SET state = ?, delivered = created, boot = NULL WHERE delivery_id = ?")
    let external = try db.cachedStatement(sql: "UPDATE deliveries SET state = ? WHERE delivery_id = ?")
    for (id, state) in outstanding {
      try statement.execute(arguments: [state.rawValue, id])
      count += db.changesCount
      try external.execute(arguments: [state.rawValue, id])
      count += db.changesCount
    }
    return count
  }
}
