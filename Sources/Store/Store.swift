internal import GRDB
internal import GRDBSQLite

/// The one database: SQLite in WAL mode, written by the daemon alone and read by anybody in its group.
///
/// ## Topics
/// - ``Session``: one transaction; what can be done in it stands in extensions, a file per concern.
public final class Store: Sendable {
  let database: any DatabaseWriter

  /// Opens the database of the daemon, makes it if it does not exist, and brings its schema up to date.
  ///
  /// Every commit is on the disk when it returns (`synchronous=FULL`, https://www.sqlite.org/pragma.html#pragma_synchronous).
  /// - Throws: `StoreError` with the path and what to do.
  public init(path: String) throws {
    do {
      var configuration = Store.configuration(readOnly: false)
      configuration.maximumReaderCount = 2
      let pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB lowers it to NORMAL when it turns to WAL mode, after `prepareDatabase`: then a commit returns unsynced.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      try Store.migrate(pool)
      database = pool
    } catch {
      throw StoreError(path: path, underlying: error)
    }
  }

  /// Brings the schema up to date. Daemon and courier may start at the same moment: what the other has done meanwhile fails here,
  /// is undone here, and is not tried again.
  private static func migrate(_ pool: DatabasePool) throws {
    while true {
      let before = try pool.read(Schema.migrator.appliedIdentifiers)
      do {
        return try Schema.migrator.migrate(pool)
      } catch {
        if try pool.read(Schema.migrator.appliedIdentifiers) == before { throw error }
      }
    }
  }

  /// Opens the database for queries, also while the daemon runs or is down.
  ///
  /// - Throws: `StoreError` with the path and what to do.
  public init(readingFrom path: String) throws {
    do {
      database = try DatabaseQueue(path: path, configuration: Store.configuration(readOnly: true))
    } catch {
      throw StoreError(path: path, underlying: error)
    }
  }

  /// Runs one transaction: what `body` does happens altogether, or, if it throws, not at all.
  public func write<Value>(_ body: (Session) throws -> Value) throws -> Value {
    try database.write { try body(Session(db: $0)) }
  }

  /// Reads a consistent state.
  public func read<Value>(_ body: (Session) throws -> Value) throws -> Value {
    try database.read { try body(Session(db: $0)) }
  }

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      db.add(tokenizer: GramTokenizer.self)
      db.add(tokenizer: CharacterTokenizer.self)
      if !readOnly {
        // Readers of the group cannot make the -wal and -shm files: they must outlive the daemon
        // (https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntlpersistwal).
        var keep: CInt = 1
        sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &keep)
      }
    }
    return configuration
  }
}

/// One transaction of the database. It does not outlive the call that hands it out.
public struct Session {
  let db: Database

  /// Does `body` in a savepoint of its own: if it throws, what it did is undone and the transaction goes on.
  public func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    var value: Value?
    try db.inSavepoint {
      value = try body()
      return .commit
    }
    guard let value else { throw StoreError(message: "a savepoint ended without a result") }
    return value
  }
}

/// What went wrong with the database, as a sentence.
public struct StoreError: Error, Sendable, CustomStringConvertible {
  /// What happened, to which file, and what to do.
  public let description: String
  /// What happened, without the rest.
  public let cause: String
  /// True if the disk is full.
  public let isFull: Bool
  /// True if the file is no database or is damaged.
  public let isDamaged: Bool

  /// True if waiting may help: nothing is wrong with the file itself.
  public let isTemporary: Bool

  /// True for an error of the database that does not come from what is written: trying with less is no help.
  public static func concernsAll(_ error: any Error) -> Bool {
    guard let code = (error as? DatabaseError)?.resultCode else { return false }
    return temporary.contains(code) || [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_PERM].contains(code)
  }

  /// https://www.sqlite.org/rescode.html
  private static let temporary: [ResultCode] = [
    .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN,
    .SQLITE_NOMEM,
  ]

  init(message: String) {
    description = message
    cause = message
    isFull = false
    isDamaged = false
    isTemporary = false
  }

  init(path: String, underlying: any Error) {
    self.init(underlying, subject: "the database \(path)")
  }

  /// Says what an error of the database means.
  public init(_ error: any Error, subject: String) {
    let code = (error as? DatabaseError)?.resultCode
    isFull = code == .SQLITE_FULL
    isDamaged = code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB
    isTemporary = code.map(StoreError.temporary.contains) ?? false
    let advice: String =
      switch code {
      case .SQLITE_CANTOPEN:
        "it does not exist or may not be read; start bulletind once, or join the group bulletind"
      case .SQLITE_FULL: "the disk is full; make room, intake then goes on by itself"
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        "it is damaged; restart bulletind, which sets it aside and makes it anew (bulletind rebuild does the same)"
      case .SQLITE_BUSY: "another program holds it locked; end that program"
      case .SQLITE_READONLY, .SQLITE_PERM: "it may not be written; check owner and mode of its folder"
      default: "see the message"
      }
    cause = String(describing: error)
    description = "\(subject) cannot be used (\(error)): \(advice)."
  }
}
