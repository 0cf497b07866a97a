import Bulletins
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct SearchTests {
  private let pages = [
    "逐户清理小广告600余张,补种行道树120棵。", "沿河步道,沿街商铺;“红黄蓝”三色督查", "坚持日督查、周督查\n月督查制度ＡＢＣ",
    "𠮷野街道 赵䶮 ﹣ 100% of (VOCs)", "查\"询'100_%*NEAR(督查 OR 督)-title:查",
  ]

  @Test func `every substring finds exactly the articles that hold it`() throws {
    let temporary = try TemporaryStore()
    for (index, text) in pages.enumerated() {
      try temporary.accept(
        [Article(paragraphs: text.split(separator: "\n").map(String.init))], hash: "\(index)")
    }
    var generator = SystemRandomNumberGenerator()
    var tried = 0
    for page in pages {
      let scalars = page.scalars
      for _ in 0..<60 {
        let start = Int.random(in: 0..<scalars.count, using: &generator)
        let end = min(scalars.count, start + Int.random(in: 1...6, using: &generator))
        let query = String(scalars[start..<end])
        // A quotation mark is the query's own syntax, a line end separates.
        guard !query.contains("\""), !query.contains("\n"), !SearchFold.fold(query).isEmpty else { continue }
        tried += 1
        let found = try temporary.store.read { try $0.search(["\"\(query)\""], limit: 50) }.map(
          \.receipt.hash)
        let folded = SearchFold.fold(query)
        let expected = pages.indices.filter { index in
          pages[index].split(separator: "\n").contains { line in
            String(SearchFold.fold(String(line))).contains(String(folded))
          }
        }
        #expect(Set(found) == Set(expected.map { "\($0)" }), "query \(query)")
      }
    }
    #expect(tried > 100)
  }

  @Test func `all words must occur, and hits in the title come first, then the newest`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(headline: "督查工作", paragraphs: ["社区"])], hash: "old title")
    try temporary.accept([Article(headline: "别的", paragraphs: ["督查", "社区"])], hash: "older")
    try temporary.accept([Article(headline: "别的", paragraphs: ["督查"])], hash: "newer")
    let hits = try temporary.store.read { try $0.search(["督查"], limit: 10) }.map(\.receipt.hash)
    #expect(hits == ["old title", "newer", "older"])
    let both = try temporary.store.read { try $0.search(["督查", "社区"], limit: 10) }.map(\.receipt.hash)
    #expect(both == ["older", "old title"])
    let mixed = try temporary.store.read { try $0.search(["督查 社"], limit: 10) }.map(\.receipt.hash)
    #expect(Set(mixed) == ["older", "old title"])
    #expect(try temporary.store.read { try $0.search(["督查"], limit: 1) }.count == 1)
  }

  @Test func `a query can carry no operator into the index`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(headline: "标题", paragraphs: ["督查"])])
    for query in [
      "title:", "督查 OR", "\"", "\"\"\"", "*", "NEAR(", "'; DROP TABLE bulletins; --", "a\0b", "^", ")",
    ] {
      _ = try temporary.store.read { try $0.search([query], limit: 5) }
    }
    #expect(try temporary.store.read { try $0.search(["督查"], limit: 5) }.count == 1)
    #expect(try temporary.store.read { try $0.search(["督查 OR 没有"], limit: 5) }.isEmpty)
  }

  @Test func `Traditional, full-width and capital forms find their counterparts, and are found by them`()
    throws
  {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(headline: "區府通報", paragraphs: ["兩里列紅燈，ＶＯＣｓ達標"])])
    try temporary.accept([Article(headline: "区府通报", paragraphs: ["两里列红灯，VOCs达标"])], hash: "simplified")
    for query in ["紅燈", "红灯", "区府通报", "區府通報", "vocs", "ＶＯＣＳ", "達", "达"] {
      #expect(try temporary.store.read { try $0.search([query], limit: 5) }.count == 2, "query \(query)")
    }
  }

  @Test func `a database of an earlier version is indexed anew when it is opened`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(headline: "督查工作", paragraphs: ["清除小广告"])])
    try temporary.store.write { session in
      try session.db.execute(
        sql: """
          DROP TABLE article_grams;
          DROP TABLE article_characters;
          CREATE VIRTUAL TABLE article_grams USING fts5(title, body, content='', tokenize='grams');
          CREATE VIRTUAL TABLE article_characters USING fts5(text, content='', detail=none, tokenize='characters');
          DELETE FROM grdb_migrations WHERE identifier = 'text first';
          """)
    }
    let store = try Store(path: temporary.folder.appending(path: "bulletind.db").path)
    for query in ["督查", "小广告", "清"] {
      #expect(try store.read { try $0.search([query], limit: 5) }.count == 1, "query \(query)")
    }
  }

  @Test func `bytes that are no text have no tokens, and the text around them has its own`() {
    let bytes: [UInt8] = [0xE7, 0xBA] + Array("红灯".utf8) + [0xFF, 0xC0] + Array("𠮷a".utf8) + [0xF0, 0x9F]
    var values: [UInt32] = []
    bytes.withUnsafeBytes { buffer in
      _ = TokenText.forEachScalar(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(buffer.count))
      {
        values.append($0)
        #expect($2 - $1 == CInt(Unicode.Scalar($0)?.utf8.count ?? 0))
        return 0
      }
    }
    #expect(values == "红灯𠮷a".unicodeScalars.map(\.value))
    for scalar in "a\u{E9}红𠮷\u{10FFFF}".unicodeScalars {
      let encoded = TokenText.Encoded(scalar.value)
      let bytes = (0..<Int(encoded.count)).map { UInt8(truncatingIfNeeded: encoded.bytes >> UInt64($0 * 8)) }
      #expect(bytes == Array(String(scalar).utf8))
    }
  }

  @Test func `bylines, units, subheads and table cells can be found`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([
      Article(
        unit: "区财政局", byline: ["禹建超"], subheads: ["强基固本"], paragraphs: ["正文"],
        tables: [Table(rows: [["燃气立管", "红色"]])])
    ])
    for query in ["财政局", "禹建超", "强基", "立管", "固"] {
      #expect(try temporary.store.read { try $0.search([query], limit: 5) }.count == 1, "query \(query)")
    }
  }

  @Test func `a snippet marks the term where it stands`() {
    let text = String(repeating: "前", count: 100) + "清除小 广告余张" + String(repeating: "后", count: 100)
    let snippet = Snippet.cut(text, terms: [SearchFold.fold("小广告")])
    #expect(snippet.contains("清除«小 广告»余张"))
    #expect(snippet.hasPrefix("…") && snippet.hasSuffix("…"))
    #expect(snippet.unicodeScalars.count < 80)
    #expect(Snippet.cut("短文", terms: [SearchFold.fold("没有")]) == "短文")
  }
}
