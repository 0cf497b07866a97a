import Foundation
import Testing

@testable import Bulletins

/// The real pages of ../shared, where they are there. Nothing of them is copied here.
@Suite struct PageSeedTests {
  struct Truth: Decodable {
    struct Item: Decodable {
      var headline: String?
      var headline_alt: [String]?
      var kicker: String?
      var unit: String?
      var section: String?
      var continuation: Bool
      var byline: [String]
      var subheads: [String]?
      var paragraphs: Int
      var first: String?
      var last: String?
      var first_chars: String?
      var last_chars: String?
    }
    var articles: [Item]
    var joins: [String]?
  }

  static let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")
  static var isThere: Bool {
    FileManager.default.fileExists(atPath: shared.appendingPathComponent("seeds/seed-page.txt").path)
  }

  static func packed(_ text: String?) -> String { String((text ?? "").filter { !$0.isWhitespace }) }

  @Test(
    .enabled(if: isThere, "../shared is not there"),
    arguments: [
      "seeds/seed-page", "corpus/pages/p02_fullwidth", "corpus/pages/p04_numbered",
      "corpus/pages/p05_tongbao",
    ])
  func `a real page is split as its truth says`(name: String) throws {
    let text = try String(contentsOf: Self.shared.appendingPathComponent(name + ".txt"), encoding: .utf8)
    let truth = try JSONDecoder().decode(
      Truth.self, from: Data(contentsOf: Self.shared.appendingPathComponent(name + ".truth.json")))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let read = PageReader().read(TableFinder().fold(Document(lines: lines))).articles
    #expect(read.count == truth.articles.count)
    for (article, expected) in zip(read, truth.articles) {
      let headlines = ([expected.headline] + (expected.headline_alt ?? [])).map(Self.packed)
      #expect(headlines.contains(Self.packed(article.headline)))
      #expect(article.kicker == expected.kicker)
      #expect(article.section == expected.section)
      #expect(article.continuation == expected.continuation)
      #expect(article.byline == expected.byline)
      #expect(article.paragraphs.count == expected.paragraphs)
      if let subheads = expected.subheads { #expect(article.subheads == subheads) }
      if let unit = expected.unit { #expect(article.unit == unit) }
      if let first = expected.first ?? expected.first_chars {
        #expect(Self.packed(article.paragraphs.first).hasPrefix(Self.packed(first)))
      }
      if let last = expected.last ?? expected.last_chars {
        #expect(Self.packed(article.paragraphs.last).hasSuffix(Self.packed(last)))
      }
    }
    for join in truth.joins ?? [] {
      #expect(read.contains { $0.paragraphs.contains { $0.contains(join) } })
    }
  }
}
