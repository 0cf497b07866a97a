internal import GRDB

/// What a built-in handler did with a bulletin.
public struct Effect: Sendable, Equatable {
  /// Done, failed and to be tried again, or given up.
  public enum State: String, Sendable { case done, failed, dead }

  /// The bulletin.
  public var bulletin: Int64
  /// The handler and its version.
  public var handler: String, version: Int
  /// How it stands.
  public var state: State
  /// How often it was tried.
  public var attempts: Int
  /// What went wrong last.
  public var error: String?
  /// When it is tried again.
  public var nextAttempt: Timestamp?

  /// An effect.
  public init(
    bulletin: Int64, handler: String, version: Int, state: State, attempts: Int, error: String? = nil,
    nextAttempt: Timestamp? = nil
  ) {
    self.bulletin = bulletin
    self.handler = handler
    self.version = version
    self.state = state
    self.attempts = attempts
    self.error = error
    self.nextAttempt = nextAttempt
  }
}

extension Session {
  /// Keeps how a handler stands with a bulletin.
  public func save(_ effect: Effect) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO effects VALUES (?,?,?,?,?,?,?)").execute(arguments: [
      effect.bulletin, effect.handler, effect.version, effect.state.rawValue, effect.attempts, effect.error,
      effect.nextAttempt?.microseconds,
    ])
  }

  /// The failed effects whose next attempt is due.
  public func dueEffects(at now: Timestamp, limit: Int = 100) throws -> [Effect] {
    try effects(
      "state = 'failed' AND next_attempt <= ? ORDER BY next_attempt LIMIT ?", [now.microseconds, limit])
  }

  /// When the next failed effect is due.
  public func nextEffectDue() throws -> Timestamp? {
    try Int64.fetchOne(db, sql: "SELECT min(next_attempt) FROM effects WHERE state = 'failed'")
      .map(Timestamp.init(microseconds:))
  }

  /// How the handlers stand with a bulletin.
  public func effects(of bulletin: Int64) throws -> [Effect] {
    try effects("bulletin = ? ORDER BY handler", [bulletin])
  }

  /// How many effects are in which state, per handler.
  public func effectCounts() throws -> [(handler: String, state: Effect.State, count: Int)] {
    try Row.fetchAll(db, sql: "SELECT handler, state, count(*) FROM effects GROUP BY 1, 2 ORDER BY 1, 2")
      .compactMap { row in Effect.State(rawValue: row[1]).map { (row[0], $0, row[2]) } }
  }

  private func effects(_ condition: String, _ arguments: StatementArguments) throws -> [Effect] {
    try Row.fetchAll(db, sql: "SELECT * FROM effects WHERE " + condition, arguments: arguments).map { row in
      Effect(
        bulletin: row["bulletin"], handler: row["handler"], version: row["version"],
        state: Effect.State(rawValue: row["state"]) ?? .failed, attempts: row["attempts"],
        error: row["error"],
        nextAttempt: (row["next_attempt"] as Int64?).map(Timestamp.init(microseconds:)))
    }
  }
}
