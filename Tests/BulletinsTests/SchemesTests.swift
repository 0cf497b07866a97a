import Testing

@testable import Bulletins

@Suite struct SchemesTests {
  private static let inverted = Scheme(name: "红牌为优", meanings: [.red: .praise, .yellow: .slow])

  private func read(_ text: String, schemes: Schemes) throws -> Bulletin {
    let day = try #require(Day(year: 2026, month: 7, day: 1))
    return BulletinReader(schemes: schemes).read(
      Document(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)),
      fileName: "a.txt", today: day)
  }

  @Test func `a red plate is praise where the unit's scheme says so, and nowhere else`() throws {
    let schemes = Schemes(units: ["柏川市": Self.inverted])
    let text = "督查结果\n\n柏川市督查室通报，东桥镇、西桥镇两个镇被授牌，红牌2个，黄牌5个。"
    var article = Article(unit: "柏川市督查室", paragraphs: ["本月评出红牌2个、黄牌5个，红牌单位为东桥镇、西桥镇。"])
    let praised = StatusReader(scheme: schemes.scheme(of: article.unit)).read(article).statuses
    #expect(praised.filter(\.isReportedRed).isEmpty)
    article.unit = "青川市督查室"
    let blamed = StatusReader(scheme: schemes.scheme(of: article.unit)).read(article).statuses
    #expect(!blamed.filter(\.isReportedRed).isEmpty)
    let praise = try read(text, schemes: Schemes(standard: Self.inverted))
    #expect(!praise.isRed)
  }

  @Test func `the longest name that a unit's name holds decides`() {
    let schemes = Schemes(units: ["柏川市": Self.inverted, "柏川市统计局": .usual])
    #expect(schemes.scheme(of: "柏川市东桥区") == Self.inverted)
    #expect(schemes.scheme(of: "柏川市统计局") == .usual)
    #expect(schemes.scheme(of: nil) == .usual)
  }

  @Test func `a definition in the text overrides the scheme`() throws {
    let text = "红牌表示进度严重滞后。本月有红牌2个、黄牌5个，红牌单位为东桥镇、西桥镇。"
    let defined = try read(text, schemes: Schemes(standard: Self.inverted))
    #expect(defined.isRed)
  }

  @Test func `a red row of a table is no alarm where red is praise`() throws {
    let table = "序号,工作事项,责任单位,状态\n1,甲路改造,住建局,红\n2,乙桥加固,交通局,黄\n"
    let behind = try read(table, schemes: Schemes())
    #expect(behind.isRed)
    let praise = try read(table, schemes: Schemes(standard: Self.inverted))
    #expect(!praise.isRed)
  }
}
