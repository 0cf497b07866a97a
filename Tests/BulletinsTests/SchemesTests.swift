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

  @Test func `the kicker or the headline tells whose scheme it is where the unit does not`() throws {
    let schemes = Schemes(units: ["柏川市": Self.inverted])
    let paragraphs = ["本月，东桥镇、西桥镇被亮红牌。"]
    for article in [
      Article(kicker: "中共柏川市委督查室", unit: "东桥镇", paragraphs: paragraphs),
      Article(headline: "柏川市通报亮牌结果", unit: "督查室", paragraphs: paragraphs),
    ] {
      #expect(schemes.scheme(of: article) == Self.inverted)
    }
    #expect(schemes.scheme(of: Article(headline: "青川县通报亮牌结果", unit: "督查室")) == .usual)
    let text = "柏川市重点工作推进办\n\n关于上半年亮牌情况的通报\n\n各镇：\n\n上半年，东桥镇、西桥镇被评为红牌。"
    #expect(try !read(text, schemes: schemes).isRed)
    #expect(try read(text, schemes: Schemes()).isRed)
  }

  @Test func `a red that is well is no alarm either, and the reason names the scheme`() throws {
    let done = Scheme(name: "三色销号", meanings: [.red: .fine, .yellow: .slow])
    let bulletin = try read("我局承担的8项任务中，红色5项、黄色3项。", schemes: Schemes(standard: done))
    #expect(!bulletin.isRed)
    let statuses = bulletin.articles.flatMap(\.statuses)
    let red = try #require(statuses.first { $0.color == .red })
    #expect(red.kind == .mentioned && red.because.contains("by the scheme 三色销号 of the configuration"))
    #expect(statuses.contains { $0.color == .yellow && $0.kind == .reported })
  }

  @Test(arguments: [
    ("注：红牌表示优秀，黄牌表示滞后。", Scheme.usual, false), ("注：红牌表示严重滞后。", Self.inverted, true),
    ("", Scheme.usual, true), ("", Self.inverted, false),
  ])
  func `a definition under a table overrides the scheme for its rows`(
    note: String, scheme: Scheme, isRed: Bool
  ) throws {
    let table = "二季度亮牌统计\n\n项目名称,责任单位,亮牌\n西一路改造,市住建局,红牌\n北塘公园,园林局,黄牌\n\n\(note)"
    let bulletin = try read(table, schemes: Schemes(standard: scheme))
    let row = try #require(bulletin.items.first)
    #expect(bulletin.isRed == isRed && row.declared == .red && row.isPraised != isRed)
    #expect(row.why.contains("is praise here: by ") != isRed)
    #expect((row.color == .red) == isRed)
  }

  @Test func `every built-in scheme has meanings that are known`() {
    #expect(Scheme.builtIn.count > 1)
    for entry in WordList(PackageResources.Schemes_txt).entries {
      #expect(Scheme.named(entry[0])?.meanings.count == entry.count - 1, "\(entry)")
    }
  }
}

@Suite struct SchemeThresholdTests {
  @Test func `rows are judged by the thresholds of their office's scheme`() throws {
    var own = Scheme.usual
    own.thresholds = ScheduleThresholds(redBehind: 40, yellowBehind: 30, dueSoon: 5)
    let lines = [
      "工作事项,责任单位,目前进展,完成时限", "绿道建设,水务局,25%,2026-12-31", "管网改造,城建办,25%,2026-12-31",
      "口袋公园,水务局,60%,2026-07-12",
    ]
    let day = try #require(Day(iso: "2026-07-01"))
    let bulletin = BulletinReader(schemes: Schemes(units: ["水务局": own])).read(
      Document(lines: lines), fileName: "台账.csv", today: day)
    #expect(bulletin.items.map(\.computed) == [.blue, .red, .yellow])
    #expect(
      BulletinReader().read(Document(lines: lines), fileName: "台账.csv", today: day).items.map(\.computed) == [
        .red, .red, .red,
      ])
  }
}
