import Testing

@testable import Bulletins

@Suite struct LedgerSummaryTests {
  @Test func `a table is summed up by its colours, and its red items are named`() {
    let items = [
      LedgerItem(item: "口袋公园", declared: .red), LedgerItem(item: "绿道", declared: .yellow, computed: .red),
      LedgerItem(item: "路灯", declared: .blue), LedgerItem(item: "公厕"),
    ]
    #expect(LedgerSummary().summary(of: items) == "共4项：红2项，蓝1项。红色：口袋公园、绿道。")
    #expect(LedgerSummary().summary(of: []) == "")
    #expect(LedgerSummary().summary(of: [LedgerItem(item: "公厕")]) == "共1项。")
  }

  @Test func `a summary of many reds keeps to 120 characters and says that there are more`() {
    let items = (1...40).map { LedgerItem(item: "第\($0)号老旧小区改造", declared: .red) }
    let text = LedgerSummary().summary(of: items)
    #expect(text.count <= 120)
    #expect(text.hasPrefix("共40项：红40项。红色：第1号老旧小区改造、"))
    #expect(text.hasSuffix("等。"))
  }

  @Test func `the summary counts as the thresholds of the office's scheme do`() throws {
    var scheme = Scheme.usual
    scheme.thresholds = ScheduleThresholds(redBehind: 40)
    let document = Document(blocks: [
      .table(
        Table(rows: [
          ["工作事项", "责任单位", "完成时限", "目前进展", "亮灯"], ["甲渠", "水务局", "2026-12-31", "33%", "蓝"],
          ["乙渠", "农业局", "2026-12-31", "33%", "蓝"],
        ]))
    ])
    let bulletin = BulletinReader(schemes: Schemes(units: ["水务局": scheme])).read(
      document, fileName: "台账_20260731.csv", today: try #require(Day(iso: "2026-07-31")))
    #expect(bulletin.items.map(\.color) == [.blue, .red])
    #expect(bulletin.articles.first?.summary == "共2项：红1项，蓝1项。红色：乙渠。")
  }
}
