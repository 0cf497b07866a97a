import Bulletins
import Foundation
import Testing

@testable import Daemon

/// The same ledger in every form that offices write, against the one expected result beside them.
@Suite struct LedgerFormsTests {
  private struct Expected: Decodable {
    struct Item: Decodable, Equatable {
      var item: String
      var unit: String?, leader: String?, target: String?
      var progress: Double?
      var due: String?, problem: String?, declared: String?, computed: String?
    }

    var as_of: String
    var kind: String
    var items: [Item]
  }

  private static let folder = SeedFilesTests.seeds.appending(path: "ledgers")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.contains("台账") }.sorted()
  }()

  @Test func `there are twelve forms`() { #expect(LedgerFormsTests.names.count == 12) }

  @Test(arguments: names) func `a ledger gives the same items in every form`(name: String) throws {
    let data = try Data(contentsOf: LedgerFormsTests.folder.appending(path: "expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: data)
    let bytes = try [UInt8](Data(contentsOf: LedgerFormsTests.folder.appending(path: name)))
    let today = try #require(Day(iso: "2026-11-23"))
    let bulletin = try Reading().read(bytes, name: name, today: today).bulletin
    #expect(bulletin.kind.rawValue == expected.kind)
    #expect(bulletin.asOf?.description == expected.as_of)
    let items = bulletin.items.map {
      Expected.Item(
        item: $0.item, unit: $0.unit, leader: $0.leader, target: $0.target, progress: $0.progress,
        due: $0.due?.description, problem: $0.problem, declared: $0.declared?.rawValue,
        computed: $0.computed?.rawValue)
    }
    #expect(items == expected.items)
  }

  @Test func `a formula is neither evaluated nor written`() throws {
    let name = try #require(LedgerFormsTests.names.first { $0.hasSuffix(".xlsx") })
    let bytes = try [UInt8](Data(contentsOf: LedgerFormsTests.folder.appending(path: name)))
    let today = try #require(Day(iso: "2026-11-23"))
    let bulletin = try Reading().read(bytes, name: name, today: today).bulletin
    let texts = bulletin.items.map(\.quote) + bulletin.articles.flatMap(\.paragraphs)
    #expect(texts.allSatisfy { !$0.contains("HYPERLINK") })
    #expect(bulletin.items.first { $0.item == "消防通道划线" }?.progress == 0.9)
  }
}
