internal import GRDB

/// What an administrator does with deliveries: hold, release, retry.
extension Session {
  /// True if a handler's deliveries are held.
  public func isHeld(_ handler: String) throws -> Bool {
    try db.cachedStatement(sql: "SELECT 1 FROM holds WHERE handler = ?").executeExists([handler])
  }

  /// The handlers that are held, and since when.
  public func holds() throws -> [(handler: String, since: Timestamp)] {
    try Row.fetchAll(db, sql: "SELECT handler, since FROM holds ORDER BY handler").map {
      ($0[0], Timestamp(microseconds: $0[1]))
    }
  }

  /// Holds what a handler has not got, and what will be made for it.
  ///
  /// - Returns: how many deliveries wait now.
  public func hold(_ handler: String, at now: Timestamp) throws -> Int {
    try db.execute(
      sql: "INSERT OR IGNORE INTO holds VALUES (?, ?)", arguments: [handler, now.microseconds])
    try db.execute(
      sql: "UPDATE deliveries SET state = 'held' WHERE handler = ? AND state IN ('pending', 'failed')",
      arguments: [handler])
    return db.changesCount
  }

  /// Lets a handler have what was held; its lifetime counts from now.
  ///
  /// - Returns: how many deliveries wait for it now.
  public func release(_ handler: String, at now: Timestamp) throws -> Int {
    try db.execute(sql: "DELETE FROM holds WHERE handler = ?", arguments: [handler])
    try db.execute(
      sql: """
        UPDATE deliveries SET state = 'pending', born = ?, failures = 0, next_attempt = 0 WHERE handler = ? AND state = 'held'
        """, arguments: [now.microseconds, handler])
    return db.changesCount
  }

  /// Lets what failed or was given up be tried again at once.
  ///
  /// - Parameters:
  ///   - handler: only this one's.
  ///   - bulletin: only this bulletin's.
  /// - Returns: how many deliveries that are.
  public func retryDeliveries(to handler: String?, of bulletin: Int64?, at now: Timestamp) throws -> Int {
    try db.execute(
      sql: """
        UPDATE deliveries SET state = 'pending', born = ?1, failures = 0, next_attempt = 0
          WHERE (state IN ('failed', 'dead') OR state = 'pending' AND next_attempt > ?1)
            AND (?2 IS NULL OR handler = ?2) AND (?3 IS NULL OR bulletin = ?3)
            AND handler NOT IN (SELECT handler FROM holds)
        """, arguments: [now.microseconds, handler, bulletin])
    return db.changesCount
  }

  /// Lets built-in handlers that failed or gave up on a bulletin run again at once.
  ///
  /// - Returns: how many that are.
  public func retryEffects(of handler: String?, on bulletin: Int64?, at now: Timestamp) throws -> Int {
    try db.execute(
      sql: """
        UPDATE effects SET state = 'failed', next_attempt = ?1, attempts = CASE state WHEN 'dead' THEN 0 ELSE attempts END
          WHERE state IN ('failed', 'dead') AND (?2 IS NULL OR handler = ?2) AND (?3 IS NULL OR bulletin = ?3)
        """, arguments: [now.microseconds, handler, bulletin])
    return db.changesCount
  }

  /// The accepted bulletins from a point in time on, oldest first, a page at a time.
  public func accepted(since: Timestamp, after id: Int64, limit: Int) throws -> [Receipt] {
    try Row.fetchAll(
      db,
      sql:
        "SELECT * FROM bulletins WHERE verdict = 'accepted' AND received >= ? AND id > ? ORDER BY id LIMIT ?",
      arguments: [since.microseconds, id, limit]
    ).map(Receipt.init(row:))
  }
}

extension Statement {
  /// True if it gives a row.
  fileprivate func executeExists(_ arguments: StatementArguments) throws -> Bool {
    try Row.fetchOne(self, arguments: arguments) != nil
  }
}
