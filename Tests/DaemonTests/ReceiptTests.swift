import Bulletins
import Store
import Testing

@testable import Daemon

/// “件件有回音”: what `show` tells of a dropped file.
@Suite struct ReceiptTests {
  private static let head = "序号,工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n"

  private func details(_ id: Int64, _ spool: TemporarySpool) throws -> ReceiptDetails {
    try spool.store.read { session in
      try ReceiptDetails(of: #require(try session.receipt(id: id)), in: session)
    }
  }

  @Test func `a receipt tells rows read and unreadable by number, and what followed for each item`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop(
      "台账_20260907.csv", Self.head + "1,绿道,城建办,10%,2026-12-31,停工,红\n2,管网,城建办,80%,2026-12-31,无,蓝\n")
    try spool.drop(
      "台账_20260914.csv",
      Self.head
        + "1,绿道,城建办,20%,2026-12-31,停工,红\n2,,城建办,30%,2026-12-31,无,蓝\n3,管网,城建办,100%,2026-12-31,无,蓝\n4,驿站,城建办,70%,2026-12-31,无,蓝\n"
    )
    await spool.drain(intake)
    let receipt = try details(2, spool)
    #expect(receipt.ledger.read == [2, 4, 5] && receipt.ledger.unreadable == [3])
    let lines = receipt.lines
    #expect(lines.contains("  rows: 3 read (2, 4–5), 1 unreadable (3)"))
    #expect(lines.contains("  ledger item 1: 城建办｜绿道: red (no change)"))
    #expect(lines.contains("  ledger item 2: 城建办｜管网: blue (closed blue → closed)"))
    #expect(lines.contains("  ledger item 3: 城建办｜驿站: blue (new_item none → blue)"))
    #expect(lines.contains { $0.hasPrefix("  told (pending): closed: 城建办 管网") })
    // The same content as of another day has a receipt of its own.
    try spool.drop(
      "台账_20260921.csv", Self.head + "1,绿道,城建办,10%,2026-12-31,停工,红\n2,管网,城建办,80%,2026-12-31,无,蓝\n")
    await spool.drain(intake)
    await intake.close()
    let again = try details(3, spool)
    #expect(again.lines.contains("  as of 2026-09-21"))
    #expect(again.lines.contains { $0.hasPrefix("  ledger item 2: 城建办｜管网: blue") })
    let json = again.json.text
    #expect(json.contains(#""rows":{"read":[2,3],"unreadable":[]},"ledger":[{"ledger_item":1,"#))
  }

  @Test(arguments: [([], ""), ([3], "3"), ([2, 3, 4, 6, 8, 9], "2–4, 6, 8–9"), ([5, 4], "4–5")])
  func `row numbers that follow each other are one range`(numbers: [Int], text: String) {
    #expect(ReceiptLedger.ranges(numbers) == text)
  }
}
