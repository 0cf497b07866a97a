import Bulletins
import Store
import Testing

@testable import Daemon

/// Staged work over weeks, with the real intake and database.
@Suite struct ProcedureSequenceTests {
  private static let procedure = Procedure(
    name: "一征三议两公开",
    stages: [.init("征求意见"), .init("提议"), .init("商议"), .init("决议"), .init("决议公开"), .init("结果公开")])

  private static func week(_ number: Int) -> (name: String, text: String) {
    let head = "工作事项,责任单位,目前进展,完成时限,预警等级\n"
    return switch number {
    case 1: ("台账_20260907.csv", head + "鼓楼里改造,城建办,已征求意见,2026-12-31,蓝\n")
    case 2: ("台账_20260914.csv", head + "鼓楼里改造,城建办,已征求意见,2026-12-31,蓝\n")
    case 3: ("通报_20260921.txt", "城建办工作动态\n\n鼓楼里改造项目已进入商议阶段。\n")
    case 4: ("台账_20260928.csv", head + "鼓楼里改造,城建办,已提议,2026-12-31,蓝\n")
    case 5: ("台账_20261005.csv", head + "鼓楼里改造,城建办,正在重新征求意见,2026-12-31,蓝\n")
    default: ("通报_20261012.txt", "城建办工作动态\n\n西关菜市场改造项目已完成征求意见。\n")
    }
  }

  private func spool() throws -> TemporarySpool {
    let spool = try TemporarySpool()
    spool.configuration.procedures = [Self.procedure]
    return spool
  }

  private func told(_ spool: TemporarySpool, _ weeks: [Int]) async throws -> [[String]] {
    let intake = try spool.intake()
    try await intake.open()
    var told: [[String]] = []
    for week in weeks.map(Self.week) {
      try spool.drop(week.name, week.text)
      await spool.drain(intake)
      let id = try spool.store.read { try $0.newestReceipt() }
      told.append(
        try spool.store.read { try $0.announcements(of: id) }.map(\.announcement).filter {
          $0.event == .stage
        }
        .map { entry in
          "\(entry.priority.rawValue) \(entry.value(of: .stageChange) ?? "") \(entry.value(of: .stage) ?? "") \(entry.value(of: .statusItem) ?? "") \(entry.value(of: .stagesSkipped) ?? "")"
        })
    }
    await intake.close()
    return told
  }

  private static let inOrder = [
    ["5 moved 征求意见 鼓楼里改造 "], [], ["4 skipped 商议 鼓楼里改造 提议"], ["5 made-up 提议 鼓楼里改造 "],
    ["4 repeated 征求意见 鼓楼里改造 "], ["5 moved 征求意见 西关菜市场改造项目 "],
  ]

  @Test func `a bulletin that reports a stage moves its item, and skipped or repeated stages are said`()
    async throws
  {
    #expect(try await told(try spool(), [1, 2, 3, 4, 5, 6]) == Self.inOrder)
  }

  @Test func `a report that comes twice or late announces nothing, and the item stands the same`()
    async throws
  {
    let (one, other) = (try spool(), try spool())
    #expect(
      try await told(one, [1, 1, 2, 3, 3, 4, 5, 6, 2]).filter { !$0.isEmpty }
        == Self.inOrder.filter { !$0.isEmpty })
    #expect(try await told(other, [5, 3, 1, 2, 4]).dropFirst().allSatisfy(\.isEmpty))
    for spool in [one, other] {
      let standing = StageStanding(try spool.store.read { try $0.stages() }, procedures: [Self.procedure])
      let entry = try #require(try spool.store.read { try $0.ledgerItems(meaning: "鼓楼里改造") }.first)
      let state = try #require(standing.states(of: entry.id).first)
      #expect(state.line == "一征三议两公开: 征求意见 (1 of 6) since 2026-10-05")
      #expect(
        standing.way(of: entry.id).compactMap { $0.change?.kind } == [.moved, .skipped, .madeUp, .repeated])
    }
  }

  @Test func `an item of which only a stage is known stands in the ledger without a colour`() async throws {
    let spool = try spool()
    _ = try await told(spool, [6])
    let entries = try spool.store.read { try $0.ledger() }
    #expect(entries.map(\.name) == ["西关菜市场改造项目"] && entries.first?.state.color == nil)
    let lines = try spool.store.read { try ReceiptDetails(of: $0.receipt(id: 1)!, in: $0).lines }
    #expect(lines.contains { $0.contains("stage of 一征三议两公开: 征求意见") })
  }

  @Test func `a rebuild gives the same stages`() async throws {
    let spool = try spool()
    _ = try await told(spool, [5, 3, 1, 1, 2, 6, 4])
    let path = spool.configuration.folders.database
    let before = try DatabaseDump.of(path)
    #expect(before["stages"]?.count == 6)
    _ = try Rebuild(configuration: spool.configuration, clock: spool.clock, marksCrashes: false).run()
    let after = try DatabaseDump.of(path)
    for table in before.keys.sorted() { #expect(after[table] == before[table], "\(table)") }
  }
}
