import Bulletins
import Store
import Testing

@testable import Handlers

@Suite struct AlertHandlerTests {
  private func bulletin(_ statuses: [Status], items: [LedgerItem] = []) -> Bulletin {
    Bulletin(
      kind: .report, articles: [Article(headline: "通报", unit: "督查室", paragraphs: ["正文"], statuses: statuses)],
      items: items)
  }

  private func red(
    count: Int? = nil, items: [String] = [], units: [String] = [], kind: Status.Kind = .reported
  ) -> Status {
    Status(color: .red, kind: kind, count: count, items: items, units: units, quote: "红色3项。", because: "")
  }

  @Test func `each named item is an alert of its own, with its unit`() {
    let alerts = AlertHandler.alerts(of: bulletin([red(count: 2, items: ["甲", "乙"], units: ["一办", "二办"])]))
    #expect(alerts.map(\.item) == ["甲", "乙"])
    #expect(alerts.map(\.unit) == ["一办", "二办"])
    #expect(alerts.allSatisfy { $0.event == .statusRed && $0.quote == "红色3项。" })
  }

  @Test func `where not all items are named, the sentence is one alert`() {
    let alerts = AlertHandler.alerts(of: bulletin([red(count: 3, items: ["甲"])]))
    #expect(alerts.count == 1)
    #expect(alerts.first?.count == 3)
    #expect(AlertHandler.alerts(of: bulletin([red(count: 3)])).map(\.unit) == ["督查室"])
  }

  @Test func `a ledger row that a sentence names is not told twice`() {
    let row = LedgerItem(item: "甲 河道治理", unit: "一办", declared: .red, why: "w", quote: "甲｜红")
    let other = LedgerItem(
      item: "丙", unit: "三办", declared: .yellow, computed: .red, why: "overdue 3 days", quote: "丙｜黄")
    let alerts = AlertHandler.alerts(of: bulletin([red(items: ["甲河道治理项目"])], items: [row, other]))
    #expect(alerts.map(\.item) == ["甲河道治理项目", "丙"])
    #expect(alerts.last?.color == .red)
    #expect(alerts.last?.quote.contains("overdue 3 days") == true)
    let partly = AlertHandler.alerts(
      of: bulletin([red(count: 3, items: ["甲河道治理", "乙"])], items: [row, other]))
    #expect(partly.map(\.item) == ["甲河道治理、乙", "丙"])
  }

  @Test(arguments: [Status.Kind.mentioned, .resolved, .weather])
  func `what reports nothing alerts nobody`(kind: Status.Kind) {
    #expect(AlertHandler.alerts(of: bulletin([red(kind: kind)])).isEmpty)
    #expect(AlertHandler.alerts(of: bulletin([red(count: 0)])).isEmpty)
    #expect(!AlertHandler.alert.wants(bulletin([red(count: 0)])))
  }

  @Test func `yellow, lagging and black-listed are warnings, blue is none`() {
    func alerts(_ color: StatusColor, _ kind: Status.Kind) -> [Event] {
      AlertHandler.alerts(of: bulletin([Status(color: color, kind: kind, quote: "q", because: "")])).map(
        \.event)
    }
    #expect(alerts(.yellow, .reported) == [.statusYellow])
    #expect(alerts(.orange, .reported) == [.statusYellow])
    #expect(alerts(.red, .lagging) == [.statusLagging])
    #expect(alerts(.black, .blacklisted) == [.statusBlacklisted])
    #expect(alerts(.blue, .reported).isEmpty)
    #expect(alerts(.green, .reported).isEmpty)
    #expect(Event.statusRed.priority == .alert && Event.statusYellow.priority == .warning)
  }

  @Test func `a row whose colour is praise warns of nothing but what its figures say`() {
    let praised = LedgerItem(item: "甲", declared: .red, quote: "甲｜红牌", isPraised: true)
    #expect(AlertHandler.alerts(of: bulletin([], items: [praised])).isEmpty)
    #expect(!AlertHandler.alert.wants(bulletin([], items: [praised])))
    var overdue = praised
    overdue.computed = .red
    overdue.why = "overdue 3 days"
    let alerts = AlertHandler.alerts(of: bulletin([], items: [overdue]))
    #expect(alerts.map(\.kind) == ["computed"])
    #expect(alerts.first?.quote.contains("overdue 3 days") == true)
  }
}
