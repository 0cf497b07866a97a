import Bulletins
import Formats
import Glibc
import Handlers
import Store

/// The one loop that takes files in: look, claim, read, accept, place. Everything in it may block; it has a thread of
/// its own. What it holds in memory is bounded by one group.
actor Intake {
  /// What the outside may want to know.
  struct State: Sendable {
    var waiting = 0
    var accepted = 0
    var rejected = 0
    var mode = "starting"
    /// What keeps the intake from working, or nil.
    var trouble: String?
  }

  /// A group holds at most so many bytes of content (and one file more).
  private static let groupBytes = 8 << 20
  /// So long it waits after trouble, seconds.
  private static let pause = 2.0

  nonisolated let executor = BlockingExecutor("intake")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private var configuration: Configuration
  private let store: Store
  private let clock: Clock
  private let doorbell: Doorbell
  private let progress: Progress
  private let voice: Voice
  private let runner: HandlerRunner
  private let spool: Spool
  private let placement: Placement
  private let acceptance: Acceptance
  private let crashGuard: CrashGuard
  private let onCommit: @Sendable () -> Void
  private let onState: @Sendable (State) -> Void

  private var inbox: Inbox?
  private var reading = Reading()
  private var unsettled: [Receipt] = []
  private(set) var state = State()
  private var troubleEvent = Event.databaseTrouble

  /// An intake. Nothing happens before ``open()``.
  ///
  /// - Parameters:
  ///   - marksCrashes: true in the program itself: see ``CrashGuard``.
  ///   - onCommit: called after every commit: there may be something to deliver.
  ///   - onState: called when what `status` shows has changed.
  /// - Throws: `SystemError` if the spool's folders cannot be opened or made.
  init(
    configuration: Configuration, store: Store, clock: Clock, doorbell: Doorbell, progress: Progress,
    voice: Voice,
    runner: HandlerRunner = HandlerRunner(), marksCrashes: Bool = false,
    onCommit: @escaping @Sendable () -> Void,
    onState: @escaping @Sendable (State) -> Void
  ) throws {
    self.configuration = configuration
    self.store = store
    self.clock = clock
    self.doorbell = doorbell
    self.progress = progress
    self.voice = voice
    self.runner = runner
    self.onCommit = onCommit
    self.onState = onState
    spool = try Spool(configuration.folders)
    placement = Placement(spool: spool, store: store)
    crashGuard = try CrashGuard(work: spool.work, marking: marksCrashes)
    acceptance = Acceptance(spool: spool, store: store, runner: runner, clock: clock)
  }

  /// Opens the inbox, finishes what a crash left, and begins to watch.
  ///
  /// - Throws: `SystemError` or the database's error.
  func open() throws {
    apply(configuration)
    let inbox = try Inbox(
      path: configuration.folders.inbox, limits: configuration.limits, doorbell: doorbell, making: true)
    _ = try Recovery(spool: spool, store: store, placement: placement).run(inbox: inbox.folder)
    take(inbox)
  }

  /// Puts a new configuration in force. Folders stay what they were until the next start.
  func reconfigure(_ new: Configuration) {
    var new = new
    new.folders = configuration.folders
    apply(new)
  }

  /// Takes in everything that is complete, until nothing is left to do at once.
  ///
  /// - Returns: when to look again, seconds from now, if an event alone will not tell.
  func drain() -> Double? {
    defer {
      progress.rest()
      onState(state)
    }
    var again: Double?
    repeat {
      progress.step()
      let rings = doorbell.take()
      again = look(rings)
    } while again == 0 && !Task.isCancelled
    settleUp()
    return [again, retryFailed()].compactMap { $0 }.min()
  }

  /// Stops watching; what was accepted is put in order.
  func close() {
    settleUp()
    inbox?.watcher.stop()
  }

  private func apply(_ new: Configuration) {
    configuration = new
    reading.limits.seconds = new.limits.seconds
    reading.limits.unpacked = max(new.limits.bulletin * 4, 64 << 20)
    inbox?.claimer.limit = new.limits.bulletin
    inbox?.settle.quiet = new.limits.settle
    inbox?.settle.quietEmpty = new.limits.settle * 3
  }

  private func take(_ new: Inbox) {
    inbox = new
    state.mode = new.watcher.mode.description
    // Only for `status`; a database in trouble is said elsewhere.
    try? store.write { try $0.setRuntime("watch-mode", state.mode) }
    if case .polling(let why) = new.watcher.mode {
      voice.say(
        .watchPolling, "the inbox is looked at every two seconds, because \(why)",
        [.init(.watchMode, "polling")])
    }
  }
}

