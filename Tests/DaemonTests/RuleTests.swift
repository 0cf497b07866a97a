import Store
import Testing

@testable import Daemon

@Suite struct RuleSequenceTests {
  private static let report = """
    区财政局通报政府采购情况

    上半年，区财政局完成采购总额1000万元，其中面向中小企业采购250万元。实际采购金额900万元，节约资金100万元，资金节约率为12.5%。

    """

  @Test func `what breaks a rule is said once with its sentence, also when another bulletin repeats it`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("采购_20260701.txt", Self.report)
    await spool.drain(intake)
    let told = try spool.store.read { try $0.announcements(of: 1) }.map(\.announcement).filter {
      $0.event == .ruleBroken
    }
    #expect(told.map { $0.value(of: .rule) } == ["rate", "share"])
    #expect(told.allSatisfy { $0.priority == .warning && $0.value(of: .unit) == "区财政局" })
    #expect(told.last?.value(of: .statusQuote) == "上半年，区财政局完成采购总额1000万元，其中面向中小企业采购250万元。")
    try spool.drop("采购_20260708.txt", Self.report + "\n各部门要举一反三。\n")
    await spool.drain(intake)
    #expect(
      try spool.store.read { try $0.announcements(of: 2) }.allSatisfy { $0.announcement.event != .ruleBroken }
    )
    await intake.close()
    let before = try DatabaseDump.of(spool.configuration.folders.database)
    _ = try Rebuild(configuration: spool.configuration, clock: spool.clock, marksCrashes: false).run()
    let after = try DatabaseDump.of(spool.configuration.folders.database)
    for table in before.keys.sorted() { #expect(after[table] == before[table], "\(table)") }
  }
}
