import Bulletins
import Glibc
import Store

/// The running daemon: its parts, how they wake each other, and how they end.
final class Service: Sendable {
  private let configurationPath: String?
  private let configuration: Configuration
  private let clock: Clock
  private let doorbell = Doorbell()
  private let outboxBell = Doorbell()
  private let progress: Progress
  private let port: any JournalPort
  private let voice: Voice
  private let store: Store
  private let lock: Descriptor
  private let orders = Orders()
  private let board = StatusBoard(show: ServiceManager.status)
  private let intake: Intake
  private let delivery: Delivery
  /// Works external deliveries here instead of in the second unit.
  private let courier: CourierLoop?
  private let courierLock: Descriptor?
  private let bell: BellSocket?

  /// Opens the database and the folders. Nothing is taken in yet.
  ///
  /// - Throws: an error with a sentence for the administrator.
  init(
    configuration: Configuration, path: String?, port: any JournalPort, clock: Clock = .system,
    withCourier: Bool = false
  ) throws {
    self.configuration = configuration
    configurationPath = path
    self.clock = clock
    self.port = port
    voice = Voice(port: port)
    progress = Progress(clock: clock)
    let state = try Folder.make(path: configuration.folders.state, mode: 0o750)
    lock = try InstanceLock.take(in: state)
    let opened = try DatabaseOpening(
      configuration: configuration, clock: clock,
      onProgress: { ServiceManager.busy("making the database anew from the archive: \($0) of \($1) files") }
    ).open()
    store = opened.store
    if let (reason, report) = opened.rebuilt { voice.say(.databaseRebuilt, report.told(because: reason)) }
    let outboxBell = outboxBell
    let (board, damaged, doorbell, store) = (board, orders.damaged, doorbell, store)
    courierLock = try withCourier ? InstanceLock.take(in: state, of: .courier) : nil
    let courier =
      withCourier
      ? CourierLoop(
        configuration: configuration, store: store, port: port, clock: clock,
        onAnnounce: { outboxBell.ring() }) : nil
    self.courier = courier
    // Other processes ring when they have changed the database.
    bell = BellSocket(.daemon, configuration: configuration, store: store) {
      doorbell.ring()
      outboxBell.ring()
    }
    intake = try Intake(
      configuration: configuration,
      around: Intake.Surroundings(
        store: store, clock: clock, doorbell: doorbell, progress: progress, voice: voice, marksCrashes: true,
        onCommit: {
          outboxBell.ring()
          if let courier { courier.ring() } else { BellSocket.ring(.courier, in: store) }
        }, onState: { board.set($0) },
        onDamage: damaged))
    delivery = Delivery(
      store: store, port: port, clock: clock, rate: configuration.journal.rate,
      onTrouble: { board.set(delivery: $0) })
  }

  /// Takes in what stands in the inbox, delivers it, and ends.
  ///
  /// - Throws: an error with a sentence for the administrator.
  func runOnce() async throws {
    try await openIntake()
    while let wait = await intake.drain(), wait < 10 {
      // A file that is still settling is waited for; one that somebody writes to is left for the next run.
      try await Task.sleep(for: .seconds(wait))
    }
    await intake.close()
    try await delivery.open()
    try await courier?.runOnce()
    let deadline = clock.monotonic() + Service.onceDelivery
    var again = try await delivery.drain(until: deadline)
    while let wait = again, clock.monotonic() < deadline {
      try await Task.sleep(for: .seconds(wait))
      again = try await delivery.drain(until: deadline)
    }
    try end()
    if let trouble = await intake.state.trouble { throw Failure.Unfinished(description: trouble) }
    if again != nil {
      throw Failure.Unfinished(
        description:
          "the journal does not take or show everything; look at systemd-journald, then run this again")
    }
  }

  private func openIntake() async throws {
    do {
      try await intake.open()
    } catch {
      let store = StoreError(error, subject: "the database \(configuration.folders.database)")
      if store.isDamaged { DatabaseOpening.noteDamage(store.cause, in: configuration.folders.state) }
      throw error
    }
  }

  /// A database found damaged ends the run in an error: the next start makes it anew.
  private func end() throws {
    if let damage = orders.damage {
      DatabaseOpening.noteDamage(damage.cause, in: configuration.folders.state)
      throw damage
    }
    try DatabaseOpening.noteEnd(in: store)
  }

