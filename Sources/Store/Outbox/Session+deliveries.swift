internal import GRDB

extension Session {
  /// Makes a delivery to an external handler, once for each bulletin, part, handler and version.
  ///
  /// - Parameters:
  ///   - bulletin: nil for what was announced of none.
  ///   - hash: BULLETIN_ID, or empty.
  /// - Returns: true if there was none.
  @discardableResult
  public func enqueue(
    _ part: DeliveryPart, of bulletin: Int64?, hash: String, to handler: String, version: Int,
    at now: Timestamp
  ) throws -> Bool {
    let state: OutboxEntry.State = try isHeld(handler) ? .held : .pending
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO deliveries (delivery_id, bulletin, handler, version, part, red, created, born, state)
        VALUES (?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      Digest.hex(of: ["delivery", hash, part.key, handler, String(version)]), bulletin, handler, version,
      part.key, part.red, now.microseconds, now.microseconds, state.rawValue,
    ])
    return db.changesCount > 0
  }

  /// The delivery whose turn it is: red ones first, then in the order in which they were made.
  ///
  /// - Parameter running: rows that are under way.
  public func nextDelivery(to handler: String, at now: Timestamp, except running: Set<Int64>) throws
    -> ExternalDelivery?
  {
    try deliveries(
      """
      handler = ? AND state IN ('pending', 'failed') AND next_attempt <= ? ORDER BY red DESC, id LIMIT ?
      """, [handler, now.microseconds, running.count + 1]
    ).first { !running.contains($0.id) }
  }

  /// When the next delivery to a handler is due that is not under way.
  public func nextDeliveryDue(to handler: String, after now: Timestamp) throws -> Timestamp? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT min(next_attempt) FROM deliveries WHERE handler = ? AND state IN ('pending', 'failed') AND next_attempt > ?
        """, arguments: [handler, now.microseconds]
    ).map(Timestamp.init(microseconds:))
  }

  /// Notes how an attempt went.
  public func save(_ delivery: ExternalDelivery) throws {
    // A handler that is held meanwhile keeps what is not done.
    let held = try delivery.state != .done && delivery.state != .dead && isHeld(delivery.handler)
    try db.cachedStatement(
      sql: """
        UPDATE deliveries SET state = ?, attempts = ?, failures = ?, error = ?, next_attempt = ?, finished = ? WHERE id = ?
        """
    ).execute(arguments: [
      (held ? .held : delivery.state).rawValue, delivery.attempts, delivery.failures, delivery.error,
      delivery.nextAttempt.microseconds, delivery.finished?.microseconds, delivery.id,
    ])
  }

  /// The deliveries of a bulletin to external handlers, in the order in which they were made.
  public func externalDeliveries(of bulletin: Int64) throws -> [ExternalDelivery] {
    try deliveries("bulletin = ? ORDER BY id", [bulletin])
  }

  private func deliveries(_ condition: String, _ arguments: StatementArguments) throws -> [ExternalDelivery] {
    let statement = try db.cachedStatement(sql: "SELECT * FROM deliveries WHERE " + condition)
    return try Row.fetchAll(statement, arguments: arguments).map(ExternalDelivery.init(row:))
  }
}

extension ExternalDelivery {
  init(row: Row) {
    self.init(
      id: row["id"], deliveryID: row["delivery_id"], bulletin: row["bulletin"], handler: row["handler"],
      version: row["version"], part: row["part"], red: row["red"],
      created: Timestamp(microseconds: row["created"]), born: Timestamp(microseconds: row["born"]),
      state: OutboxEntry.State(rawValue: row["state"]) ?? .pending, attempts: row["attempts"],
      failures: row["failures"], error: row["error"],
      nextAttempt: Timestamp(microseconds: row["next_attempt"]),
      finished: (row["finished"] as Int64?).map(Timestamp.init(microseconds:)))
  }
}