extension Intake {
  /// One look at the whole folder.
  ///
  /// - Returns: 0 to look again at once, nil if there is nothing to wait for.
  private func look(_ rings: Doorbell.Rings) -> Double? {
    if rings.overflow {
      voice.say(
        .watchOverflow, "the kernel's event queue overflowed; nothing is lost: the inbox is read again")
    }
    if rings.lost || state.trouble != nil || inbox == nil, !reopen() { return Intake.pause }
    do {
      let wait = try takeIn(rings.whole)
      if state.trouble != nil { recovered() }
      return wait
    } catch {
      return inTrouble(error)
    }
  }

  /// Claims and accepts group after group of what stands in the inbox.
  private func takeIn(_ whole: Set<FileName>) throws -> Double? {
    guard var current = inbox else { return Intake.pause }
    defer { inbox = current }
    let names = try current.scan()
    current.settle.keep(Set(names))
    state.waiting = names.count
    var wait: Double?
    var folders: [(FileName, FileStamp)] = []
    var group = Group()
    for name in names {
      if Task.isCancelled { break }
      progress.step()
      let claimed = clock.monotonic()
      switch try current.claimer.claim(
        name, whole: whole.contains(name), settle: &current.settle, now: claimed)
      {
      case .file(let file): group.add(read(file, claimed: claimed), bytes: file.bytes.count)
      case .refused(let refusal): group.add(candidate(refusal, claimed: claimed), bytes: 0)
      case .wait(let seconds): wait = min(wait ?? seconds, max(seconds, 0.01))
      case .folder(let stamp): folders.append((name, stamp))
      case .gone: break
      }
      if group.candidates.count >= configuration.limits.group || group.bytes >= Intake.groupBytes {
        try accept(&group, in: current.folder)
      }
    }
    try accept(&group, in: current.folder)
    try sayFolders(folders)
    return wait
  }

  private struct Group {
    var candidates: [Candidate] = []
    var bytes = 0

    mutating func add(_ candidate: Candidate, bytes count: Int) {
      candidates.append(candidate)
      bytes += count
    }
  }

  private func read(_ file: ClaimedFile, claimed: Double) -> Candidate {
    let outcome = outcome(of: file)
    return Candidate(
      name: file.name, stamp: file.stamp, content: (file.bytes, file.hash), outcome: outcome, claimed: claimed
    )
  }

  private func outcome(of file: ClaimedFile) -> Candidate.Outcome {
    if crashGuard.condemns(file.hash) {
      return .refused(
        code: "crashed",
        reason: """
          \(file.name.display) crashed bulletind twice while it was read, so it is not read again; report the fault with the \
          file, and drop its text in another format.
          """)
    }
    return crashGuard.reading(file.hash) {
      Candidate.Outcome(reading, bytes: file.bytes, name: file.name, today: clock.now().localDay)
    }
  }

  private func candidate(_ refusal: Refusal, claimed: Double) -> Candidate {
    Candidate(
      name: refusal.name, stamp: refusal.stamp, outcome: .refused(code: refusal.code, reason: refusal.reason),
      claimed: claimed)
  }