  /// Runs until SIGTERM or SIGINT.
  ///
  /// - Throws: an error with a sentence for the administrator.
  func run() async throws {
    voice.say(
      .started, "bulletind \(Version.text) watches \(configuration.folders.inbox)",
      [.init(.version, Version.text), .init(.configuration, configurationPath ?? "(defaults)")])
    try await Patience(voice: voice, clock: clock).until { try await openIntake() }
    orders.take(Signals.stream())
    ServiceManager.ready(status: board.text)
    voice.say(.ready, "ready: \(board.text)")
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.intakeLoop() }
      group.addTask { await self.deliveryLoop() }
      group.addTask { await self.watchdogLoop() }
      if let courier { group.addTask { await courier.run() } }
      for await order in orders.stream {
        if order == .end { break }
        await self.reload()
      }
      ServiceManager.stopping(status: "finishing what is on its way")
      voice.say(.stopping, "stopping: what is on its way is finished, the rest waits in the inbox")
      group.cancelAll()
      doorbell.finish()
      outboxBell.finish()
    }
    await intake.close()
    await courier?.end()
    // What was committed is told before the end if the journal takes it; what is left is told by the next start.
    _ = try? await delivery.drain(until: clock.monotonic() + Service.farewell)
    try end()
  }

  private func intakeLoop() async {
    var alarm: Task<Void, Never>?
    doorbell.ring()
    for await _ in doorbell.stream {
      alarm?.cancel()
      let wait = await intake.drain()
      alarm = wait.map { Alarm.ring(doorbell, after: $0) }
    }
    alarm?.cancel()
  }

  private func deliveryLoop() async {
    var alarm: Task<Void, Never>?
    var isOpen = false
    var trouble = Trouble()
    outboxBell.ring()
    for await _ in outboxBell.stream {
      alarm?.cancel()
      do {
        if !isOpen { try await delivery.open() }
        isOpen = true
        alarm = try await delivery.drain().map { Alarm.ring(outboxBell, after: $0) }
        if let over = trouble.leave() { voice.say(over.healed, "deliveries go on") }
      } catch {
        let store = StoreError(error, subject: "the database \(configuration.folders.database)")
        if store.isDamaged { orders.damaged(store) }
        board.set(delivery: "what was told cannot be noted: \(store)")
        // The intake says what is wrong with the database as soon as it writes there itself.
        let isSaidElsewhere = await intake.state.trouble != nil
        if trouble.enter(.databaseTrouble, store.description, now: clock.monotonic()), !isSaidElsewhere {
          voice.say(.databaseTrouble, "what was told cannot be noted: \(store)")
        }
        alarm = Alarm.ring(outboxBell, after: Service.retryDelivery)
      }
    }
    alarm?.cancel()
  }

  /// Seconds.
  private static let retryDelivery = 5.0
  /// So long `run --once` waits for the journal, seconds.
  private static let onceDelivery = 60.0
  /// So long the end waits for deliveries, seconds: well below the unit's TimeoutStopSec=.
  private static let farewell = 10.0

  private func watchdogLoop() async {
    guard let deadline = ServiceManager.watchdogDeadline else { return }
    // One step may be the reading of a bulletin that takes as long as it may.
    let patience = Double(configuration.limits.seconds) * 2
    while !Task.isCancelled {
      if progress.isAlive(deadline: max(deadline, patience)) { ServiceManager.alive() }
      // The watchdog's beat is the one timer that an idle daemon has (sd_watchdog_enabled(3): half the deadline).
      try? await Task.sleep(for: .seconds(deadline / 2))
    }
  }

  private func reload() async {
    ServiceManager.reloading()
    do {
      let new = try ConfigurationFile.load(path: configurationPath)
      await intake.reconfigure(new)
      await delivery.reconfigure(rate: new.journal.rate)
      await courier?.reconfigure(new)
      let remark = new.folders == configuration.folders ? "" : "; new folders count from the next start"
      voice.say(.reloaded, "the configuration was read again and is in force\(remark)")
    } catch {
      voice.say(.reloadRefused, "the new configuration is refused, the old one stays in force: \(error)")
    }
    ServiceManager.ready(status: board.text)
  }
}

/// Rings a bell after a while.
enum Alarm {
  static func ring(_ doorbell: Doorbell, after seconds: Double) -> Task<Void, Never> {
    Task {
      // Waits for a deadline that an event may forestall: then the task is cancelled.
      if (try? await Task.sleep(for: .seconds(seconds))) != nil { doorbell.ring() }
    }
  }
}
