import Bulletins
import Store
import Testing

@testable import Daemon

/// Ledgers of several offices whose tables have no column for the office.
@Suite struct LedgerOfficesTests {
  private static func table(_ title: String, _ rows: [String]) -> String {
    "\(title),,,,,\n序号,工作事项,目前进展,完成时限,存在问题,亮灯\n" + rows.joined(separator: "\n") + "\n"
  }

  @Test func `items of two offices with one name stay two, and neither lifts the other's red`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let title = "街道重点工作台账"
    for (name, rows) in [
      ("东城_20260904.csv", ["1,环境整治,80%,2026-12-31,无,蓝", "2,道路硬化,30%,2026-12-31,缺资金,红"]),
      ("西城_20260905.csv", ["1,环境整治,30%,2026-12-31,村民阻工,红"]),
      ("东城_20260911.csv", ["1,环境整治,85%,2026-12-31,无,蓝", "2,道路硬化,35%,2026-12-31,缺资金,红"]),
    ] {
      try spool.drop(name, Self.table("\(name.prefix(2))\(title)", rows))
      await spool.drain(intake)
    }
    await intake.close()
    let entries = try spool.store.read { try $0.ledger() }
    #expect(
      entries.map { "\($0.unit ?? "") \($0.name) \($0.state.color?.rawValue ?? "")" }.sorted() == [
        "东城街道 环境整治 blue", "东城街道 道路硬化 red", "西城街道 环境整治 red",
      ])
    #expect(entries.allSatisfy { !$0.state.isVanished })
  }

  @Test func `the entry of a ledger in the journal says which of its rows are lost`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop(
      "东城_20260904.csv", Self.table("东城街道台账", ["1,环境整治,80%,2026-12-31,无,蓝", "2,,30%,2026-12-31,缺人,红"]))
    await spool.drain(intake)
    await intake.close()
    let told = try spool.store.read { try $0.announcements(of: 1) }.map(\.announcement.message)
    #expect(told.contains { $0.hasPrefix("accepted") && $0.hasSuffix("; 1 row cannot be read: 4") })
  }
}
