internal import GRDB

extension Session {
  /// Remembers that something was said. True if it was not said before.
  public func sayOnce(_ key: String, at now: Timestamp) throws -> Bool {
    try db.execute(
      sql: "INSERT OR IGNORE INTO notices VALUES (?, ?)", arguments: [key, now.microseconds])
    return db.changesCount > 0
  }

  /// Forgets all notices of a kind but these, so that they are said when they come again.
  public func forgetNotices(prefix: String, except keys: Set<String>) throws {
    for key in try String.fetchAll(
      db, sql: "SELECT key FROM notices WHERE substr(key, 1, ?) = ?",
      arguments: [prefix.unicodeScalars.count, prefix]) where !keys.contains(key)
    {
      try db.execute(sql: "DELETE FROM notices WHERE key = ?", arguments: [key])
    }
  }

  /// Keeps what the daemon says of itself (watch mode, last boot), for `status` and the next start.
  public func setRuntime(_ key: String, _ value: String) throws {
    try db.execute(sql: "INSERT OR REPLACE INTO runtime VALUES (?, ?)", arguments: [key, value])
  }

  /// What the daemon said of itself last.
  public func runtime(_ key: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM runtime WHERE key = ?", arguments: [key])
  }
}
