import Bulletins
import Foundation
import Glibc
import Store
import Synchronization
import Testing

@testable import Daemon

@Suite struct JournalSocketTests {
  @Test func `values with line breaks are sent with their length`() {
    let bytes = JournalSocket.datagram([("MESSAGE", "红灯"), ("SUMMARY", "a\nb")])
    let text = Array("MESSAGE=红灯\nSUMMARY\n".utf8) + [3, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb\n".utf8)
    #expect(bytes == text)
  }

  @Test func `a journal that stands still is not waited for for ever`() throws {
    let path = FileManager.default.temporaryDirectory.path + "/journal-\(UUID().uuidString)"
    let listener = try Listener(path)
    defer { listener.close() }
    #expect(throws: JournalError.self) {
      // Nobody reads: the queue holds net.unix.max_dgram_qlen entries, or as many as the buffers take.
      for _ in 0..<100_000 { _ = try JournalSocket.send([65, 61, 66, 10], to: path, waiting: 0.05) }
    }
    #expect(listener.read() == [65, 61, 66, 10])
    #expect(throws: JournalError.self) { try JournalSocket.send([65], to: path + "-not-there", waiting: 0) }
    #expect(try JournalSocket.send(Array(repeating: 65, count: 8 << 20), to: path, waiting: 0) == false)
  }

  /// A datagram socket that nobody reads.
  private final class Listener {
    private let raw: Int32
    private let path: String

    init(_ path: String) throws {
      self.path = path
      raw = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let raw = raw
      let result = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      if result != 0 { throw SystemError("bind", path) }
    }

    func read() -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = recv(raw, &bytes, bytes.count, 0)
      return Array(bytes.prefix(max(0, count)))
    }

    func close() {
      _ = Glibc.close(raw)
      unlink(path)
    }
  }
}

@Suite struct DeliveryTests {
  private func fill(_ spool: TemporarySpool, alerts: Int, summaries: Int = 0) throws {
    try spool.store.write { session throws in
      let now = spool.clock.now()
      for index in 0..<summaries {
        try session.announce(
          Announcement(.summary, message: "summary \(index)", identity: ["s\(index)"]), subject: "h",
          bulletin: nil,
          handler: "summary", version: 1, at: now)
      }
      for index in 0..<alerts {
        try session.announce(
          Announcement(.statusRed, message: "red \(index)", identity: ["r\(index)"]), subject: "h",
          bulletin: nil,
          handler: "alert", version: 1, at: now)
      }
    }
  }

  private func delivery(_ spool: TemporarySpool, boot: String = "boot") -> Delivery {
    Delivery(store: spool.store, port: spool.journal, clock: spool.clock, rate: 20_000, boot: boot)
  }

  private func pending(_ spool: TemporarySpool) throws -> Int {
    try spool.store.read { try $0.pendingSummary() }.count
  }

