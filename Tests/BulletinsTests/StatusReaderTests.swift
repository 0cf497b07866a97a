import Foundation
import Testing

@testable import Bulletins

@Suite struct StatusReaderTests {
  private func read(_ text: String, scheme: Scheme = .usual) -> StatusReader.Result {
    StatusReader(scheme: scheme).read(Article(paragraphs: text.split(separator: "\n").map(String.init)))
  }

  @Test func `numbers that contradict each other are remarked`() {
    let wrong = read("45项重点任务中，蓝色24项、黄色9项、红色11项。")
    #expect(wrong.remarks.count == 1)
    #expect(wrong.remarks.first?.contains("44") == true)
    #expect(read("45项重点任务中，蓝色24项、黄色10项、红色11项。").remarks.isEmpty)
    #expect(read("205家企业中，绿牌37家、黄牌21家、红牌1家，其余停产不评。").remarks.isEmpty)
  }

  @Test func `configuration may make red a praise`() {
    let text = "一季度考评，城关镇、河西镇等4个镇挂红牌。"
    let usual = read(text).statuses.filter(\.isReportedRed)
    #expect(usual.count == 1)
    let inverted = read(text, scheme: Scheme.named("红牌为优") ?? .usual).statuses
    #expect(Set(inverted.map(\.gate)) == [.honour])
    #expect(inverted.first?.count == 4)
  }

  @Test func `the same fact in headline and body is one status`() {
    let article = Article(
      headline: "两个镇吃红牌", paragraphs: ["昨日通报，城关镇、河西镇2个镇因环境脏乱被亮红牌。"])
    let reds = StatusReader().read(article).statuses.filter(\.isReportedRed)
    #expect(reds.count == 1)
    #expect(reds.first?.units == ["城关镇", "河西镇"])
    #expect(reds.first?.count == 2)
  }

  @Test func `a quotation is printed as it stands, blanks and full width included`() {
    let text = "城 关 镇 的 河道清淤 被 县 里 定 为“红 色”。"
    let status = read(text + "督查继续。").statuses.first { $0.kind == .reported }
    #expect(status?.quote == text)
  }

  @Test func `delays without a colour are lagging, rules about delays are not`() {
    let lagging = read("滞后的有：城东小学扩建、河西公园二期。").statuses
    let kinds = lagging.map(\.kind)
    #expect(kinds == [.lagging])
    #expect(lagging.first?.items == ["城东小学扩建", "河西公园二期"])
    #expect(read("对进度滞后的项目，要加快推进。").statuses.isEmpty)
  }

  @Test func `harmless words are explained by their gate`() {
    let gates = read("“红色物业”进小区，网红街打卡，行人不闯红灯，传承红色基因，红榜贴出来。").statuses.map(\.gate)
    #expect(gates == [.party, .other, .traffic, .culture, .honour])
  }

  @Test(arguments: ["网红街区本周接待游客835人次。", "下一步，云台街道将以违建拆除为重点，由区市场监管局牵头，经验正在推广。"])
  func `what is told after a count is no name of what was counted`(next: String) {
    let article = Article(paragraphs: ["截至目前，被亮红灯的有5项，亮黄灯的有6项。", next])
    let reds = StatusReader(scheme: .usual).read(article).statuses.filter(\.isReportedRed)
    #expect(reds.map(\.count) == [5])
    #expect(reds.flatMap { $0.items + $0.units }.isEmpty)
  }

  @Test func `what only counts takes its names from the table`() {
    let counted = Status(color: .red, kind: .reported, count: 2, quote: "红色2项", because: "counted")
    let rows = [
      LedgerItem(item: "城东小学扩建", unit: "教育局", declared: .red),
      LedgerItem(item: "河西公园", unit: "园林局", declared: .yellow),
      LedgerItem(item: "排水改造", unit: "住建局", declared: .red),
    ]
    let bulletin = Bulletin(kind: .report, articles: [Article(statuses: [counted])], items: rows)
    let named = TableStatuses().named(from: bulletin).articles[0].statuses[0]
    #expect(named.items == ["城东小学扩建", "排水改造"])
    #expect(named.units == ["教育局", "住建局"])
    var other = bulletin
    other.articles[0].statuses[0].items = ["别的"]
    other.articles[0].statuses[0].count = 3
    #expect(TableStatuses().named(from: other) == other)
    var fewer = bulletin
    fewer.articles[0].statuses[0].count = 1
    #expect(TableStatuses().named(from: fewer) == fewer)
  }

  @Test(arguments: ["红牌", "红1", "红,", "红牌:城关镇、", "(红色", "由红", "1.红色预警项目:", "“红”", "的红"])
  func `a long line of anything is read to its end`(piece: String) {
    // How long it takes, `make bench` measures.
    let read = StatusReader().read(Article(paragraphs: [String(repeating: piece, count: 4000)]))
    #expect(read.statuses.allSatisfy { !$0.because.isEmpty })
  }
}

/// The shared texts lie beside the checkout where the project is developed, and nowhere else.
@Suite struct StatusCorpusTests {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/corpus").standardizedFileURL
  private static var isThere: Bool {
    FileManager.default.fileExists(atPath: corpus.appendingPathComponent("statuses.jsonl").path)
  }

  private struct Row: Decodable {
    struct Label: Decodable {
      var red: Bool
      var counts: [String: Int?]
      var red_items: [String]?
      var red_units: [String]?
    }
    var id: String
    var headline: String?
    var text: String
    var label: Label?
  }

  private static func rows(_ name: String) throws -> [Row] {
    let text = try String(contentsOf: corpus.appendingPathComponent(name), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
  }

  private static func statuses(of row: Row) -> [Status] {
    let paragraphs = row.text.split(separator: "\n").map(String.init)
    return StatusReader().read(Article(headline: row.headline, paragraphs: paragraphs)).statuses
  }

  @Test(.enabled(if: isThere, "the shared corpus is not beside the checkout"))
  func `no red of the developing set is missed and none is false`() throws {
    for row in try Self.rows("statuses.jsonl") {
      guard let label = row.label else { continue }
      let statuses = Self.statuses(of: row)
      let reds = statuses.filter(\.isReportedRed)
      #expect(reds.isEmpty != label.red, "\(row.id)")
      for (color, count) in label.counts {
        guard let count else { continue }
        let found = statuses.filter {
          $0.color.rawValue == color && ($0.kind == .reported || $0.gate == .zero || $0.gate == .honour)
        }
        let counts = Set(found.compactMap(\.count))
        #expect(counts == [count], "\(row.id) \(color)")
      }
      let names = Set(reds.flatMap { $0.items + $0.units })
      for name in (label.red_items ?? []) + (label.red_units ?? []) where label.red {
        #expect(names.contains(name), "\(row.id) \(name)")
      }
    }
  }

  @Test(.enabled(if: isThere, "the shared corpus is not beside the checkout"))
  func `general news raise no red`() throws {
    for row in try Self.rows("news.jsonl") {
      let reds = Self.statuses(of: row).filter(\.isReportedRed)
      #expect(reds.isEmpty, "\(row.id)")
    }
  }
}
