import Foundation
import Testing

@testable import Bulletins

/// The folder of texts to develop on, which lies beside the checkout on the machines that have it.
private let corpus: URL? = {
  let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let folder = checkout.deletingLastPathComponent().appendingPathComponent("shared/corpus")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

@Suite struct LedgerCorpusTests {
  struct Truth: Decodable {
    struct Item: Decodable, Equatable {
      var item: String
      var unit, leader, target, progress_text: String?
      var progress: Double?
      var due, problem, declared, computed: String?
      var why: String
    }
    var as_of: String
    var items: [Item]
  }

  @Test(
    .enabled(if: corpus != nil, "the texts to develop on are not beside the checkout"),
    arguments: ["L01_重点工作台账_20200731.csv", "L05_台账.txt"])
  func `the ledgers of the corpus read as their truth says`(name: String) throws {
    let folder = try #require(corpus).appendingPathComponent("ledgers")
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: folder.appendingPathComponent(name + ".truth.json")))
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      String($0.drop { $0 == "\u{FEFF}" })
    }
    let today = try #require(Day(iso: "2000-01-01"))
    let bulletin = BulletinReader().read(Document(lines: lines), fileName: name, today: today)
    #expect(bulletin.kind == .ledger)
    #expect(bulletin.asOf?.description == truth.as_of)
    let read = bulletin.items.map { item in
      Truth.Item(
        item: item.item, unit: item.unit, leader: item.leader, target: item.target,
        progress_text: item.progressText, progress: item.progress, due: item.due?.description,
        problem: item.problem, declared: item.declared?.rawValue, computed: item.computed?.rawValue,
        why: item.why)
    }
    #expect(read == truth.items)
  }

  @Test(
    .enabled(if: corpus != nil, "the texts to develop on are not beside the checkout"),
    arguments: [
      ("p05_tongbao.txt", "2021-10-08", 7), ("p02_fullwidth.txt", "2021-09-08", 0),
      ("p04_numbered.txt", "2023-06-02", 0),
    ])
  func `the pages of the corpus have their day and their rows`(name: String, day: String, items: Int) throws {
    let file = try #require(corpus).appendingPathComponent("pages").appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let document = Document(
      lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
    let today = try #require(Day(iso: "2000-01-01"))
    let bulletin = BulletinReader().read(document, fileName: name, today: today)
    #expect(bulletin.asOf?.description == day)
    #expect(bulletin.items.count == items)
  }

  @Test(.enabled(if: corpus != nil, "the texts to develop on are not beside the checkout"))
  func `the page that the project comes from states no day of its own`() throws {
    let file = try #require(corpus).deletingLastPathComponent().appendingPathComponent("seeds/seed-page.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    let document = Document(
      lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init))
    #expect(AsOfReader().asOf(in: document, fileName: "seed-page.txt") == nil)
    #expect(TableFinder().fold(document) == document)
  }
}
