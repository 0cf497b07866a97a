import Bulletins
import Foundation
import Handlers
import Store
import Synchronization

@testable import Daemon

/// Keeps what was sent, can be paused like a journald that stands still, and is read back as it decides.
final class RecordingJournal: JournalPort {
  struct State {
    /// What a reader sees.
    var stored: [JournalEntry] = []
    /// What was sent and is not stored yet.
    var queued: [JournalEntry] = []
    var isPaused = false
    /// Entries with these words are lost, so many times.
    var losing: [String: Int] = [:]
    /// Entries with these words are not taken, so many times.
    var refusing: [String: Int] = [:]
  }

  let canReadBack: Bool
  let state = Mutex(State())

  init(canReadBack: Bool = true) { self.canReadBack = canReadBack }

  var hasEntries: Bool { state.withLock { !$0.stored.isEmpty } }

  func send(_ entry: JournalEntry, waiting: Double) throws {
    try state.withLock { state throws(JournalError) in
      for (word, left) in state.refusing where entry.message.contains(word) && left > 0 {
        state.refusing[word] = left - 1
        throw JournalError(description: "no room")
      }
      for (word, left) in state.losing where entry.message.contains(word) && left > 0 {
        state.losing[word] = left - 1
        return
      }
      if state.isPaused { state.queued.append(entry) } else { state.stored.append(entry) }
    }
  }

  func find(_ field: JournalField, _ values: Set<String>, since: Timestamp, waiting: Double) -> Set<String> {
    state.withLock { state in
      Set(state.stored.flatMap(\.fields).filter { $0.0 == field.rawValue && values.contains($0.1) }.map(\.1))
    }
  }

  /// journald goes on.
  func resume() {
    state.withLock { state in
      state.isPaused = false
      state.stored += state.queued
      state.queued = []
    }
  }

  /// The entries of a kind of event.
  func entries(_ event: Event) -> [JournalEntry] {
    state.withLock { $0.stored }.filter { $0.fields.contains { $0 == ("MESSAGE_ID", event.messageID) } }
  }
}

/// Time that only a test moves.
final class HandTurnedTime: Sendable {
  let seconds = Mutex(0.0)
  /// How far the time of day is off, seconds.
  let jump = Mutex(0.0)

  var clock: Clock {
    Clock(
      now: { [self] in
        let sum = seconds.withLock { $0 } + jump.withLock { $0 }
        return Timestamp(microseconds: 1_790_755_200_000_000 + Int64(sum * 1_000_000))
      },
      monotonic: { [self] in seconds.withLock { $0 } })
  }
}

/// A spool and a database in a folder of their own, gone with it, and the parts of a daemon over them.
final class TemporarySpool {
  let root: URL
  var configuration = Configuration()
  let store: Store
  let journal = RecordingJournal()
  private let time = HandTurnedTime()

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString)")
    for name in ["inbox", "state"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    configuration.folders = Configuration.Folders(
      inbox: root.appending(path: "inbox").path, work: root.appending(path: "work").path,
      archive: root.appending(path: "archive").path, rejected: root.appending(path: "rejected").path,
      state: root.appending(path: "state").path)
    store = try Store(path: configuration.folders.database)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// A clock that stands still but for ``advance(_:)``, from 2026-09-30 08:00 UTC on.
  var clock: Clock { time.clock }

  func advance(_ seconds: Double) { time.seconds.withLock { $0 += seconds } }

  /// Somebody sets the time of day; the monotonic clock goes on.
  func advanceDay(_ seconds: Double) { time.jump.withLock { $0 += seconds } }

  func intake(
    handlers: [any Handler] = HandlerRegistry.handlers, router: Router? = nil, store: Store? = nil,
    doorbell: Doorbell = Doorbell(),
    onDamage: @escaping @Sendable (StoreError) -> Void = { _ in }
  ) throws -> Intake {
    var configuration = configuration
    if let router { configuration.router = router }
    return try Intake(
      configuration: configuration,
      around: Intake.Surroundings(
        store: store ?? self.store, clock: clock, doorbell: doorbell, progress: Progress(clock: clock),
        voice: Voice(port: journal), runner: HandlerRunner(handlers: handlers), onDamage: onDamage))
  }

  func path(_ name: String) -> String { configuration.folders.inbox + "/" + name }

  func drop(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  /// Takes in all that is there; files that must be quiet first are waited for on the injected clock.
  func drain(_ intake: Intake) async {
    _ = await intake.drain()
    advance(5)
    _ = await intake.drain()
  }

  /// The names below a folder of the spool, with their paths relative to it, without the daemon's own.
  func files(_ folder: String) -> [String] {
    let base = root.appending(path: folder).path
    let all = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    return all.filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: base + "/" + path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !path.hasSuffix(".manifest.jsonl") && path != ".reading"
        && !path.hasPrefix(".bulletind-canary")
    }.sorted()
  }

  func receipts() throws -> [Receipt] {
    try store.read { try $0.recent(red: false, since: nil, unit: nil, limit: 1000) }.reversed()
  }
}
