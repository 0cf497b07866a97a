import Bulletins
import Formats
import Handlers
import Store

/// The one loop that takes files in: look, claim, read, accept, place. Everything in it may block; it has a thread of
/// its own, and ``Gatherer`` another. What it holds in memory is bounded by two groups.
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

  /// What an intake needs of the rest of the daemon.
  struct Surroundings: Sendable {
    var store: Store
    var clock: Clock
    var doorbell: Doorbell
    var progress: Progress
    var voice: Voice
    var runner = HandlerRunner()
    /// True in the program itself: see ``CrashGuard``.
    var marksCrashes = false
    /// Called after every commit: there may be something to deliver.
    var onCommit: @Sendable () -> Void = {}
    /// Called when what `status` shows has changed.
    var onState: @Sendable (State) -> Void = { _ in }
    /// Called when the database turns out to be damaged.
    var onDamage: @Sendable (StoreError) -> Void = { _ in }
  }

  /// Receipts are noted as placed at the latest when there are so many.
  private static let mostUnnoted = 1_000

  nonisolated let executor = BlockingExecutor("intake")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  var configuration: Configuration
  let around: Surroundings
  let crashGuard: CrashGuard
  var spool: Spool

  var inbox: Inbox?
  var reading = Reading()
  var pass: Pass?
  /// The group that was read while the last one was accepted.
  var ahead: Group?
  /// Counts the configurations: what was gathered under an earlier one is gathered again.
  private(set) var age = 0
  let gatherer = Gatherer()
  /// The last place in the order of arrival that was given away; nil before the first.
  var arrivals: Int64?
  /// Bytes of the files taken since memory was given back.
  var heldSince = 0
  /// So many bytes of files leave memory behind that is worth giving back: some two hundred bulletins, or one large ledger.
  static let muchRead = 1 << 20
  var state = State()
  var trouble = Trouble()
  /// What keeps events from coming.
  var watching = Trouble()
  var overflowSaid: Double?
  /// The files that cannot be taken now, and how often that was tried.
  var stuck: [FileName: Int] = [:]
  /// The stuck files that were said; nil as long as what the last run said is not known.
  var knownStuck: Set<String>?
  /// Committed and not in place: nothing else is taken in before they are.
  var unplaced: [Receipt] = []
  /// In place and not noted as such.
  var unnoted: [Receipt] = []
  /// The folders in the inbox that were said.
  var knownFolders: Set<String> = []

  /// An intake. Nothing happens before ``open()``.
  ///
  /// - Throws: `SystemError` if the spool's folders cannot be opened or made.
  init(configuration: Configuration, around: Surroundings) throws {
    self.configuration = configuration
    self.around = around
    spool = try Spool(configuration.folders)
    crashGuard = try CrashGuard(work: spool.work, marking: around.marksCrashes)
    FormatRegistry.prepare()
  }

  var placement: Placement { Placement(spool: spool, store: around.store) }

  /// The handlers, and who gets what as it is configured now.
  private var runner: HandlerRunner {
    var runner = around.runner
    runner.apply(configuration)
    return runner
  }

  var acceptance: Acceptance {
    Acceptance(spool: spool, store: around.store, runner: runner, clock: around.clock)
  }

  /// Opens the inbox, begins to watch, finishes what a crash left, and looks what is there.
  ///
  /// - Throws: `SystemError` or the database's error.
  func open() throws {
    apply(configuration)
    let inbox = try Inbox(
      path: configuration.folders.inbox, limits: configuration.limits, doorbell: around.doorbell,
      making: true,
      subfolders: configuration.router.folders)
    _ = try Recovery(spool: spool, store: around.store, placement: placement).run(inbox: inbox.folder)
    take(inbox)
    state.waiting = try inbox.scan().count
    around.onState(state)
  }

  /// Puts a new configuration in force. Folders stay what they were until the next start.
  func reconfigure(_ new: Configuration) {
    var new = new
    new.folders = configuration.folders
    let isRouted = new.router.folders == configuration.router.folders
    apply(new)
    if isRouted { return }
    // The next look opens it again, with the sub-folders that routes name now.
    inbox?.watcher.stop()
    inbox = nil
    around.doorbell.ring()
  }

  /// Takes in everything that is complete, group by group, and lets others in between.
  ///
  /// - Returns: when to look again, seconds from now, if an event alone will not tell.
  func drain() async -> Double? {
    var again: Double? = 0
    while again == 0, !Task.isCancelled {
      around.progress.step()
      again = await step()
      await Task.yield()
    }
    notePlaced()
    let retry = retryFailed()
    around.progress.rest()
    around.onState(state)
    return [again, retry].compactMap { $0 }.min()
  }

  /// Stops watching; what was accepted is put in order.
  func close() {
    dropPass()
    notePlaced()
    inbox?.watcher.stop()
  }

  /// Puts committed files in their places.
  ///
  /// - Throws: `SystemError`; what is not in place is tried again before anything else is done.
  func place() throws {
    guard let folder = inbox?.folder else { return }
    while let receipt = unplaced.first {
      around.progress.step()
      try placement.place(receipt, inbox: folder)
      unplaced.removeFirst()
      unnoted.append(receipt)
      if receipt.verdict == .rejected { state.rejected += 1 } else { state.accepted += 1 }
      state.waiting -= 1
    }
    if unnoted.count >= Intake.mostUnnoted { notePlaced() }
  }

  /// Notes what was placed. Left for when there is time: until then a restart would only look once more.
  private func notePlaced() {
    guard !unnoted.isEmpty else { return }
    do {
      try placement.settle(unnoted)
      unnoted = []
    } catch {
      _ = inTrouble(error)
    }
  }

  private func apply(_ new: Configuration) {
    configuration = new
    reading.apply(new)
    age += 1
    dropPass()
  }

  /// Forgets what was gathered: it is found in the inbox again.
  func dropPass() {
    pass = nil
    if let ahead { Staging(folder: spool.staging).discard(ahead.staged) }
    ahead = nil
  }

  /// Tries handlers again that failed and are due.
  ///
  /// - Returns: seconds to the next one.
  private func retryFailed() -> Double? {
    do {
      let retrying = RetryFailed(store: around.store, runner: runner, clock: around.clock)
      if try retrying.run() { around.onCommit() }
      return try retrying.secondsToNext()
    } catch {
      return inTrouble(error)
    }
  }
}
