import Bulletins
import Foundation
import Handlers
import Store
import Testing

@testable import Daemon

@Suite struct DigestTests {
  private static let head = "工作事项,责任科室,分管领导,目前进展,完成时限,存在问题,预警等级\n"

  private func filled() async throws -> TemporarySpool {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop(
      "台账_20260928.csv",
      DigestTests.head
        + "口袋公园,城建办,柏舟,90%,2026-09-30,无,蓝\n绿道<b>&,城建办,柏舟,40%,2026-12-31,停工,红\n普查,统计所,汪洋,95%,2026-12-31,无,蓝\n")
    try spool.drop("简报_20260930.txt", "城建办清理小广告\n\n截至目前，城建办累计清理小广告1300余张。\n")
    await spool.drain(intake)
    await intake.close()
    return spool
  }

  private func publish(_ spool: TemporarySpool, _ cadence: Cadence, _ day: String) throws -> [DigestReport] {
    let day = try #require(Day(iso: day))
    return try DigestPublication(configuration: spool.configuration, store: spool.store, clock: spool.clock)
      .publish(cadence, on: day)
  }

  private func told(_ spool: TemporarySpool, _ event: Event) throws -> [OutboxEntry] {
    try spool.store.read { try $0.pendingAnnouncements(limit: 1000) }.filter {
      $0.announcement.event == event
    }
  }

