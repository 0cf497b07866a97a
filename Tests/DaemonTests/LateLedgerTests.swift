import Bulletins
import Store
import Testing

@testable import Daemon

/// Ledgers that come after newer ones, or after the calendar has looked.
@Suite struct LateLedgerTests {
  private static let head = "工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n"

  /// Drops ledgers of these days and gives what each had announced.
  private func told(_ spool: TemporarySpool, _ ledgers: [(day: String, rows: [String])]) async throws
    -> [[String]]
  {
    let intake = try spool.intake()
    try await intake.open()
    var told: [[String]] = []
    for ledger in ledgers {
      let before = try spool.store.read { try $0.lastAnnouncement() }
      try spool.drop(
        "港航科台账_\(ledger.day).csv", Self.head + ledger.rows.joined(separator: "\n") + "\n")
      await spool.drain(intake)
      told.append(
        try spool.store.read { try $0.pendingAnnouncements(limit: 1000) }.filter { $0.id > before }
          .map(\.announcement).filter { [.transition, .escalation].contains($0.event) }.map {
            "\($0.value(of: .transition) ?? $0.value(of: .escalation) ?? "") \($0.value(of: .statusItem) ?? "")"
          })
    }
    await intake.close()
    return told
  }

  private func states(_ spool: TemporarySpool) throws -> [String: ItemState] {
    let entries = try spool.store.read { try $0.ledger() }
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.state) })
  }

  @Test(arguments: [[0, 2, 1, 3, 4], [2, 1, 0, 3, 4], [4, 3, 2, 1, 0], [0, 3, 4, 1, 2]])
  func `the talk that three reds ask for comes once, whichever week comes last`(order: [Int]) async throws {
    let days = ["20260904", "20260911", "20260918", "20260925", "20261002"]
    let row = "渡口改建,港航科,30%,2026-12-31,征地受阻,红"
    let found = try await told(TemporarySpool(), order.map { (days[$0], [row]) })
    #expect(found.map { $0.filter { $0.hasPrefix("talk") }.count } == [0, 0, 1, 0, 0])
  }

  @Test func `weeks backwards give the same ledger, and what newer ones lack is said to be missing`()
    async throws
  {
    let both = "渡口改建,港航科,30%,2026-12-31,征地受阻,红"
    let weeks = [
      ("20260904", [both, "消防通道整治,港航科,20%,2026-12-31,缺资金,红"]), ("20260911", [both]), ("20260918", [both]),
    ]
    let (one, other) = (try TemporarySpool(), try TemporarySpool())
    let inOrder = try await told(one, weeks)
    #expect(inOrder[1] == ["vanished 消防通道整治"])
    let backwards = try await told(other, weeks.reversed())
    #expect(backwards[1] == [])
    #expect(Set(backwards[2]) == ["new_red 消防通道整治", "vanished 消防通道整治", "talk 渡口改建"])
    #expect(try states(other) == states(one))
    #expect(try states(other)["消防通道整治"]?.isVanished == true)
    let id = try #require(try other.store.read { try $0.ledgerItems(meaning: "消防通道整治") }.first?.id)
    #expect(
      try other.store.read { try $0.history(of: id) }.flatMap(\.lines).last?.hasSuffix(
        "(bulletin 2): not in it")
        == true)
  }

  @Test func `a closing that comes after the calendar made the item red closes it`() async throws {
    let spool = try TemporarySpool()
    _ = try await told(spool, [("20260731", ["渡口改建,港航科,75%,2026-08-25,无,蓝"])])
    let day = try #require(Day(iso: "2026-08-27"))
    _ = try DigestPublication(configuration: spool.configuration, store: spool.store, clock: spool.clock)
      .publish(.daily, on: day)
    #expect(try states(spool)["渡口改建"]?.isRed == true)
    #expect(
      try await told(spool, [("20260821", ["渡口改建,港航科,100%,2026-08-25,无,已销号"])]) == [["closed 渡口改建"]])
    #expect(try states(spool)["渡口改建"]?.isClosed == true)
    #expect(try spool.store.read { try $0.openLedgerItemsWithDeadline() }.isEmpty)
  }

  @Test func `what is still overdue stays red when Friday's ledger comes on Monday, and is not told again`()
    async throws
  {
    let spool = try TemporarySpool()
    _ = try await told(spool, [("20260731", ["渡口改建,港航科,75%,2026-08-25,无,蓝"])])
    _ = try DigestPublication(configuration: spool.configuration, store: spool.store, clock: spool.clock)
      .publish(.daily, on: try #require(Day(iso: "2026-08-27")))
    #expect(try await told(spool, [("20260821", ["渡口改建,港航科,90%,2026-08-25,无,蓝"])]) == [[]])
    #expect(try states(spool)["渡口改建"]?.isRed == true)
    #expect(
      try await told(spool, [("20260822", ["渡口改建,港航科,92%,2026-12-31,无,蓝"])])
        == [["due_changed 渡口改建", "lifted 渡口改建"]])
    #expect(try states(spool)["渡口改建"]?.color == .blue)
  }
}
