import Bulletins
import Formats
import Glibc
import Handlers
import Store

/// Makes the database anew from the archive, the rejected files and their manifests.
///
/// Everything is read again and every handler runs again, in the order in which the files came, so that whatever handlers
/// keep comes again. Nothing is announced again: deliveries are noted as made before the rebuild, but for those that the
/// old database, as far as it can be read, knows to be outstanding. The old database is set aside when the new one is
/// complete; it is never deleted.
struct Rebuild {
  /// What came of it.
  struct Report: Sendable {
    var accepted = 0
    var aliases = 0
    var rejected = 0
    /// Deliveries that were outstanding before and are again.
    var outstanding = 0
    /// Where the old database lies; nil if there was none.
    var aside: String?
    var remarks: [String] = []
  }

  let configuration: Configuration
  var handlers = HandlerRegistry.handlers
  var clock = Clock.system
  /// False in tests: see ``CrashGuard``.
  var marksCrashes = true
  /// Called with what was done and what is to be done.
  var onProgress: (_ done: Int, _ of: Int) -> Void = { _, _ in }

  /// So many files are committed together, and so many bytes at most and one file more.
  private static let group = 100
  private static let mostBytes = 8 << 20

  /// Does it. If it fails, the old database is where it was.
  ///
  /// - Throws: `SystemError` or the database's error.
  func run() throws -> Report {
    let folders = configuration.folders
    let files = DatabaseFiles(folder: try Folder.make(path: folders.state, mode: 0o750))
    let spool = try Spool(folders)
    try files.discardNew()
    let inventory = try ArchiveInventory(spool)
    let outstanding = Store.outstandingDeliveries(in: folders.database)
    let holds = Store.holds(in: folders.database)
    var report = Report()
    report.remarks = inventory.remarks
    let store = try Store(path: files.newPath)
    var runner = HandlerRunner(handlers: handlers)
    runner.apply(configuration)
    let work = try RebuildWork(
      spool: spool, inbox: Folder(ifThere: folders.inbox), reading: reading,
      recording: Recording(runner: runner),
      crashGuard: CrashGuard(work: spool.work, marking: marksCrashes))
    let publication = DigestPublication(configuration: configuration, store: store, clock: clock)
    var issued = try DigestLog.read(from: DigestLog.folder(folders))[...]
    var entries = inventory.entries[...]
    while !entries.isEmpty {
      onProgress(inventory.entries.count - entries.count, inventory.entries.count)
      let group = Rebuild.group(of: &entries, until: issued.first?.published)
      if group.isEmpty, let line = issued.popFirst() {
        try store.write { try publication.replay(line, in: $0) }
        continue
      }
      try store.write { try work.record(group, in: $0, &report) }
    }
    for line in issued { try store.write { try publication.replay(line, in: $0) } }
    report.outstanding = try store.write { session in
      for hold in holds { _ = try session.hold(hold.handler, at: hold.since) }
      return try session.reopen(outstanding)
    }
    try store.close()
    report.aside = try files.replace(at: clock.now())
    return report
  }

  private var reading: Reading {
    var reading = Reading()
    reading.apply(configuration)
    return reading
  }

  private static func group(of entries: inout ArraySlice<ArchiveInventory.Entry>, until: Timestamp?)
    -> [ArchiveInventory.Entry]
  {
    var group: [ArchiveInventory.Entry] = []
    var bytes: Int64 = 0
    while group.count < Rebuild.group, bytes < Rebuild.mostBytes, let entry = entries.first {
      // What a digest changed in the ledger comes between what came before and after it.
      if let until, entry.line.received > until { break }
      entries.removeFirst()
      group.append(entry)
      bytes += entry.line.size
    }
    return group
  }
}