  /// Accepts a group; if that fails, one by one, so that a single bad one does not hold up the others.
  private func accept(_ group: inout Group, in folder: Folder) throws {
    guard !group.candidates.isEmpty else { return }
    defer { group = Group() }
    do {
      try finish(acceptance.accept(group.candidates), in: folder)
    } catch  where group.candidates.count > 1 {
      for candidate in group.candidates { try finish(acceptance.accept([candidate]), in: folder) }
    }
  }

  private func finish(_ receipts: [Receipt], in folder: Folder) throws {
    onCommit()
    for receipt in receipts {
      progress.step()
      try placement.place(receipt, inbox: folder)
      if receipt.verdict == .rejected { state.rejected += 1 } else { state.accepted += 1 }
      state.waiting -= 1
    }
    unsettled += receipts
    if unsettled.count >= 1_000 { settleUp() }
    onState(state)
  }

  /// Notes what was placed. Left for when there is time: until then a restart would only look once more.
  private func settleUp() {
    guard !unsettled.isEmpty else { return }
    do {
      try placement.settle(unsettled, inbox: inbox?.folder)
      unsettled = []
    } catch {
      _ = inTrouble(error)
    }
  }

  /// Says of each folder once that it stays.
  private func sayFolders(_ folders: [(FileName, FileStamp)]) throws {
    let keyed = folders.map { ($0.0, "folder:\($0.1.device):\($0.1.inode):\($0.0.display)") }
    let now = clock.now()
    let fresh = try store.write { session in
      try session.forgetNotices(prefix: "folder:", except: Set(keyed.map(\.1)))
      return try keyed.filter { try session.sayOnce($0.1, at: now) }.map(\.0)
    }
    for name in fresh {
      voice.say(
        .folderLeft,
        "the folder \(name.display) stays in the inbox: only files are taken; move its files up into the inbox",
        [.init(.folder, name.display)])
    }
  }

  /// Tries handlers again that failed and are due.
  ///
  /// - Returns: seconds to the next one.
  private func retryFailed() -> Double? {
    do {
      let retrying = RetryFailed(store: store, spool: spool, runner: runner, clock: clock)
      if try retrying.run() { onCommit() }
      return try retrying.secondsToNext()
    } catch {
      return inTrouble(error)
    }
  }
}

extension Intake {
  private var isInboxThere: Bool { inbox?.isStill(at: configuration.folders.inbox) ?? false }

  /// Finds the inbox again after it went away.
  private func reopen() -> Bool {
    if isInboxThere { return true }
    inbox?.watcher.stop()
    inbox = nil
    do {
      take(
        try Inbox(
          path: configuration.folders.inbox, limits: configuration.limits, doorbell: doorbell, making: false))
      return true
    } catch {
      enter(.inboxMissing, "the inbox cannot be used: \(error)")
      return false
    }
  }

  /// Says what is wrong, once, and waits.
  private func inTrouble(_ error: any Error) -> Double {
    switch error {
    case let error as SystemError where error.isFull: enter(.diskFull, error.description)
    case let error as SystemError where error.code == ENOENT && !isInboxThere:
      enter(.inboxMissing, "the inbox cannot be used: \(error)")
    case let error as SystemError: enter(.databaseTrouble, "intake cannot go on: \(error)")
    default:
      let store = StoreError(error, subject: "the database \(configuration.folders.database)")
      enter(store.isFull ? .diskFull : .databaseTrouble, store.description)
    }
    return Intake.pause
  }

  private func enter(_ event: Event, _ message: String) {
    if state.trouble == nil { voice.say(event, message) }
    troubleEvent = event
    state.trouble = message
    onState(state)
  }

  private func recovered() {
    let event: Event =
      switch troubleEvent {
      case .diskFull: .diskRestored
      case .inboxMissing: .inboxRestored
      default: .databaseRestored
      }
    voice.say(event, "intake goes on")
    state.trouble = nil
  }
}
