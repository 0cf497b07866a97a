import Bulletins
import Store

/// Opens the daemon's database. One that is damaged, or lost while the archive is not, is set aside and made anew first:
/// an empty database would take the bulletins that come again for new ones, and alert twice.
struct DatabaseOpening {
  /// What was opened.
  struct Opened {
    var store: Store
    /// Why the database was made anew, and what came of it.
    var rebuilt: (reason: String, report: Rebuild.Report)?
  }

  let configuration: Configuration
  let clock: Clock
  var onProgress: (_ done: Int, _ of: Int) -> Void = { _, _ in }

  private static let ended = "ended"
  private static let cleanly = "cleanly"

  /// Opens it.
  ///
  /// - Throws: `SystemError`, or `StoreError` if it cannot be used and a rebuild is no help.
  func open() throws -> Opened {
    let state = try Folder.make(path: configuration.folders.state, mode: 0o750)
    var reason = try mark(in: state) ?? absence(from: state)
    var store: Store?
    if reason == nil {
      do {
        store = try Store(path: configuration.folders.database)
        reason = try store.flatMap(damage)
      } catch let error as StoreError where error.isDamaged {
        reason = error.cause
      }
    }
    var rebuilt: (String, Rebuild.Report)?
    if let reason {
      // The file is damaged: what closing it says of that is known already.
      try? store?.close()
      store = nil
      try DatabaseFiles(folder: state).readThrough()
      let report = try Rebuild(configuration: configuration, clock: clock, onProgress: onProgress).run()
      rebuilt = (reason, report)
    }
    let opened = try store ?? Store(path: configuration.folders.database)
    try opened.write { try $0.setRuntime(DatabaseOpening.ended, "not yet") }
    return Opened(store: opened, rebuilt: rebuilt)
  }

  /// Notes that the daemon ended in order, so that the next start need not look through the whole file.
  ///
  /// - Throws: the database's error.
  static func noteEnd(in store: Store) throws {
    try store.write { try $0.setRuntime(ended, cleanly) }
  }

  /// Notes that the database turned out to be damaged while it was in use.
  static func noteDamage(_ what: String, in state: String) {
    // If it cannot be noted, the next start finds out by itself.
    guard let folder = try? Folder(path: state) else { return }
    _ = try? folder.create(DatabaseFiles.damagedMark, bytes: Array(what.utf8), mode: 0o640)
  }

  private func mark(in state: Folder) throws -> String? {
    guard try state.entry(DatabaseFiles.damagedMark) != nil else { return nil }
    let path = state.path(of: DatabaseFiles.damagedMark)
    let text = try state.open(DatabaseFiles.damagedMark).read(limit: 4096, expecting: 128, path: path)
    return String(decoding: text.prefix(4096), as: UTF8.self)
  }

  private func absence(from state: Folder) throws -> String? {
    guard try state.entry(DatabaseFiles.name) == nil, try isAnythingArchived() else { return nil }
    return "it was not there"
  }

  private func damage(_ store: Store) throws -> String? {
    do {
      let (wasClean, newest) = try store.read {
        (try $0.runtime(DatabaseOpening.ended) == DatabaseOpening.cleanly, try $0.newestReceipt())
      }
      if newest == 0, try isAnythingArchived() { return "it is empty, and the archive is not" }
      if wasClean { return nil }
      return try store.read { try $0.damages() }.first
    } catch let error where StoreError(error, subject: "").isDamaged {
      return StoreError(error, subject: "the database").cause
    }
  }

  private func isAnythingArchived() throws -> Bool {
    guard let archive = try Folder(ifThere: configuration.folders.archive) else { return false }
    return try DiskListing(archive).manifests.contains {
      try !ManifestLine.read(from: archive.folder(below: $0)).lines.isEmpty
    }
  }
}