  @Test func `alerts go before everything else, and everything goes once`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 3, summaries: 700)
    let delivery = delivery(spool)
    try await delivery.open()
    #expect(try await delivery.drain() == nil)
    #expect(try pending(spool) == 0)
    let sent = spool.journal.state.withLock { $0.stored }.filter { !$0.message.contains("mark") }
    #expect(sent.prefix(3).allSatisfy { $0.priority == .alert })
    #expect(sent.count == 703)
    #expect(Set(sent.map(\.message)).count == 703)
    _ = try await delivery.drain()
    #expect(spool.journal.entries(.statusRed).count == 3)
  }

  @Test func `an alert sent before a crash is found and not sent again`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 2)
    let entry = try #require(try spool.store.read { try $0.pendingAnnouncements(limit: 1) }.first)
    try spool.journal.send(JournalEntry(entry), waiting: 0)
    let delivery = delivery(spool)
    try await delivery.open()
    _ = try await delivery.drain()
    #expect(spool.journal.entries(.statusRed).count == 2)
    #expect(try pending(spool) == 0)
  }

  @Test func `an alert that the journal lost is sent again after a marker came through`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 2)
    let delivery = delivery(spool)
    try await delivery.open()
    spool.journal.state.withLock { $0.losing = ["red 1": 1] }
    _ = try await delivery.drain()
    #expect(Set(spool.journal.entries(.statusRed).map(\.message)) == ["red 0", "red 1"])
    #expect(spool.journal.entries(.statusRed).count == 2)
    #expect(spool.journal.entries(.journalRestored).count == 1)
  }

  @Test func `while the journal stands still nothing is repeated`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 1)
    let delivery = delivery(spool)
    try await delivery.open()
    spool.journal.state.withLock { $0.isPaused = true }
    let drain = Task { try await delivery.drain() }
    // It sends the alert, then one marker after the other, none of which comes through.
    while spool.journal.state.withLock({ $0.queued.filter { $0.message.contains("mark") }.count }) < 3 {
      await Task.yield()
    }
    spool.journal.resume()
    _ = try await drain.value
    #expect(spool.journal.entries(.statusRed).count == 1)
    #expect(try pending(spool) == 0)
  }

  /// Delivers until two more marks have not come back, and is told to end.
  private func drainUnheard(_ delivery: Delivery, _ spool: TemporarySpool) async throws {
    func marks() -> Int {
      spool.journal.state.withLock { $0.queued.filter { $0.message.contains("mark") }.count }
    }
    spool.journal.state.withLock { $0.isPaused = true }
    let before = marks()
    let drain = Task { try await delivery.drain() }
    while marks() < before + 2 { await Task.yield() }
    drain.cancel()
    #expect(try await drain.value != nil)
  }

  @Test
  func `an alert sent before a kill is not sent again by a start that finds the journal standing still`()
    async throws
  {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 2)
    let killed = delivery(spool)
    try await killed.open()
    try await drainUnheard(killed, spool)
    let next = delivery(spool)
    try await next.open()
    try await drainUnheard(next, spool)
    spool.journal.resume()
    _ = try await next.drain()
    #expect(spool.journal.entries(.statusRed).count == 2)
    #expect(try pending(spool) == 0)
  }

  @Test func `what went before an entry that the journal refuses is not sent again`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 0, summaries: 3)
    let delivery = delivery(spool)
    try await delivery.open()
    spool.journal.state.withLock { $0.refusing = ["summary 1": 1] }
    #expect(try await delivery.drain() != nil)
    #expect(try await delivery.drain() == nil)
    #expect(spool.journal.entries(.summary).map(\.message) == ["summary 0", "summary 1", "summary 2"])
  }

  @Test func `that the journal takes nothing is said where it can be said, and that it is over too`()
    async throws
  {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 1)
    let troubles = Mutex<[String?]>([])
    let delivery = Delivery(
      store: spool.store, port: spool.journal, clock: spool.clock, rate: 20_000, boot: "boot"
    ) {
      trouble in troubles.withLock { $0.append(trouble) }
    }
    try await delivery.open()
    spool.journal.state.withLock { $0.refusing = ["red 0": 1] }
    _ = try await delivery.drain()
    #expect(troubles.withLock { $0.map { $0?.contains("is kept") } } == [true])
    #expect(try await delivery.drain() == nil)
    #expect(troubles.withLock { $0.last } == .some(nil))
    #expect(spool.journal.entries(.statusRed).count == 1)
  }

  @Test func `an end while the journal stands still sends nothing twice`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 1)
    let delivery = delivery(spool)
    try await delivery.open()
    try await drainUnheard(delivery, spool)
    try await drainUnheard(delivery, spool)
    spool.journal.resume()
    _ = try await delivery.drain()
    #expect(spool.journal.entries(.statusRed).count == 1)
  }

  @Test func `what another boot delivered shortly before is verified, and sent again if it is gone`()
    async throws
  {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 2)
    let before = delivery(spool, boot: "old")
    try await before.open()
    _ = try await before.drain()
    spool.journal.state.withLock { $0.stored.removeAll { $0.message == "red 0" } }
    let after = delivery(spool, boot: "new")
    try await after.open()
    _ = try await after.drain()
    #expect(spool.journal.entries(.statusRed).map(\.message).sorted() == ["red 0", "red 1"])
  }

  @Test func `pacing lets a burst through and then keeps the rate`() {
    var pacing = Pacing(rate: 100)
    let waits = (0..<30).map { _ in pacing.take(now: 5) }
    #expect(waits.prefix(10).allSatisfy { $0 == 0 })
    #expect(abs((waits.last ?? 0) - 0.2) < 0.001)
    #expect(pacing.take(now: 6) == 0)
  }

  @Test func `what the journal has and the database cannot note is not sent again`() async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 2, summaries: 3)
    let delivery = delivery(spool)
    try await delivery.open()
    try DatabaseByHand.execute(
      "CREATE TRIGGER full BEFORE UPDATE ON announcements BEGIN SELECT RAISE(ABORT, 'no room'); END", spool)
    for _ in 0..<3 {
      let drained: Void? = try? await { _ = try await delivery.drain() }()
      #expect(drained == nil)
    }
    try DatabaseByHand.execute("DROP TRIGGER full", spool)
    _ = try await delivery.drain()
    #expect(try pending(spool) == 0)
    #expect(spool.journal.entries(.statusRed).count == 2)
    #expect(spool.journal.entries(.summary).count == 3)
  }

  @Test(arguments: [-31_536_000.0, -3_600.0, 3_600.0, 31_536_000.0] as [Double])
  func `a clock that jumps between commit and delivery doubles no alert`(jump: Double) async throws {
    let spool = try TemporarySpool()
    try fill(spool, alerts: 2)
    spool.advanceDay(jump)
    let journal = TimedJournal(spool.clock)
    let delivery = Delivery(
      store: spool.store, port: journal, clock: spool.clock, rate: 20_000, boot: "boot")
    try await delivery.open()
    for _ in 0..<3 { _ = try await delivery.drain() }
    #expect(journal.alerts == 2)
    #expect(try pending(spool) == 0)
    let again = Delivery(store: spool.store, port: journal, clock: spool.clock, rate: 20_000, boot: "next")
    try await again.open()
    _ = try await again.drain()
    #expect(journal.alerts == 2)
  }
}

/// A journal whose entries have times, and which is asked from a time on.
final class TimedJournal: JournalPort {
  let canReadBack = true
  let hasEntries = true
  private let clock: Clock
  private let stored = Mutex<[(time: Timestamp, entry: JournalEntry)]>([])

  init(_ clock: Clock) { self.clock = clock }

  func send(_ entry: JournalEntry, waiting: Double) throws {
    stored.withLock { $0.append((clock.now(), entry)) }
  }

  func find(_ field: JournalField, _ values: Set<String>, since: Timestamp, waiting: Double) -> Set<String> {
    let fields = stored.withLock { $0 }.filter { $0.time >= since }.flatMap(\.entry.fields)
    return Set(fields.filter { $0.0 == field.rawValue && values.contains($0.1) }.map(\.1))
  }

  var alerts: Int { stored.withLock { $0 }.filter { $0.entry.priority == .alert }.count }
}
