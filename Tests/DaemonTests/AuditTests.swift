import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// A journal to be compared: what stands in it, and since when.
struct StandingJournal: JournalReader {
  var since: Timestamp?
  var counts: [String: Int] = [:]

  func oldest() -> Timestamp? { since }
  func deliveries(of priority: Priority, since: Timestamp) -> [String: Int] { counts }
}

@Suite struct AuditTests {
  private static let red = "工作事项,责任单位,完成时限,存在问题,预警等级\n口袋公园,城建办,2026-12-31,无,红色\n"

  /// A spool with one red ledger, one page, an alias, a refused file and a FIFO.
  private func filled() async throws -> TemporarySpool {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("台账_20260930.csv", AuditTests.red)
    try spool.drop("页.txt", "区财政局督查工作。\n")
    try spool.drop("空.txt", "")
    mkfifo(spool.path("fifo"), 0o644)
    let strange = try Folder(path: spool.configuration.folders.inbox)
    _ = try strange.create(FileName([0xFF, 0x41]), bytes: Array("别的内容。\n".utf8), mode: 0o644)
    await spool.drain(intake)
    try spool.drop("再.txt", "区财政局督查工作。\n")
    await spool.drain(intake)
    await intake.close()
    return spool
  }

  private func audit(_ spool: TemporarySpool, _ reader: (any JournalReader)? = nil) throws -> Audit {
    try Audit(configuration: spool.configuration, store: spool.store, reader: reader)
  }

  private func kinds(_ spool: TemporarySpool) throws -> [Mismatch.Kind] {
    try audit(spool).mismatches.map(\.kind)
  }

  private func remove(_ spool: TemporarySpool, _ path: String) throws {
    try FileManager.default.removeItem(at: spool.root.appending(path: path))
  }

  @Test func `what the intake leaves behind agrees`() async throws {
    let audit = try await audit(filled())
    #expect(audit.mismatches == [])
    #expect(audit.files.accepted == 3)
    #expect(audit.files.aliases == 1)
    #expect(audit.files.rejected == 2)
    #expect(audit.files.files == 5)
    #expect(audit.deliveries.created > 6)
    #expect(audit.lines.last == "no mismatch")
  }

  @Test func `a file that is missing, changed or unknown is said with what to do`() async throws {
    let spool = try await filled()
    let day = "archive/2026/09/30/"
    try remove(spool, day + "页.txt")
    let table = spool.root.appending(path: day + "台账_20260930.csv")
    chmod(table.path, 0o640)
    try Data("别的。".utf8).write(to: table)
    try Data("来历不明。".utf8).write(to: spool.root.appending(path: day + "谁.txt"))
    let found = try audit(spool).mismatches
    #expect(Set(found.map(\.kind)) == [.missingFile, .changedFile, .unknownFile])
    #expect(found.count == 3)
    #expect(found.allSatisfy { !$0.advice.isEmpty && $0.text.contains("; ") })
  }

  @Test func `a refused file keeps its file, its reason, and no stranger beside it`() async throws {
    let spool = try await filled()
    try remove(spool, "rejected/空.txt")
    #expect(try kinds(spool) == [.missingFile])
    try remove(spool, "rejected/fifo.reason.txt")
    #expect(Set(try kinds(spool)) == [.missingFile, .missingReason])
    try Data("x".utf8).write(to: spool.root.appending(path: "rejected/外来.txt"))
    #expect(Set(try kinds(spool)) == [.missingFile, .missingReason, .unknownFile])
  }

  @Test func `a receipt without its manifest line is told`() async throws {
    let spool = try await filled()
    let path = spool.root.appending(path: "archive/2026/09/30/.manifest.jsonl")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    try Data(lines.dropFirst().joined(separator: "\n").utf8).write(to: path)
    #expect(try kinds(spool) == [.missingManifestLine])
    try remove(spool, "rejected/.manifest.jsonl")
    #expect(try kinds(spool).count == 3)
  }

  @Test func `a delivery that was taken out of the database by hand is missed`() async throws {
    let spool = try await filled()
    try DatabaseByHand.execute("DELETE FROM announcements WHERE priority = 1", spool)
    let first = try audit(spool)
    #expect(first.mismatches.map(\.kind) == [.deliveries])
    #expect(first.deliveries.created == first.deliveries.states.values.reduce(0, +) + 1)
    try DatabaseByHand.execute("DELETE FROM announcements WHERE bulletin = 1", spool)
    #expect(Set(try kinds(spool)) == [.deliveries, .unannounced])
  }

  @Test func `what is on its way is no mismatch`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    // The day's folder cannot be entered: the copy stays in the staging folder.
    try spool.drop("a.txt", "内容。")
    let day = spool.root.appending(path: "archive/2026/09/30").path
    await spool.drain(intake)
    try FileManager.default.moveItem(
      atPath: day + "/a.txt", toPath: spool.configuration.folders.archive + "/.staging/copy")
    try DatabaseByHand.execute("UPDATE bulletins SET placing = 1, staged = CAST('copy' AS BLOB)", spool)
    let found = try audit(spool)
    #expect(found.mismatches == [])
    #expect(found.files.onTheirWay == 1)
  }

  @Test func `a delivered alert must stand in the journal once, as far back as the journal goes`()
    async throws
  {
    let spool = try await filled()
    let delivery = Delivery(
      store: spool.store, port: spool.journal, clock: spool.clock, rate: 1_000_000, boot: "a")
    try await delivery.open()
    _ = try await delivery.drain()
    let alerts = try spool.store.read { try $0.deliveredAlerts(since: Timestamp(microseconds: 0)) }
    let alert = try #require(alerts.first)
    let before = alert.delivered.adding(seconds: -60)
    func kinds(_ reader: StandingJournal) throws -> [Mismatch.Kind] {
      try audit(spool, reader).mismatches.map(\.kind)
    }
    #expect(try kinds(StandingJournal(since: before, counts: [alert.deliveryID: 1])) == [])
    #expect(try kinds(StandingJournal(since: before)) == [.alertNotInJournal])
    #expect(try kinds(StandingJournal(since: before, counts: [alert.deliveryID: 2])) == [.alertTwice])
    // The journal begins later, or holds nothing that may be read: nothing to compare.
    #expect(try kinds(StandingJournal(since: alert.delivered.adding(seconds: 1))) == [])
    #expect(try kinds(StandingJournal()) == [])
  }
}
