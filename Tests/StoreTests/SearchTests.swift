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
    try compareWithPlainScan(of: pages, in: temporary, tries: 300)
  }

  @Test func `substrings of generated texts find exactly what a plain scan finds, across punctuation too`()
    throws
  {
    let temporary = try TemporaryStore()
    let alphabet = "督查社区红黄灯小广告，。、；“”（）-*:'1２aＢ　 區区".scalars
    var generator = Seeded(state: 7)
    let pages = (0..<200).map { _ in
      (0..<3).map { _ in
        String((0..<40).compactMap { _ in alphabet.randomElement(using: &generator) })
      }.joined(separator: "\n")
    }
    for (index, text) in pages.enumerated() {
      let lines = text.split(separator: "\n").map(String.init)
      try temporary.accept([Article(headline: lines[0], paragraphs: Array(lines[1...]))], hash: "\(index)")
    }
    try compareWithPlainScan(of: pages, in: temporary, tries: 600)
  }

  /// Looks for random pieces and compares with what holds them, line by line.
  private func compareWithPlainScan(of pages: [String], in temporary: TemporaryStore, tries: Int) throws {
    let lines = pages.map { $0.split(separator: "\n").map { String(SearchFold.fold(String($0))) } }
    var generator = Seeded(state: 42)
    var tried = 0
    for _ in 0..<tries {
      guard let scalars = pages.randomElement(using: &generator)?.scalars else { continue }
      let start = Int.random(in: 0..<scalars.count, using: &generator)
      let end = min(scalars.count, start + Int.random(in: 1...6, using: &generator))
      let query = String(scalars[start..<end])
      let folded = String(SearchFold.fold(query))
      // A quotation mark is the query's own syntax, a line end separates.
      guard !query.contains("\""), !query.contains("\n"), !folded.isEmpty else { continue }
      tried += 1
      let hits = try temporary.store.read { try $0.search(["\"\(query)\""], limit: 1_000) }
      let holding = pages.indices.filter { index in
        lines[index].contains { $0.unicodeScalars.contains(folded.unicodeScalars) }
      }
      #expect(Set(hits.map(\.receipt.hash)) == Set(holding.map { "\($0)" }), "query \(query)")
      #expect(hits.count == holding.count, "query \(query)")
      let inTitle = holding.filter { lines[$0][0].unicodeScalars.contains(folded.unicodeScalars) }
      if pages[0].contains("\n"), hits.first?.title != nil {
        #expect(
          hits.prefix(inTitle.count).map(\.receipt.hash) == inTitle.reversed().map { "\($0)" },
          "query \(query)")
      }
    }
    #expect(tried > tries / 3)
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

  @Test func `a word behind a minus sign must not occur, whether it is one character or more`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(headline: "督查", paragraphs: ["社区"])], hash: "first")
    try temporary.accept([Article(headline: "别的", paragraphs: ["督查", "街道"])], hash: "second")
    try temporary.accept([Article(headline: "红-黄", paragraphs: ["停工"])], hash: "third")
    let found = { (words: [String]) in
      try temporary.store.read { try $0.search(words, limit: 9) }.map(\.receipt.hash)
    }
    #expect(try found(["督查", "-社区"]) == ["second"])
    #expect(try found(["督查 -街"]) == ["first"])
    #expect(try found(["督", "-\"街 道\"", "-没有"]) == ["first"])
    #expect(try found(["-社区 -道"]) == ["third"])
    #expect(try found(["红-黄"]) == ["third"])
    #expect(try found(["\"-社区\""]).isEmpty)
  }

  @Test func `unit, since and red narrow the bulletins, and an unreadable filter is said`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(paragraphs: ["督查"])], hash: "first", unit: "區財政局")
    try temporary.accept([Article(unit: "住建局", paragraphs: ["督查"])], hash: "second")
    try temporary.store.write {
      try $0.db.execute(sql: "UPDATE bulletins SET red = 1, received = 5000000 WHERE hash = 'second'")
    }
    let found = { (words: [String], since: Timestamp?) in
      try temporary.store.read { try $0.search(SearchQuery(words), since: since, limit: 9) }.map(
        \.receipt.hash)
    }
    #expect(try found(["督查 unit:财政"], nil) == ["first"])
    #expect(try found(["督", "UNIT:\"住 建\""], nil) == ["second"])
    #expect(try found(["red:"], nil) == ["second"])
    #expect(try found(["督查", "red:no"], nil) == ["first"])
    #expect(try found(["督查"], Timestamp(microseconds: 5_000_000)) == ["second"])
    #expect(try found(["\"red:\""], nil).isEmpty)
    #expect(try SearchQuery(["since:2026-11-01 since:2026-10-01"]).since == Day(iso: "2026-11-01"))
    for wrong in ["since:gestern", "since:", "red:3", "unit:", "unit:\" \""] {
      #expect(throws: SearchQueryError.self, "\(wrong)") { try SearchQuery([wrong]) }
    }
  }

  @Test func `by rank the article that says most of it in the fewest words comes first`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(paragraphs: ["督查督查督查"])], hash: "best")
    for index in 0..<5 {
      try temporary.accept(
        [Article(paragraphs: ["督查" + String(repeating: "很长的话", count: 50)])], hash: "\(index)")
      try temporary.accept([Article(paragraphs: ["无关的话\(index)"])], hash: "other\(index)")
    }
    let ranked = try temporary.store.read {
      try $0.search(SearchQuery(["督查", "-3"]), ranked: true, limit: 3)
    }
    #expect(ranked.map(\.receipt.hash).first == "best" && ranked.count == 3)
    #expect(try temporary.store.read { try $0.search(["督查"], limit: 1) }.map(\.receipt.hash) == ["4"])
  }

  @Test func `a character in the title comes first as well`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(headline: "督查工作", paragraphs: ["社区"])], hash: "old title")
    try temporary.accept([Article(headline: "别的", paragraphs: ["督", "查工"])], hash: "newer")
    for query in ["督", "查工 督"] {
      let hits = try temporary.store.read { try $0.search([query], limit: 9) }.map(\.receipt.hash)
      #expect(hits == ["old title", "newer"], "query \(query)")
    }
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
          DROP TABLE article_title_characters;
          CREATE VIRTUAL TABLE article_grams USING fts5(title, body, content='', tokenize='grams');
          CREATE VIRTUAL TABLE article_characters USING fts5(text, content='', detail=none, tokenize='characters');
          DELETE FROM grdb_migrations WHERE identifier IN ('text first', 'title characters');
          """)
    }
    let store = try Store(path: temporary.folder.appending(path: "bulletind.db").path)
    for query in ["督查", "小广告", "清"] {
      #expect(try store.read { try $0.search([query], limit: 5) }.count == 1, "query \(query)")
    }
    try temporary.accept([Article(headline: "别的", paragraphs: ["督"])], hash: "newer")
    #expect(try store.read { try $0.search(["督"], limit: 5) }.map(\.receipt.hash) == ["00ff", "newer"])
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

extension Session {
  fileprivate func search(_ words: [String], limit: Int) throws -> [SearchHit] {
    try search(SearchQuery(words), limit: limit)
  }
}

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers in every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
