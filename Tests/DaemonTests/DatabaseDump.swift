import GRDB

@testable import Daemon

/// What a database holds, without what is only true of one life of it.
enum DatabaseDump {
  /// Inode and times of originals that are gone, how long something took, and when it was delivered.
  private static let passing: [String: Set<String>] = [
    "bulletins": ["dev", "ino", "mtime", "ctime", "elapsed", "placing", "staged"],
    "announcements": ["id", "fields", "confirmed", "delivered", "boot"],
  ]
  private static let ofTheDaemon: Set<String> = ["notices", "runtime", "grdb_migrations", "sqlite_sequence"]

  /// Every table's rows, as text.
  static func of(_ path: String) throws -> [String: [String]] {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.read { db in
      var dump: [String: [String]] = [:]
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'article_%'")
      for table in tables where !ofTheDaemon.contains(table) {
        let columns = try db.columns(in: table).map(\.name).filter {
          !(passing[table]?.contains($0) ?? false)
        }
        let list = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ' | ' || ")
        dump[table] = try String.fetchAll(db, sql: "SELECT \(list) FROM \"\(table)\" ORDER BY 1")
      }
      return dump
    }
  }
}
