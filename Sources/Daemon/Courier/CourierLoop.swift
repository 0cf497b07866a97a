import Handlers
import Store

/// Keeps a courier at work: by rings, by what becomes due, and through a database in trouble.
final class CourierLoop: Sendable {
  private let store: Store
  private let clock: Clock
  private let voice: Voice
  private let doorbell = Doorbell()
  private let courier: Courier
  private let database: String
  private let identity: DatabaseIdentity?
  private let bell: BellSocket?

  /// Seconds.
  private static let retryDatabase = 5.0
  /// So long programs may go on when the courier is to end, seconds: below the unit's TimeoutStopSec=.
  private static let farewell = 10.0

  init(
    configuration: Configuration, store: Store, port: any JournalPort, clock: Clock,
    onAnnounce: @escaping @Sendable () -> Void, onState: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    Orphans.adopt()
    self.store = store
    self.clock = clock
    voice = Voice(port: port)
    database = configuration.folders.database
    identity = DatabaseIdentity(path: database)
    let doorbell = doorbell
    bell = BellSocket(.courier, configuration: configuration, store: store) { doorbell.ring() }
    courier = Courier(
      handlers: configuration.router.handlers,
      around: Courier.Surroundings(
        store: store, clock: clock, port: port, archive: configuration.folders.archive, doorbell: doorbell,
        onAnnounce: onAnnounce, onState: onState))
  }

  /// Something may have become due.
  func ring() { doorbell.ring() }

  /// Puts other handlers in force.
  func reconfigure(_ configuration: Configuration) async {
    await courier.reconfigure(configuration.router.handlers)
  }

  /// True if the database was made anew and this one works on what was set aside.
  var isOutdated: Bool { DatabaseIdentity(path: database) != identity }

  /// Works until the task is cancelled, or the database was made anew; what is under way then is finished, or stopped after
  /// a while.
  func run() async {
    var alarm: Task<Void, Never>?
    var trouble = Trouble()
    doorbell.ring()
    for await _ in doorbell.stream {
      alarm?.cancel()
      if Task.isCancelled || isOutdated { break }
      do {
        alarm = Alarm.ring(doorbell, after: try await courier.look())
        if let over = trouble.leave() { voice.say(over.healed, "deliveries to external handlers go on") }
      } catch {
        let error = StoreError(error, subject: "the database \(database)")
        if trouble.enter(.databaseTrouble, error.description, now: clock.monotonic()) {
          voice.say(.databaseTrouble, "deliveries to external handlers wait: \(error)")
        }
        alarm = Alarm.ring(doorbell, after: CourierLoop.retryDatabase)
      }
    }
    alarm?.cancel()
  }

  /// Finishes what is under way, or stops it after a while.
  func end() async {
    await courier.end(within: CourierLoop.farewell)
    doorbell.finish()
  }

  /// Works off what is due now, and ends.
  ///
  /// - Throws: the database's error.
  func runOnce() async throws {
    _ = try await courier.look()
    if await courier.isIdle { return }
    for await _ in doorbell.stream {
      _ = try await courier.look()
      if await courier.isIdle { return }
    }
  }
}
