import Glibc
import Store

/// Works the outbox: sends what was committed to the journal, alerts first, and proves that alerts have arrived.
///
/// An alert is confirmed by reading it back. Before it is sent it is noted as tried; one that was tried, by this run or by one that
/// was killed, is sent again only after a marker, sent later, has been read back and the alert has not: no marker, no
/// resend, so that a journal that is merely slow never shows an alert twice.
actor Delivery {
  /// What is known of reading the journal.
  private enum Reading {
    /// A marker was read back.
    case proven
    /// There are entries to read, but no marker came: journald stands still.
    case stalled
    /// Nothing at all can be read: there is no journal, or this user may not read it.
    case impossible
  }

  /// How much is sent before it is noted as sent.
  private static let batch = 500
  /// Between two tries to reach a journal that is not there, microseconds.
  private static let breath: UInt32 = 500_000
  /// So long an entry may take to appear, seconds, before the marker is asked.
  private static let patience = 5.0
  /// Deliveries of another boot are verified so far back, seconds: journald syncs at once only for PRIORITY ≤ 2 and else
  /// after SyncIntervalSec=5min (journald.conf(5)).
  private static let reverify = 600.0
  /// An entry's time in the journal may lie before the outbox's by so much, seconds.
  private static let margin = 120.0

  nonisolated let executor = BlockingExecutor("delivery")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let store: Store
  private let port: any JournalPort
  private let clock: Clock
  private let boot: String
  private var pacing: Pacing
  private var reading = Reading.impossible
  private var saidUnconfirmed = false
  private var isUnreachable = false
  private var markers = 0
  /// Sent and not noted as such, because the database could not be written: not to be sent again.
  private var handedOver: Set<Int64> = []
  private let onTrouble: @Sendable (String?) -> Void

  /// - Parameter onTrouble: gets what keeps deliveries from being made, for `systemctl status`; nil when nothing does.
  init(
    store: Store, port: any JournalPort, clock: Clock, rate: Int, boot: String = Delivery.bootID(),
    onTrouble: @escaping @Sendable (String?) -> Void = { _ in }
  ) {
    self.onTrouble = onTrouble
    self.store = store
    self.port = port
    self.clock = clock
    self.boot = boot
    pacing = Pacing(rate: rate)
  }

  /// Proves that the journal can be read, and sorts out what an earlier run may or may not have sent.
  ///
  /// - Throws: the database's error.
  func open() throws {
    guard port.canReadBack else { return }
    if marker(waiting: Delivery.patience) { return try proved() }
    reading = port.hasEntries ? .stalled : .impossible
    sayUnconfirmed()
  }

  /// Puts a new rate in force.
  func reconfigure(rate: Int) { pacing.rate = Double(max(rate, 1)) }

  /// Sends everything that waits.
  ///
  /// - Parameter deadline: seconds of the monotonic clock at which to leave the rest for later.
  /// - Returns: seconds after which to try again, nil if nothing is left.
  /// - Throws: the database's error.
  func drain(until deadline: Double = .infinity) throws -> Double? {
    while !Task.isCancelled, clock.monotonic() < deadline {
      let entries = try store.read { try $0.pendingAnnouncements(limit: Delivery.batch) }
      // Alerts go in a batch of their own: they do not wait for what is less urgent.
      let alerts = entries.filter { $0.announcement.priority == .alert }
      if entries.isEmpty { return nil }
      do {
        if alerts.isEmpty {
          // While journald stands still, what an earlier run may have sent cannot be told from what it did not.
          if reading == .stalled {
            guard marker(waiting: Delivery.patience) else { return Delivery.patience }
            try proved()
            continue
          }
          try deliver(entries)
        } else if try !deliver(alerts, until: deadline) {
          return Delivery.patience
        }
        sayReachable()
      } catch let error as JournalError {
        sayUnreachable(error)
        return Delivery.patience
      }
    }
    return Delivery.patience
  }

  /// The kernel's id of this boot (random(4)).
  static func bootID() -> String {
    guard let file = try? Folder(path: "/proc/sys/kernel/random").open(FileName("boot_id")),
      let bytes = try? file.read(limit: 64, expecting: 37, path: "boot_id")
    else { return "unknown" }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}

extension Delivery {
  private func send(_ entry: OutboxEntry) throws {
    let wait = pacing.take(now: clock.monotonic())
    // The thread is this actor's own; an entry less a moment later is what pacing is for.
    if wait > 0 { usleep(UInt32(wait * 1_000_000)) }
    try port.send(JournalEntry(entry), waiting: Delivery.patience)
  }

  private func note(_ entries: [OutboxEntry], confirmed: Bool) throws {
    try store.write {
      try $0.markDelivered(entries.map(\.id), confirmed: confirmed, at: clock.now(), boot: boot)
    }
    handedOver.subtract(entries.map(\.id))
  }

  /// Sends what need not be read back.
  private func deliver(_ entries: [OutboxEntry]) throws {
    for (index, entry) in entries.enumerated() {
      do {
        try send(entry)
      } catch {
        // What went before it has gone.
        try note(Array(entries[..<index]), confirmed: false)
        throw error
      }
    }
    try note(entries, confirmed: false)
  }

  /// Sends alerts that were not tried yet and waits until all have been read back. Those that a proven journal does not hold
  /// become untried, and are sent again.
  ///
  /// - Returns: false if the journal cannot be judged now.
  private func deliver(_ alerts: [OutboxEntry], until deadline: Double) throws -> Bool {
    if reading == .impossible {
      // Nobody will ever know what arrived. An alert twice is bad, an alert missed is worse.
      for alert in alerts { try send(alert) }
      try note(alerts, confirmed: false)
      return true
    }
    let untried = alerts.filter { $0.delivered == nil }
    try store.write { try $0.markTried(untried.map(\.id), at: clock.now(), boot: boot) }
    for (index, alert) in untried.enumerated() {
      do {
        try send(alert)
      } catch {
        try store.write { try $0.markUntried(untried[index...].map(\.id)) }
        throw error
      }
    }
    var found = find(alerts, waiting: untried.isEmpty ? 0 : Delivery.patience)
    try note(alerts.filter { found.contains($0.deliveryID) }, confirmed: true)
    let missing = alerts.filter { !found.contains($0.deliveryID) }
    if missing.isEmpty { return true }
    if !untried.isEmpty { sayUnconfirmed() }
    while !marker(waiting: Delivery.patience) {
      sayUnconfirmed()
      if Task.isCancelled || clock.monotonic() >= deadline { return false }
    }
    found = find(missing, waiting: 0)
    try note(missing.filter { found.contains($0.deliveryID) }, confirmed: true)
    try store.write { session in
      try session.markUntried(missing.filter { !found.contains($0.deliveryID) }.map(\.id))
    }
    try proved()
    return true
  }

  /// The journal can be read back: what was left undecided is decided.
  private func proved() throws {
    if saidUnconfirmed { sayRestored() }
    if reading == .proven { return }
    reading = .proven
    try verifyOtherBoots()
    try reconcile()
  }

  private func find(_ entries: [OutboxEntry], waiting: Double) -> Set<String> {
    guard let oldest = entries.map(\.created).min() else { return [] }
    // Where the clock was set back, what was made later by the clock was sent earlier.
    let since = min(oldest, clock.now()).adding(seconds: -Delivery.margin)
    return port.find(
      .deliveryID, Set(entries.map(\.deliveryID)), since: since,
      waiting: waiting)
  }

  /// Sends a mark and waits until it reads back: then everything sent before it is in the journal or never will be.
  private func marker(waiting: Double) -> Bool {
    markers += 1
    let mark = Digest.hex(of: [boot, String(getpid()), String(clock.now().microseconds), String(markers)])
    let entry = JournalEntry(
      .marker, "a mark to prove that the journal can be read back", [.init(.marker, mark)])
    do {
      try port.send(entry, waiting: waiting)
    } catch {
      // It may have failed at once, and whoever asks will ask again.
      usleep(Delivery.breath)
      return false
    }
    let since = clock.now().adding(seconds: -Delivery.margin)
    return port.find(.marker, [mark], since: since, waiting: waiting).contains(mark)
  }

  /// What is pending at the start may have been sent before a crash: what the journal holds is done.
  private func reconcile() throws {
    while true {
      let pending = try store.read { try $0.pendingAnnouncements(limit: Delivery.batch) }
      let found = find(pending, waiting: 0)
      try note(pending.filter { found.contains($0.deliveryID) }, confirmed: true)
      if found.isEmpty { return }
    }
  }

  /// After a power cut the journal may lack what it took shortly before.
  private func verifyOtherBoots() throws {
    let since = clock.now().adding(seconds: -Delivery.reverify)
    let delivered = try store.read { try $0.delivered(since: since, notInBoot: boot) }
    let found = find(delivered, waiting: 0)
    let lost = delivered.filter { !found.contains($0.deliveryID) }
    try store.write { try $0.markPending(lost.map(\.id)) }
  }

  private func sayUnconfirmed() {
    guard !saidUnconfirmed else { return }
    saidUnconfirmed = true
    let advice =
      reading != .impossible
      ? "journald seems to stand still; alerts are kept and sent again only if the journal proves to lack them"
      : "alerts cannot be confirmed; put the user of bulletind into the group systemd-journal"
    onTrouble("alerts are not confirmed: \(advice)")
    Voice(port: port).say(.journalUnconfirmed, "entries cannot be read back from the journal: \(advice)")
  }

  /// The journal itself cannot be told of this: `systemctl status` is.
  private func sayUnreachable(_ error: JournalError) {
    isUnreachable = true
    onTrouble("what is to be told is kept: \(error.description)")
  }

  private func sayReachable() {
    guard isUnreachable else { return }
    isUnreachable = false
    if !saidUnconfirmed { onTrouble(nil) }
  }

  private func sayRestored() {
    saidUnconfirmed = false
    onTrouble(nil)
    Voice(port: port).say(.journalRestored, "entries read back from the journal again")
  }
}
