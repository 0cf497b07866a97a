import Bulletins
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct StoreTests {
  @Test func `a commit is on the disk when it returns`() throws {
    let temporary = try TemporaryStore()
    // https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL.
    #expect(try temporary.store.write { try Int.fetchOne($0.db, sql: "PRAGMA synchronous") } == 2)
  }

  @Test func `many that start at the same moment make one database`() throws {
    for _ in 0..<5 {
      let folder = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let path = folder.appending(path: "bulletind.db").path
      let failures = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        do {
          _ = try Store(path: path)
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
      #expect(failures.withLock { $0 } == [])
    }
  }

  @Test(arguments: [
    ("Tree 2 page 2: unable to get the page. error code=266", true), ("Page 7: error code=7", true),
    ("Tree 9 page 9: btreeInitPage() returns error code 11", false),
    ("On tree page 4: error code=11", false), ("row 3 missing from index bulletins_by_hash", false),
  ])
  func `what cannot be read now is no damage`(sentence: String, isTemporary: Bool) {
    #expect(Session.tellsOfReading(sentence) == isTemporary)
  }

  @Test func `a savepoint that throws takes back only what it did`() throws {
    struct Trouble: Error {}
    let temporary = try TemporaryStore()
    try temporary.store.write { session throws in
      _ = try session.insert(.sample(name: "kept", hash: "1"))
      try? session.savepoint {
        _ = try session.insert(.sample(name: "lost", hash: "2"))
        throw Trouble()
      }
    }
    let names = try temporary.store.read { try $0.recent(red: false, since: nil, unit: nil, limit: 9) }
    #expect(names.map(\.displayName) == ["kept"])
  }

  @Test func `what a bulletin says comes back as it was read`() throws {
    let temporary = try TemporaryStore()
    let status = Status(
      color: .red, kind: .mentioned, gate: .plan, count: 3, items: ["甲", "乙"], units: ["局"], quote: "“引”",
      because: "b")
    let article = Article(
      headline: "标题", kicker: "文号", unit: "局", section: "栏", continuation: true, byline: ["某"],
      subheads: ["小标"],
      paragraphs: ["一", "二"], summary: "摘要", statuses: [status],
      figures: [Figure(text: "3项", value: 3, high: 4, approximate: true, unit: "项", what: "事")],
      remarks: ["r"])
    let item = LedgerItem(
      item: "事", unit: "局", progress: 0.5, due: Day(iso: "2026-12-31"), declared: .yellow, computed: .red,
      why: "w",
      quote: "q", row: 4, isPraised: true)
    let bulletin = Bulletin(
      kind: .report, articles: [article], items: [item], asOf: Day(iso: "2026-09-30"), remarks: ["x"])
    let back = try temporary.store.write { session throws in
      var receipt = Receipt.sample(name: "a", hash: "1")
      receipt.kind = .report
      receipt.asOf = bulletin.asOf
      receipt.remarks = bulletin.remarks
      receipt.id = try session.insert(receipt)
      _ = try session.insert(bulletin, as: receipt.id)
      return try session.bulletin(of: try #require(try session.receipt(id: receipt.id)))
    }
    #expect(back == bulletin)
  }

  @Test func `receipts are found by number, hash, name and unit`() throws {
    let temporary = try TemporaryStore()
    let id = try temporary.accept([Article(unit: "区财政局")], name: "页.txt", hash: "abcdef")
    try temporary.store.read { session throws in
      #expect(try session.receipt(id: id)?.displayName == "页.txt")
      #expect(try session.receipts(hashPrefix: "abc").map(\.id) == [id])
      #expect(try session.receipts(hashPrefix: "abd").isEmpty)
      #expect(try session.receipts(name: Array("页.txt".utf8)).map(\.id) == [id])
      #expect(try session.recent(red: false, since: nil, unit: "财政", limit: 9).map(\.id) == [id])
      #expect(try session.recent(red: true, since: nil, unit: nil, limit: 9).isEmpty)
    }
  }

  @Test func `a reader opens the database while the writer has it open`() throws {
    let temporary = try TemporaryStore()
    try temporary.accept([Article(paragraphs: ["督查"])])
    let reader = try Store(readingFrom: temporary.folder.appending(path: "bulletind.db").path)
    #expect(try reader.read { try $0.search(SearchQuery(["督查"]), limit: 5) }.count == 1)
  }

  @Test func `a missing and a damaged database are told apart in sentences`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "bulletind.db").path
    let missing = #expect(throws: StoreError.self) { try Store(readingFrom: path) }
    #expect(missing?.description.contains("does not exist") == true)
    try Data("no database at all, only words".utf8).write(to: URL(filePath: path))
    let damaged = #expect(throws: StoreError.self) { try Store(path: path) }
    #expect(damaged?.isDamaged == true)
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func `the digest is SHA-256 as FIPS 180-4 gives it`(text: String, hex: String) {
    #expect(Digest.hex(of: Array(text.utf8)) == hex)
  }

  @Test func `lists of texts are digested apart`() {
    #expect(Digest.hex(of: ["ab", "c"]) != Digest.hex(of: ["a", "bc"]))
  }
}
