import Bulletins
import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// Handlers that are run for announcements get all of them, whatever made them.
@Suite struct AnnouncementHandlerTests {
  private static let ledger =
    "工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n口袋公园,城建办,95%,2025-12-31,无,蓝\n驿站,城建办,100%,2025-12-31,无,蓝\n"

  /// A folder with one handler for all announcements and one for the red ones; each keeps its documents.
  private func folder(_ spool: TemporarySpool) throws -> HandlerFolder {
    let folder = try HandlerFolder(spool)
    let program = { (name: String) in "#!/bin/sh\ncat >> '\(folder.out(name))'\n" }
    try folder.add("all", "each: announcement", program: program("all"))
    try folder.add("reds", "each: announcement\nwhen: {red: true}", program: program("reds"))
    return folder
  }

  @Test func `an item that is red when the same ledger comes again later goes to who gets the red ones`()
    throws
  {
    let spool = try TemporarySpool()
    let folder = try folder(spool)
    try spool.drop("台账_20250901.csv", AnnouncementHandlerTests.ledger)
    try folder.work()
    #expect(folder.lines("reds").isEmpty)
    try spool.drop("台账_20260105.csv", AnnouncementHandlerTests.ledger)
    try folder.work()
    #expect(try spool.receipts().map(\.verdict) == [.accepted, .alias])
    let red = try #require(folder.lines("reds").first)
    #expect(folder.lines("reds").count == 1)
    #expect(red.contains(#""file":"台账_20260105.csv""#), "\(red)")
    #expect(red.contains(#""TRANSITION":"contradiction""#), "\(red)")
    #expect(red.contains(#""item":"驿站""#), "the document lacks what the bulletin says: \(red)")
    #expect(folder.lines("all").contains { $0.contains(#""event":"bulletin-alias""#) })
    // Nothing is delivered again with a new database.
    #expect(try folder.run("rebuild").status == 0)
    try folder.run("courier", "--once")
    #expect(folder.lines("reds").count == 1)
    #expect(try folder.run("audit").status == 0)
  }

  @Test func `a refused file goes to who gets all announcements, without a bulletin`() throws {
    let spool = try TemporarySpool()
    let folder = try folder(spool)
    try spool.drop("空.txt", "")
    try folder.work()
    #expect(try spool.receipts().map(\.verdict) == [.rejected])
    let told = try #require(folder.lines("all").first)
    #expect(told.contains(#""bulletin":null"#) && told.contains(#""BULLETIN_FILE":"空.txt""#), "\(told)")
    #expect(folder.lines("reds").isEmpty)
    #expect(try folder.run("audit").status == 0)
  }
}
