import Bulletins
import Foundation
import Handlers
import Store
import Testing

@testable import Daemon

/// What a red bulletin that was accepted before others that had arrived earlier does to the ledger: nothing.
@Suite struct OvertakingTests {
  private static func ledger(_ rows: String) -> String {
    "工作事项,责任单位,目前进展,完成时限,存在问题,预警等级\n\(rows)\n"
  }

  /// A flood in which the red ledger arrives last, but for one.
  private func flood(_ spool: TemporarySpool, early: String, red: String) async throws {
    let intake = try spool.intake()
    try await intake.open()
    // The order of arrival is that of the names where a coarse clock tells no other.
    try spool.drop("a1.csv", OvertakingTests.ledger(early))
    for number in 100..<200 { try spool.drop("b\(number).txt", "第\(number)份内容。\n") }
    try spool.drop("c1.csv", OvertakingTests.ledger(red))
    await spool.drain(intake)
    await intake.close()
    #expect(try spool.receipts().first?.displayName == "c1.csv")
    #expect(spool.files("inbox").isEmpty)
  }

  private func transitions(_ spool: TemporarySpool) throws -> [String] {
    try spool.receipts().flatMap { receipt in
      try spool.store.read { try $0.announcements(of: receipt.id) }
    }.map(\.announcement).filter { $0.event == .transition }
      .compactMap { entry in
        entry.value(of: .transition).map { "\($0) \(entry.value(of: .statusItem) ?? "")" }
      }
  }

  @Test func `an item stands as the bulletin says that arrived last`() async throws {
    let spool = try TemporarySpool()
    try await flood(
      spool, early: "绿道,城建办,100%,2026-12-31,无,蓝", red: "绿道,城建办,40%,2026-12-31,苗木未到,红")
    #expect(try SixWeeks.states(spool.store)["绿道"]?.color == .red)
    #expect(try transitions(spool) == ["new_red 绿道"])
  }

  @Test func `nothing is missing from a ledger that arrived before the one in which it stands`() async throws
  {
    let spool = try TemporarySpool()
    try await flood(
      spool, early: "管网,城建办,100%,2026-12-31,无,蓝\n驿站,城建办,100%,2026-12-31,无,蓝",
      red: "绿道,城建办,40%,2026-12-31,苗木未到,红\n管网,城建办,100%,2026-12-31,无,蓝")
    #expect(try SixWeeks.states(spool.store)["绿道"]?.isVanished == false)
    #expect(try !transitions(spool).contains { $0.hasPrefix("vanished") })
    // Its history does not say that it was missing either.
    let sources = try spool.store.read { session in
      try session.ledger().filter { $0.name == "绿道" }.flatMap { try session.observations(of: $0.id) }
    }.map(\.observation.source)
    #expect(sources == [.row])
  }

  @Test func `a rebuild keeps the order of arrival`() async throws {
    let spool = try TemporarySpool()
    try await flood(
      spool, early: "绿道,城建办,100%,2026-12-31,无,蓝", red: "绿道,城建办,40%,2026-12-31,苗木未到,红")
    let before = try spool.receipts().map(\.arrival)
    _ = try Rebuild(configuration: spool.configuration, clock: spool.clock, marksCrashes: false).run()
    let rebuilt = try Store(path: spool.configuration.folders.database)
    #expect(try SixWeeks.states(rebuilt)["绿道"]?.color == .red)
    let after = try rebuilt.read { try $0.recent(red: false, since: nil, unit: nil, limit: 1000) }.reversed()
    #expect(after.map(\.arrival) == before)
  }

  @Test func `a bulletin of the next pass arrives after all of this one`() async throws {
    let spool = try TemporarySpool()
    try await flood(
      spool, early: "绿道,城建办,100%,2026-12-31,无,蓝", red: "绿道,城建办,40%,2026-12-31,苗木未到,红")
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("d1.csv", OvertakingTests.ledger("绿道,城建办,100%,2026-12-31,,蓝"))
    await spool.drain(intake)
    #expect(try SixWeeks.states(spool.store)["绿道"]?.color == .blue)
    #expect(try transitions(spool).first == "new_red 绿道")
    #expect(try transitions(spool).count == 2)
  }
}
