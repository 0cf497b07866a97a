import ArgumentParser
import Bulletins
import Handlers
import Store

/// `bulletind status`: how it goes.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows the queue, the deliveries per handler, the watch mode and the database.",
    discussion: """
      Example:
        bulletind status --json
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let configuration = try common.load()
    let store = try Store(readingFrom: configuration.folders.database)
    let report = try StatusReport(configuration: configuration, store: store, clock: .system)
    if json { Output.line(report.json.text) } else { report.lines.forEach(Output.line) }
  }
}

/// What `status` shows.
struct StatusReport {
  let inbox: String
  let waiting: Int?
  let oldestSeconds: Double?
  let isRunning: Bool
  let mode: String?
  let verdicts: [Receipt.Verdict: Int]
  let handlers: [(handler: String, state: Effect.State, count: Int)]
  let deliveries: [(handler: String, state: OutboxEntry.State, count: Int)]
  let pending: (count: Int, oldest: Timestamp?)
  let external: [DeliverySummary]
  let courierRuns: Bool
  private let now: Timestamp
  let database: String
  let databaseBytes: Int64?

  /// Looks at the inbox and the database.
  ///
  /// - Throws: the database's error.
  init(configuration: Configuration, store: Store, clock: Clock) throws {
    inbox = configuration.folders.inbox
    let now = clock.now()
    let queue = try? StatusReport.queue(of: configuration.watchedFolders, now: now)
    waiting = queue?.count
    oldestSeconds = queue?.oldest
    isRunning = InstanceLock.isTaken(in: configuration.folders.state)
    database = configuration.folders.database
    let (stateFolder, file) = Spool.split(Array(database.utf8))
    let folder = try? Folder(path: String(decoding: stateFolder, as: UTF8.self))
    databaseBytes = folder.map { folder in
      [file, file.with(suffix: "-wal")].compactMap { try? folder.entry($0)?.stamp.size }.reduce(0, +)
    }
    self.now = now
    courierRuns = InstanceLock.isTaken(in: configuration.folders.state, of: .courier)
    let names = configuration.router.handlers.map(\.name)
    external = try store.read { try $0.deliverySummaries(known: names, at: now) }
    (mode, verdicts, handlers, deliveries, pending) = try store.read { session in
      (
        try session.runtime("watch-mode"), try session.verdictCounts(), try session.effectCounts(),
        try session.deliveryCounts(), try session.pendingSummary()
      )
    }
  }

  /// What waits in the inbox and in those of its sub-folders that are watched and there.
  private static func queue(of paths: [String], now: Timestamp) throws -> (count: Int, oldest: Double?) {
    var changed: [Int64] = []
    for (index, path) in paths.enumerated() {
      let folder: Folder
      do { folder = try Folder(path: path) } catch  where index > 0 { continue }
      for name in try folder.names() where InboxNames.reasonToLeave(name) == nil {
        if let entry = try folder.entry(name), !entry.isFolder { changed.append(entry.stamp.changed) }
      }
    }
    return (
      changed.count, changed.min().map { now.seconds(since: Timestamp(microseconds: $0 / 1_000)) }
    )
  }

  var json: JSON {
    .object([
      ("running", .bool(isRunning)), ("inbox", .string(inbox)), ("waiting", JSON(waiting)),
      ("oldest_seconds", JSON(oldestSeconds)), ("watch_mode", JSON(mode)),
      ("accepted", .integer(verdicts[.accepted] ?? 0)), ("aliases", .integer(verdicts[.alias] ?? 0)),
      ("rejected", .integer(verdicts[.rejected] ?? 0)),
      ("handlers", .array(handlers.map { StatusReport.row($0.handler, $0.state.rawValue, $0.count) })),
      ("deliveries", .array(deliveries.map { StatusReport.row($0.handler, $0.state.rawValue, $0.count) })),
      ("pending", .integer(pending.count)), ("pending_since", JSON(pending.oldest?.rfc3339)),
      ("courier", .bool(courierRuns)), ("external", .array(external.map { $0.json(at: now) })),
      ("database", .string(database)), ("database_bytes", JSON(databaseBytes.map(Int.init))),
    ])
  }

  private static func row(_ handler: String, _ state: String, _ count: Int) -> JSON {
    .object([("handler", .string(handler)), ("state", .string(state)), ("count", .integer(count))])
  }

  var lines: [String] {
    var lines = ["bulletind is \(isRunning ? "running" : "not running")\(mode.map { " (\($0))" } ?? "")"]
    let age = oldestSeconds.map { ", the oldest for \(Int(max(0, $0))) s" } ?? ""
    lines.append("inbox \(inbox): \(waiting.map { "\($0) waiting\(age)" } ?? "cannot be read by you")")
    lines.append(
      "accepted \(verdicts[.accepted] ?? 0), again \(verdicts[.alias] ?? 0), rejected \(verdicts[.rejected] ?? 0)"
    )
    lines += handlers.map { "handler \($0.handler): \($0.state.rawValue) \($0.count)" }
    lines += deliveries.map { "journal entries of \($0.handler): \($0.state.rawValue) \($0.count)" }
    if let oldest = pending.oldest {
      lines.append("to be told: \(pending.count), the oldest since \(oldest.rfc3339)")
    }
    if !external.isEmpty { lines.append("the courier is \(courierRuns ? "running" : "not running")") }
    lines += external.flatMap { $0.lines(at: now) }
    lines.append("database \(database): \(databaseBytes.map { "\($0 / 1024) KiB" } ?? "size unknown")")
    return lines
  }
}
