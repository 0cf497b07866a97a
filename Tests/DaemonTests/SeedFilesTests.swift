import Bulletins
import Foundation
import Store
import Testing

@testable import Daemon
@testable import Handlers

/// The sample bulletins, from their bytes to their alerts, against what stands beside them.
@Suite struct SeedFilesTests {
  struct Expected: Decodable {
    struct Article: Decodable {
      var headline: String?, kicker: String?, unit: String?, section: String?
      var continuation: Bool
      var byline: [String], subheads: [String]
      var paragraphs: Int
      var statuses: [Status]
    }

    struct Status: Decodable, Hashable {
      var color: String, kind: String
      var count: Int?
      var items: [String]
    }

    struct Item: Decodable, Equatable {
      var item: String
      var unit: String?, leader: String?, target: String?, progress_text: String?
      var progress: Double?
      var due: String?, problem: String?, declared: String?, computed: String?, why: String
    }

    struct Alert: Decodable, Hashable {
      var color: String
      var item: String?, unit: String?
      var count: Int?
    }

    var verdict: String, encoding: String, kind: String
    var red: Bool
    var as_of: String?
    var articles: [Article], items: [Item], alerts: [Alert]
  }

  static let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "seeds")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: seeds.path)) ?? []
    return all.filter { $0.hasSuffix(".expected.json") }.map { String($0.dropLast(".expected.json".count)) }
      .sorted()
  }()

  private func read(_ name: String) throws -> (Expected, Reading.Understood) {
    let data = try Data(contentsOf: SeedFilesTests.seeds.appending(path: name + ".expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: data)
    let bytes = try [UInt8](Data(contentsOf: SeedFilesTests.seeds.appending(path: name)))
    let today = try #require(Day(iso: "2026-11-23"))
    return (expected, try Reading().read(bytes, name: name, today: today))
  }

  @Test func `there are at least six samples`() { #expect(SeedFilesTests.names.count >= 6) }

  @Test(arguments: names) func `a sample is read as what stands beside it says`(name: String) throws {
    let (expected, understood) = try read(name)
    let bulletin = understood.bulletin
    #expect(understood.encoding == expected.encoding)
    #expect(bulletin.kind.rawValue == expected.kind)
    #expect(bulletin.isRed == expected.red)
    #expect(bulletin.asOf?.description == expected.as_of)
    #expect(bulletin.articles.map(\.headline) == expected.articles.map(\.headline))
    for (article, wanted) in zip(bulletin.articles, expected.articles) {
      let place = "\(name): \(wanted.headline ?? wanted.section ?? "?")"
      #expect(article.kicker == wanted.kicker, "\(place)")
      #expect(article.unit == wanted.unit, "\(place)")
      #expect(article.section == wanted.section, "\(place)")
      #expect(article.continuation == wanted.continuation, "\(place)")
      #expect(article.byline == wanted.byline, "\(place)")
      #expect(article.subheads == wanted.subheads, "\(place)")
      #expect(article.paragraphs.count == wanted.paragraphs, "\(place)")
      let statuses = article.statuses.filter { $0.kind == .reported }.map {
        Expected.Status(
          color: $0.color.rawValue, kind: $0.kind.rawValue, count: $0.count, items: $0.items.sorted())
      }
      let reported = wanted.statuses.filter { $0.kind == "reported" }.map { status in
        var sorted = status
        sorted.items.sort()
        return sorted
      }
      #expect(Set(statuses) == Set(reported), "\(place)")
      let kinds = Set(article.statuses.map(\.kind.rawValue)).subtracting(["mentioned"])
      #expect(kinds == Set(wanted.statuses.map(\.kind)), "\(place)")
      #expect(!article.summary.isEmpty && article.summary.count <= 120, "\(place)")
    }
    let items = bulletin.items.map {
      Expected.Item(
        item: $0.item, unit: $0.unit, leader: $0.leader, target: $0.target, progress_text: $0.progressText,
        progress: $0.progress.map { ($0 * 1e4).rounded() / 1e4 }, due: $0.due?.description,
        problem: $0.problem,
        declared: $0.declared?.rawValue, computed: $0.computed?.rawValue, why: $0.why)
    }
    let wanted = expected.items.map { item in
      var rounded = item
      rounded.progress = item.progress.map { ($0 * 1e4).rounded() / 1e4 }
      return rounded
    }
    #expect(items == wanted)
  }

  @Test(arguments: names) func `a sample raises the alerts that stand beside it, and no other`(name: String)
    throws
  {
    let (expected, understood) = try read(name)
    let alerts = AlertHandler.alerts(of: understood.bulletin)
    let told = { (alerts: [(color: String, item: String?)]) in
      alerts.map { "\($0.color) \($0.item ?? "")" }.sorted()
    }
    #expect(
      told(alerts.map { ($0.color.rawValue, $0.item) }) == told(expected.alerts.map { ($0.color, $0.item) }))
    for wanted in expected.alerts where wanted.unit != nil {
      let units = alerts.filter { $0.item == wanted.item && $0.color.rawValue == wanted.color }.map(\.unit)
      #expect(units == [wanted.unit], "\(wanted)")
    }
  }
}
