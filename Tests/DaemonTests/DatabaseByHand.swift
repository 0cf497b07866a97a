import GRDB

@testable import Daemon

/// The database as somebody with the right to it changes it, past the store.
enum DatabaseByHand {
  /// Runs statements.
  static func execute(_ sql: String, _ spool: TemporarySpool) throws {
    try DatabaseQueue(path: spool.configuration.folders.database).write { try $0.execute(sql: sql) }
  }

  /// The rows of a query, each as its values.
  static func rows(_ sql: String, path: String) throws -> [[DatabaseValue]] {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read { db in
      try Row.fetchAll(db, sql: sql).map { Array($0.databaseValues) }
    }
  }
}
