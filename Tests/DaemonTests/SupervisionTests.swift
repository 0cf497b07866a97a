import Bulletins
import Store
import Testing

@testable import Daemon

/// What the mechanism asks for over days: reds that are not let go, ranks that can be traced.
@Suite struct SupervisionTests {
  private static let head = "工作事项,责任科室,分管领导,目前进展,完成时限,存在问题,预警等级\n"

  private func spool(_ files: [(name: String, rows: String)]) async throws -> TemporarySpool {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    for file in files {
      try spool.drop(file.name, Self.head + file.rows)
      await spool.drain(intake)
    }
    await intake.close()
    return spool
  }

  private func publish(_ spool: TemporarySpool, _ days: [String]) throws -> [DigestReport] {
    let publication = DigestPublication(
      configuration: spool.configuration, store: spool.store, clock: spool.clock)
    return try days.flatMap { try publication.publish(.daily, on: #require(Day(iso: $0))) }
  }

  private func alerts(_ spool: TemporarySpool) throws -> [String] {
    try spool.store.read { try $0.pendingAnnouncements(limit: 1000) }.map(\.announcement)
      .filter { $0.priority == .alert }
      .map { "\($0.value(of: .transition) ?? "-") \($0.value(of: .statusItem) ?? "-")" }
  }

  @Test func `a red stands in each daily digest with its age and who explains to whom, and alerts once`()
    async throws
  {
    let spool = try await spool([("台账_20260928.csv", "绿道,城建办,柏舟,40%,2026-12-31,停工,红\n")])
    let reports = try publish(spool, ["2026-09-28", "2026-09-29", "2026-09-29", "2026-10-01"])
    #expect(
      reports.map(\.period.last.description) == ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-01"])
    for (index, report) in reports.enumerated() {
      let text = DigestPage.text(report).joined(separator: "\n")
      #expect(text.contains("red for \(index) days, since 2026-09-28"))
      #expect(text.contains("柏舟向主要领导说明情况") && text.contains("停工"))
    }
    #expect(try alerts(spool) == ["new_red 绿道"])
  }

  @Test func `a red that vanished stays open in ledger, digest and ranking until it is closed`() async throws
  {
    let rows = "管网,城建办,柏舟,80%,2026-12-31,无,蓝\n"
    let spool = try await spool([
      ("台账_20260928.csv", "绿道,城建办,柏舟,40%,2026-12-31,停工,红\n" + rows), ("台账_20260929.csv", rows),
      ("台账_20260930.csv", rows),
    ])
    #expect(try alerts(spool) == ["new_red 绿道", "vanished 绿道"])
    let report = try #require(try publish(spool, ["2026-10-02"]).last)
    #expect(report.vanished.map(\.name) == ["绿道"] && report.openReds.map(\.name) == ["绿道"])
    #expect(report.counts["red"] == 1)
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("台账_20261003.csv", Self.head + "绿道,城建办,柏舟,100%,2026-12-31,无,蓝\n" + rows)
    await spool.drain(intake)
    await intake.close()
    let last = try #require(try publish(spool, ["2026-10-03"]).last)
    #expect(last.openReds.isEmpty && last.closed.map(\.name) == ["绿道"])
  }

  @Test(arguments: [
    ("蓝", "contradiction", "blue", "red"), ("黄", "contradiction", "yellow", "red"),
    ("", "new_red", "none", "red"),
  ])
  func `an item that only its figures make red alerts once and is listed as red`(
    declared: String, kind: String, from: String, to: String
  ) async throws {
    let row = "绿道,城建办,柏舟,10%,2026-12-31,无,\(declared)\n"
    let spool = try await spool([("台账_20260928.csv", row), ("台账_20260929.csv", row)])
    let told = try spool.store.read { try $0.pendingAnnouncements(limit: 100) }.map(\.announcement).filter {
      $0.event == .transition
    }
    #expect(told.map { $0.value(of: .transition) } == [kind])
    #expect(told.first?.priority == .alert && told.first?.value(of: .statusColor) == "red")
    #expect(told.first?.value(of: .from) == from && told.first?.value(of: .to) == to)
    #expect(try spool.store.read { try $0.ledger(color: .red) }.map(\.name) == ["绿道"])
    #expect(try publish(spool, ["2026-09-29"]).last?.openReds.map(\.name) == ["绿道"])
  }

  @Test func `what the ranking takes can be set, is traced to its bulletin, and moves from month to month`()
    async throws
  {
    let spool = try await spool([
      ("台账_20260828.csv", "绿道,城建办,柏舟,60%,2026-12-31,停工,红\n普查,统计所,汪洋,95%,2026-12-31,无,蓝\n"),
      ("台账_20260928.csv", "绿道,城建办,柏舟,90%,2026-12-31,无,蓝\n普查,统计所,汪洋,65%,2026-12-31,无,黄\n"),
    ])
    spool.configuration.ledger.weights.yellow = 7
    let month = Cadence.monthly.period(of: try #require(Day(iso: "2026-09-30")))
    let rank = try spool.store.read { try MonthlyRank(of: month, configuration: spool.configuration, in: $0) }
    #expect(rank.units.map(\.unit) == ["城建办", "统计所"])
    #expect(rank.units.map(\.score) == [100, 93])
    #expect(rank.units.map(\.movement) == [1, -1])
    let point = try #require(rank.units.last?.points.first)
    #expect(point.reason == .yellow && point.bulletin == 2 && point.day == Day(iso: "2026-09-28"))
    #expect(point.quote.contains("普查｜统计所"))
  }

  @Test func `a cell that looks like a formula stays text`() async throws {
    let spool = try await spool([
      (
        "台账_20260928.csv",
        "=1+1,城建办,柏舟,10%,2026-12-31,\"=HYPERLINK(\"\"http://example.invalid\"\")\",红\n绿道,城建办,柏舟,=40%+20%,2026-12-31,无,蓝\n"
      )
    ])
    let entries = try spool.store.read { try $0.ledger() }
    #expect(entries.map(\.name).sorted() == ["=1+1", "绿道"])
    #expect(entries.first { $0.name == "绿道" }?.state.progress.map { $0 == 0.6 } != true)
    let report = try #require(try publish(spool, ["2026-09-28"]).last)
    #expect(DigestPage.markdown(report).split(separator: "\n").allSatisfy { !$0.hasPrefix("=") })
  }
}