  @Test func `a period is issued once, and after a pause every one that was missed`() async throws {
    let spool = try await filled()
    #expect(try publish(spool, .daily, "2026-09-29").map(\.period.last.description) == ["2026-09-29"])
    #expect(try publish(spool, .daily, "2026-09-29").isEmpty)
    #expect(
      try publish(spool, .daily, "2026-10-02").map(\.period.last.description)
        == ["2026-09-30", "2026-10-01", "2026-10-02"])
    #expect(try publish(spool, .daily, "2026-10-01").isEmpty)
    let digests = try told(spool, .digest)
    #expect(digests.count == 4)
    #expect(digests.allSatisfy { $0.announcement.value(of: .digest) == "daily" })
    #expect(spool.files("state/reports").filter { $0.hasSuffix(".md") || $0.hasSuffix(".html") }.count == 8)
  }

  @Test func `what the calendar announces goes to the handlers of announcements, once`() async throws {
    let spool = try await filled()
    var configuration = spool.configuration
    var all = ExternalHandler(name: "all", command: ["/bin/true"], folder: "/")
    all.each = .announcement
    var reds = all
    reds.name = "reds"
    reds.when.red = true
    var pages = all
    pages.name = "pages"
    pages.when.kinds = [.page]
    configuration.router = Router(handlers: [all, reds, pages])
    let day = try #require(Day(iso: "2026-10-05"))
    for _ in 0..<2 {
      _ = try DigestPublication(configuration: configuration, store: spool.store, clock: spool.clock)
        .publish(.daily, on: day)
    }
    let summaries = try spool.store.read { try $0.deliverySummaries(known: ["pages"], at: spool.clock.now()) }
    let pending = Dictionary(uniqueKeysWithValues: summaries.map { ($0.handler, $0.counts[.pending] ?? 0) })
    let announced =
      try told(spool, .digest).count + told(spool, .transition).filter { $0.bulletin == nil }.count
    #expect(pending["all"] == announced)
    #expect(pending["reds"] == 1)
    #expect(pending["pages"] == 0)
    let document = try spool.store.read { session in
      let delivery = try #require(try session.nextDelivery(to: "reds", at: spool.clock.now(), except: []))
      return try DeliveryDocument(delivery, archive: "", in: session)
    }
    let text = try #require(document).json.text
    #expect(text.contains("\"bulletin\":null") && text.contains("口袋公园"))
  }

  @Test func `an item becomes overdue without a new bulletin, and is told once`() async throws {
    let spool = try await filled()
    let before = try told(spool, .transition).count
    _ = try publish(spool, .daily, "2026-09-30")
    #expect(try told(spool, .transition).count == before)
    _ = try publish(spool, .daily, "2026-10-05")
    let reds = try told(spool, .transition).filter { $0.announcement.priority == .alert }
    #expect(reds.map { $0.announcement.value(of: .statusItem) } == ["绿道<b>&", "口袋公园"])
    #expect(reds.last?.announcement.message.contains("overdue 1 day") == true)
    let state = try spool.store.read { try $0.ledgerItems(meaning: "口袋公园") }.first?.state
    #expect(state?.color == .red && state?.redSince == Day(iso: "2026-10-01"))
  }

  @Test func `what is red already becomes overdue too, in the digest, in the ranking and by so many days`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("台账_20260731.csv", DigestTests.head + "垃圾分类,农业科,柏舟,20%,2026-09-30,无,红\n")
    await spool.drain(intake)
    await intake.close()
    let report = try #require(try publish(spool, .daily, "2026-11-15").last)
    #expect(report.openReds.map(\.state.why) == ["overdue 46 days, unfinished"])
    // Only the day on which it became overdue is kept.
    #expect(try spool.store.read { try $0.observations(of: 1) }.count == 2)
    let alerts = try told(spool, .transition).filter { $0.announcement.priority == .alert }
    #expect(alerts.count == 1)
    for month in ["2026-10", "2026-11"] {
      let period = Cadence.monthly.period(of: try #require(Day(iso: month + "-01")))
      let rank = try spool.store.read {
        try MonthlyRank(of: period, configuration: spool.configuration, in: $0)
      }
      #expect(rank.units.first?.points.map(\.reason) == [.red, .overdue])
    }
  }

  @Test func `a digest counts, compares, names ages and who explains, and escapes what bulletins say`()
    async throws
  {
    let spool = try await filled()
    _ = try publish(spool, .daily, "2026-09-29")
    let issued = try publish(spool, .daily, "2026-10-01")
    let report = try #require(issued.last)
    #expect(report.counts == ["red": 2, "yellow": 0, "blue": 1, "closed": 0])
    #expect(report.headline.contains("red 2 (+1)"))
    #expect(report.newReds.map(\.name) == ["口袋公园"])
    #expect(report.openReds.map(\.name) == ["绿道<b>&", "口袋公园"])
    let text = DigestPage.text(report).joined(separator: "\n")
    #expect(text.contains("red for 3 days, since 2026-09-28") && text.contains("柏舟向主要领导说明情况"))
    let html = DigestPage.html(report)
    #expect(html.contains("绿道&lt;b&gt;&amp;") && !html.contains("<b>"))
    #expect(DigestPage.markdown(report).contains("绿道\\<b\\>\\&"))
    let day = try #require(Day(iso: "2026-09-30"))
    let second = try spool.store.read {
      try DigestReport(of: Cadence.daily.period(of: day), configuration: spool.configuration, in: $0)
    }
    let first = try #require(second.figures.first)
    #expect(first.figure.text.contains("1300"))
  }

  @Test
  func `a report that is owed and did not come is told once, and the same content again counts as come`()
    async throws
  {
    let spool = try await filled()
    spool.configuration.expect = [
      ExpectedReport(unit: "城建办", cadence: .daily, pattern: "简报*"),
      ExpectedReport(unit: "统计所", cadence: .daily, pattern: nil),
      ExpectedReport(unit: "财政所", cadence: .daily, pattern: nil),
    ]
    _ = try publish(spool, .daily, "2026-10-01")
    _ = try publish(spool, .daily, "2026-10-01")
    #expect(try told(spool, .expectedMissing).map { $0.announcement.value(of: .unit) } == ["财政所"])
    spool.advance(86_400)
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("简报_20261001.txt", "城建办清理小广告\n\n截至目前，城建办累计清理小广告1300余张。\n")
    await spool.drain(intake)
    _ = try publish(spool, .daily, "2026-10-02")
    let missing = try told(spool, .expectedMissing)
    #expect(missing.map { $0.announcement.value(of: .unit) } == ["财政所", "统计所", "财政所"])
    #expect(missing.last?.announcement.value(of: .due) == "2026-10-01")
    let month = Cadence.monthly.period(of: try #require(Day(iso: "2026-10-01")))
    let until = try #require(Day(iso: "2026-10-02"))
    let rank = try spool.store.read {
      try MonthlyRank(of: month, configuration: spool.configuration, until: until, in: $0)
    }
    // One day late in September, whose digest is October's, and one in October.
    #expect(rank.units.first { $0.unit == "财政所" }?.points.map(\.reason) == [.late, .late])
  }

  @Test func `the ranking of a month has the evidence of each point`() async throws {
    let spool = try await filled()
    let month = Cadence.monthly.period(of: try #require(Day(iso: "2026-09-30")))
    let rank = try spool.store.read { try MonthlyRank(of: month, configuration: spool.configuration, in: $0) }
    #expect(rank.units.map(\.unit) == ["统计所", "城建办"])
    #expect(rank.units.map(\.score) == [100, 90])
    #expect(rank.units.last?.points.first?.bulletin == 1)
    #expect(rank.units.last?.lines.last?.contains("停工") == true)
  }

  @Test func `a rebuild judges the ledger on the same days again and tells nothing`() async throws {
    let spool = try await filled()
    _ = try publish(spool, .daily, "2026-09-30")
    _ = try publish(spool, .weekly, "2026-10-04")
    spool.advance(86_400 * 8)
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("台账_20261006.csv", DigestTests.head + "口袋公园,城建办,柏舟,100%,2026-09-30,无,蓝\n")
    await spool.drain(intake)
    await intake.close()
    _ = try publish(spool, .daily, "2026-10-08")
    let path = spool.configuration.folders.database
    let before = try DatabaseDump.of(path)
    #expect(before["digests"]?.count == 10)
    let observations = before["ledger_observations"] ?? []
    #expect(observations.contains { $0.contains("calendar") })
    _ = try Rebuild(configuration: spool.configuration, clock: spool.clock, marksCrashes: false).run()
    let after = try DatabaseDump.of(path)
    for table in before.keys.sorted() where table != "announcements" {
      #expect(after[table] == before[table], "\(table)")
    }
    #expect(after["announcements"]?.count == before["announcements"]?.count)
  }
}
