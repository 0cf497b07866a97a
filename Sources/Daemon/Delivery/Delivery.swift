import Glibc
import Store

/// Works the outbox: sends what was committed to the journal, alerts first, and proves that alerts have arrived.
///
/// An alert is confirmed by reading it back. One that cannot be found is sent again only after a marker, sent later, has
/// been read back: no marker, no resend, so that a journal that is merely slow never shows an alert twice.
actor Delivery {
  /// How much is sent before it is noted as sent.
  private static let batch = 500
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
  private var canConfirm = false
  private var saidUnconfirmed = false
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
    canConfirm = port.canReadBack && marker(waiting: Delivery.patience)
    if port.canReadBack, !canConfirm { sayUnconfirmed() }
    try verifyOtherBoots()
    try reconcile()
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
      let batch = alerts.isEmpty ? entries : alerts
      if batch.isEmpty {
        if !saidUnconfirmed { onTrouble(nil) }
        return nil
      }
      for entry in batch where !handedOver.contains(entry.id) {
        do {
          try send(entry)
          handedOver.insert(entry.id)
        } catch {
          onTrouble("\(entries.count) or more entries wait to be told: \(error)")
          return Delivery.patience
        }
      }
      if !saidUnconfirmed { onTrouble(nil) }
      if alerts.isEmpty || !port.canReadBack {
        try note(batch, confirmed: false)
      } else if try !confirm(alerts) {
        return Delivery.patience
      }
    }
    return nil
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
    try port.send(JournalEntry(entry))
  }

  private func note(_ entries: [OutboxEntry], confirmed: Bool) throws {
    try store.write {
      try $0.markDelivered(entries.map(\.id), confirmed: confirmed, at: clock.now(), boot: boot)
    }
    handedOver.subtract(entries.map(\.id))
  }

  /// Waits until alerts have been read back. Those that a proven journal does not hold stay pending and are sent again.
  ///
  /// - Returns: false if the journal cannot be judged now.
  private func confirm(_ alerts: [OutboxEntry]) throws -> Bool {
    guard canConfirm else {
      try note(alerts, confirmed: false)
      return true
    }
    var found = find(alerts, waiting: Delivery.patience)
    try note(alerts.filter { found.contains($0.deliveryID) }, confirmed: true)
    let missing = alerts.filter { !found.contains($0.deliveryID) }
    if missing.isEmpty {
      if saidUnconfirmed { sayRestored() }
      return true
    }
    sayUnconfirmed()
    while !marker(waiting: Delivery.patience) {
      if Task.isCancelled { return false }
    }
    found = find(missing, waiting: 0)
    try note(missing.filter { found.contains($0.deliveryID) }, confirmed: true)
    handedOver.subtract(missing.map(\.id))
    sayRestored()
    return true
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
      try port.send(entry)
    } catch {
      return false
    }
    let since = clock.now().adding(seconds: -Delivery.margin)
    return port.find(.marker, [mark], since: since, waiting: waiting).contains(mark)
  }

  /// What is pending at the start may have been sent before a crash: what the journal holds is done.
  private func reconcile() throws {
    guard canConfirm else { return }
    while true {
      let pending = try store.read { try $0.pendingAnnouncements(limit: Delivery.batch) }
      let found = find(pending, waiting: 0)
      try note(pending.filter { found.contains($0.deliveryID) }, confirmed: true)
      if found.isEmpty { return }
    }
  }

  /// After a power cut the journal may lack what it took shortly before.
  private func verifyOtherBoots() throws {
    guard canConfirm else { return }
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
      canConfirm
      ? "journald seems to stand still; alerts are kept and sent again only if the journal proves to lack them"
      : "alerts cannot be confirmed; put the user of bulletind into the group systemd-journal"
    onTrouble("alerts are not confirmed: \(advice)")
    Voice(port: port).say(.journalUnconfirmed, "entries cannot be read back from the journal: \(advice)")
  }

  private func sayRestored() {
    saidUnconfirmed = false
    onTrouble(nil)
    Voice(port: port).say(.journalRestored, "entries read back from the journal again")
  }
}
