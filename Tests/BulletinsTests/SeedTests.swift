import Foundation
import Testing

@testable import Bulletins

/// The sample bulletins of this repository, read as a format would hand them over and compared with what stands
/// beside them. Only those in UTF-8: the others are decoded by Formats and tested there.
@Suite struct SeedTests {
  struct Expected: Decodable {
    struct Article: Decodable {
      var headline, kicker, unit, section: String?
      var continuation: Bool
      var byline, subheads: [String]
      var paragraphs: Int
      var statuses: [Status]
    }
    struct Status: Decodable, Hashable {
      var color, kind: String
      var count: Int?
      var items: Set<String>
    }
    struct Item: Decodable, Equatable {
      var item: String
      var unit, leader, target, progress_text: String?
      var progress: Double?
      var due, problem, declared, computed: String?
      var why: String
    }
    var kind: String
    var red: Bool
    var as_of: String?
    var articles: [Article]
    var items: [Item]
  }

  static let names = ["page.txt", "report.txt", "weather.txt", "harmless-red.txt", "重点工作台账_20260930.csv"]

  private static let seeds = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("seeds")

  private func expected(_ name: String) throws -> Expected {
    let file = SeedTests.seeds.appendingPathComponent(name + ".expected.json")
    return try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file))
  }

  private func read(_ name: String) throws -> Bulletin {
    let text = try String(contentsOf: SeedTests.seeds.appendingPathComponent(name), encoding: .utf8)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      String($0.drop { $0 == "\u{FEFF}" })
    }
    let today = try #require(Day(iso: "2026-11-23"))
    return BulletinReader().read(Document(lines: lines), fileName: name, today: today)
  }

  @Test(arguments: names) func `kind, day and redness are as expected`(name: String) throws {
    let expected = try expected(name)
    let bulletin = try read(name)
    #expect(bulletin.kind.rawValue == expected.kind)
    #expect(bulletin.asOf?.description == expected.as_of)
    #expect(bulletin.isRed == expected.red)
  }

  @Test(arguments: names) func `the ledger rows are as expected`(name: String) throws {
    let expected = try expected(name)
    let items = try read(name).items.map { item in
      Expected.Item(
        item: item.item, unit: item.unit, leader: item.leader, target: item.target,
        progress_text: item.progressText, progress: item.progress, due: item.due?.description,
        problem: item.problem, declared: item.declared?.rawValue, computed: item.computed?.rawValue,
        why: item.why)
    }
    #expect(items == expected.items)
  }

  @Test(arguments: names.dropLast()) func `the articles are as expected`(name: String) throws {
    let expected = try expected(name).articles
    let articles = try read(name).articles
    try #require(articles.map(\.headline) == expected.map(\.headline))
    for (article, expected) in zip(articles, expected) {
      let title = expected.headline ?? expected.unit ?? "?"
      #expect(article.kicker == expected.kicker, "\(title)")
      #expect(article.unit == expected.unit, "\(title)")
      #expect(article.section == expected.section, "\(title)")
      #expect(article.continuation == expected.continuation, "\(title)")
      #expect(article.byline == expected.byline, "\(title)")
      #expect(article.subheads == expected.subheads, "\(title)")
      #expect(article.paragraphs.count == expected.paragraphs, "\(title): \(article.paragraphs)")
    }
  }

  @Test(arguments: names.dropLast()) func `the statuses are as expected`(name: String) throws {
    let expected = try expected(name).articles
    let articles = try read(name).articles
    try #require(articles.count == expected.count)
    for (article, expected) in zip(articles, expected) {
      #expect(merged(article.statuses) == Set(expected.statuses), "\(article.headline ?? "")")
    }
  }

  /// One status for each colour and kind but mentioned: the printed count and all names.
  private func merged(_ statuses: [Status]) -> Set<Expected.Status> {
    var found: [String: Expected.Status] = [:]
    for status in statuses where status.kind != .mentioned {
      let key = status.color.rawValue + status.kind.rawValue
      var entry =
        found[key]
        ?? Expected.Status(color: status.color.rawValue, kind: status.kind.rawValue, count: nil, items: [])
      entry.count = [entry.count, status.count].compactMap { $0 }.max()
      entry.items.formUnion(status.items)
      found[key] = entry
    }
    return Set(found.values)
  }
}
