import Bulletins
import Handlers
import Store

/// Works the deliveries to external handlers: each handler has a lane of its own, so that one that hangs holds up none but
/// itself. What is due, red first, is run; what came of it is committed, many at once where many end at once.
///
/// A delivery that was under way when the courier died is still pending, and is run again under the same `DELIVERY_ID`.
actor Courier {
  /// What a courier needs of its surroundings.
  struct Surroundings: Sendable {
    var store: Store
    var clock: Clock
    var port: any JournalPort
    var archive = ""
    /// Woken when there may be something to do.
    var doorbell: Doorbell
    /// From 0 to 1, for the waits between attempts.
    var chance: @Sendable () -> Double = { Double.random(in: 0...1) }
    /// Called when something is to be told through the outbox.
    var onAnnounce: @Sendable () -> Void = {}
    /// Called when what `systemctl status` shows has changed.
    var onState: @Sendable (String) -> Void = { _ in }
  }

  /// The longest wait between two looks, seconds: a ring may be lost.
  private static let longestWait = 60.0

  nonisolated let executor = BlockingExecutor("courier")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let around: Surroundings
  private var handlers: [ExternalHandler]
  /// The deliveries under way, or run and not committed, by handler.
  private var running: [String: Set<Int64>] = [:]
  private var ended: [Ended] = []
  private let stop = Stop()
  private var counts = (done: 0, failed: 0)
  private var isEnding = false
  private var whenIdle: CheckedContinuation<Void, Never>?

  private struct Ended: Sendable {
    var delivery: ExternalDelivery
    var outcome: DeliverySchedule.Outcome
    var schedule: DeliverySchedule
    /// The bulletin's; nil for what was announced of none.
    var receipt: Receipt?
  }

  init(handlers: [ExternalHandler], around: Surroundings) {
    self.handlers = handlers
    self.around = around
  }

  /// Puts other handlers in force. What is under way goes on as it began.
  func reconfigure(_ handlers: [ExternalHandler]) {
    self.handlers = handlers
    around.doorbell.ring()
  }

  /// Starts what is due and can be started.
  ///
  /// - Returns: seconds to the next look.
  /// - Throws: the database's error.
  func look() throws -> Double {
    try settle()
    var wait = Courier.longestWait
    for handler in handlers where !stop.isDone {
      while running[handler.name, default: []].count < handler.concurrency, try start(handler) {}
      let now = around.clock.now()
      if let due = try around.store.read({ try $0.nextDeliveryDue(to: handler.name, after: now) }) {
        wait = min(wait, max(0.01, due.seconds(since: now)))
      }
    }
    around.onState(text)
    return wait
  }

  /// True while nothing is under way.
  var isIdle: Bool { running.values.allSatisfy(\.isEmpty) }

  /// Starts nothing any more; what is under way may go on for so many seconds and is then stopped.
  func end(within seconds: Double) async {
    handlers = []
    isEnding = true
    try? settle()
    if isIdle { return }
    let stop = self.stop
    // The limit on what is under way; it is cancelled when that ends first.
    let alarm = Task { if (try? await Task.sleep(for: .seconds(seconds))) != nil { stop.done() } }
    await withCheckedContinuation { whenIdle = $0 }
    alarm.cancel()
  }

  private var text: String {
    let busy = running.values.map(\.count).reduce(0, +)
    return "\(handlers.count) handlers, \(busy) at work; \(counts.done) done, \(counts.failed) failed"
  }

  /// Starts the delivery whose turn it is; false if there is none.
  private func start(_ handler: ExternalHandler) throws -> Bool {
    let now = around.clock.now()
    let taken = running[handler.name, default: []]
    let found = try around.store.read { session -> (ExternalDelivery, DeliveryDocument?)? in
      guard let delivery = try session.nextDelivery(to: handler.name, at: now, except: taken) else {
        return nil
      }
      return (delivery, try DeliveryDocument(delivery, archive: around.archive, in: session))
    }
    guard let (delivery, document) = found else { return false }
    guard let document else {
      try giveUp(delivery, at: now)
      return true
    }
    running[handler.name, default: []].insert(delivery.id)
    let process = HandlerProcess(
      handler: handler,
      variables: [
        ("BULLETIN_ID", document.receipt?.hash ?? ""), ("DELIVERY_ID", delivery.deliveryID),
        ("ATTEMPT", String(delivery.attempts + 1)),
      ], input: document.bytes, stop: stop.descriptor)
    let doorbell = around.doorbell
    OwnThread.run("handler \(handler.name)") {
      process.run()
    } then: { result in
      await self.ended(result, of: handler, delivery, document.receipt)
      doorbell.ring()
    }
    return true
  }

  private func ended(
    _ result: HandlerProcess.Result, of handler: ExternalHandler, _ delivery: ExternalDelivery,
    _ receipt: Receipt?
  ) {
    let outcome = result.outcome(of: handler)
    HandlerVoice(port: around.port, handler: handler.name, delivery: delivery, receipt: receipt).tell(result)
    ended.append(Ended(delivery: delivery, outcome: outcome, schedule: handler.schedule, receipt: receipt))
    guard isEnding else { return }
    // What cannot be noted now is pending, and is run again under the same DELIVERY_ID.
    try? settle()
    let followed = running.values.map(\.count).reduce(0, +)
    if followed == ended.count {
      whenIdle?.resume()
      whenIdle = nil
    }
  }

  /// Commits what came of the runs that have ended.
  private func settle() throws {
    guard !ended.isEmpty else { return }
    let batch = ended
    let now = around.clock.now()
    var tells = false
    try around.store.write { session in
      for one in batch {
        let result = one.schedule.judge(one.delivery, one.outcome, at: now, chance: around.chance())
        try session.save(result)
        if let announcement = DeliveryFailure.announcement(of: result, one.receipt) {
          tells = true
          try session.announce(
            announcement, subject: one.receipt?.hash ?? one.delivery.part, bulletin: one.receipt?.id,
            handler: result.handler,
            version: result.version, at: now)
        }
      }
    }
    ended.removeFirst(batch.count)
    for one in batch {
      running[one.delivery.handler]?.remove(one.delivery.id)
      if one.outcome == .done { counts.done += 1 } else { counts.failed += 1 }
    }
    if tells { around.onAnnounce() }
  }

  /// A delivery about something that is not there any more.
  private func giveUp(_ delivery: ExternalDelivery, at now: Timestamp) throws {
    var delivery = delivery
    delivery.state = .dead
    delivery.error = "its bulletin or the part of it is not in the database any more"
    delivery.finished = now
    try around.store.write { [delivery] in try $0.save(delivery) }
  }
}
