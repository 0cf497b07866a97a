import Bulletins
import Foundation
import Store
import Synchronization
import Testing

@testable import Daemon

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
    try spool.journal.send(JournalEntry(entry))
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
  private let clock: Clock
  private let stored = Mutex<[(time: Timestamp, entry: JournalEntry)]>([])

  init(_ clock: Clock) { self.clock = clock }

  func send(_ entry: JournalEntry) throws { stored.withLock { $0.append((clock.now(), entry)) } }

  func find(_ field: JournalField, _ values: Set<String>, since: Timestamp, waiting: Double) -> Set<String> {
    let fields = stored.withLock { $0 }.filter { $0.time >= since }.flatMap(\.entry.fields)
    return Set(fields.filter { $0.0 == field.rawValue && values.contains($0.1) }.map(\.1))
  }

  var alerts: Int { stored.withLock { $0 }.filter { $0.entry.priority == .alert }.count }
}
