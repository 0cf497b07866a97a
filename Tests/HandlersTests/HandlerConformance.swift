import Bulletins
import Foundation
import Store
import TestSupport
import Testing

@testable import Handlers

/// What every handler must stand. A new built-in handler is tested by standing in the registry.
@Suite struct HandlerConformance {
  static let bulletins: [(String, Bulletin)] = [
    ("no article", Bulletin(kind: .article, articles: [])),
    ("an empty article", Bulletin(kind: .article, articles: [Article()])),
    (
      "a line of 1 MiB",
      Bulletin(
        kind: .article,
        articles: [Article(paragraphs: [String(repeating: "督", count: 350_000)], summary: "督")])
    ),
    (
      "hostile characters",
      Bulletin(
        kind: .page,
        articles: [
          Article(
            headline: "\u{1B}]0;x\u{7}\u{202E}红\n\r\0", unit: "'; DROP TABLE bulletins; --",
            paragraphs: ["a\"b*NEAR("],
            summary: "\u{9B}31m",
            statuses: [
              Status(color: .red, kind: .reported, items: ["\u{1B}[2J"], quote: "\n<1>假\0", because: "")
            ])
        ])
    ),
  ]

  @Test(arguments: HandlerRegistry.handlers.map(\.name), bulletins.indices)
  func `a handler works on every bulletin, twice the same, and says nothing that steers a terminal`(
    name: String, index: Int
  ) throws {
    let handler = try #require(HandlerRegistry.handlers.first { $0.name == name })
    let (_, bulletin) = HandlerConformance.bulletins[index]
    guard handler.wants(bulletin) else { return }
    let temporary = try TemporaryStore()
    try temporary.store.write { session throws in
      let id = try session.insert(.sample(name: "a.txt", hash: "h"))
      let received = ReceivedBulletin(
        id: id, hash: "h", fileName: "a.txt", bulletin: bulletin,
        articleIDs: try session.insert(bulletin, as: id))
      let first = try handler.handle(received, in: session)
      #expect(try handler.handle(received, in: session) == first)
      for announcement in first {
        for text in [announcement.message] + announcement.fields.map(\.value) {
          let steers = text.unicodeScalars.contains { $0.mustBeEscaped }
          #expect(!steers, "\(text.debugDescription)")
        }
        #expect(announcement.value(of: .handler) == handler.name)
        #expect(!announcement.identity.isEmpty)
      }
    }
  }

  @Test func `names are unique and fit for a route`() {
    let names = HandlerRegistry.handlers.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") } })
  }
}
