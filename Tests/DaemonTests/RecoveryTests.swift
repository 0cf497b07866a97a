import Bulletins
import Foundation
import Handlers
import Store
import Testing

@testable import Daemon

/// What stands on the disk when the power goes at each step, and what the next start makes of it.
@Suite struct RecoveryTests {
  /// Goes as far as the commit.
  static func accept(_ spool: TemporarySpool, _ name: String) throws -> (Receipt, Spool, Placement) {
    let folders = try Spool(spool.configuration.folders)
    let inbox = try Folder(path: spool.configuration.folders.inbox)
    var settle = Settle(quiet: 0, quietEmpty: 0)
    let claim = try Claimer(inbox: inbox, limit: 1 << 20).claim(
      FileName(name), whole: true, settle: &settle, now: 0)
    guard case .file(let file) = claim else { throw SystemError("claim", name, code: 0) }
    let candidate = Candidate(
      name: file.name, stamp: file.stamp, content: (file.bytes, file.hash),
      outcome: .init(Reading(), bytes: file.bytes, name: file.name, today: spool.clock.now().localDay),
      claimed: 0)
    let acceptance = Acceptance(
      spool: folders, store: spool.store, runner: HandlerRunner(), clock: spool.clock)
    let receipt = try #require(try acceptance.accept([candidate]).first)
    return (receipt, folders, Placement(spool: folders, store: spool.store))
  }

  private func conserved(_ spool: TemporarySpool, archived: Int, file: String = #fileID, line: Int = #line)
    throws
  {
    #expect(spool.files("archive").count == archived)
    #expect(spool.files("inbox").isEmpty)
    #expect(spool.files("work").isEmpty)
    #expect(try spool.store.read { try $0.unplaced() }.isEmpty)
    #expect(try spool.receipts().filter { $0.verdict == .accepted }.count == archived)
  }

  @Test func `after the commit the start puts the copy in place and clears the inbox`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    _ = try RecoveryTests.accept(spool, "a.txt")
    #expect(spool.files("inbox") == ["a.txt"])
    let intake = try spool.intake()
    try await intake.open()
    await spool.drain(intake)
    try conserved(spool, archived: 1)
    #expect(try spool.receipts().count == 1)
  }

  @Test func `after the copy was placed the start clears the inbox`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    let (receipt, _, placement) = try RecoveryTests.accept(spool, "a.txt")
    try placement.place(receipt, inbox: nil)
    let intake = try spool.intake()
    try await intake.open()
    await spool.drain(intake)
    try conserved(spool, archived: 1)
    #expect(try spool.receipts().count == 1)
  }

  @Test func `after the original was moved aside the start removes it`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    let (receipt, folders, placement) = try RecoveryTests.accept(spool, "a.txt")
    try placement.place(receipt, inbox: nil)
    try Folder(path: spool.configuration.folders.inbox).move(
      FileName("a.txt"), to: folders.work, as: FileName("\(receipt.id)"))
    let intake = try spool.intake()
    try await intake.open()
    await spool.drain(intake)
    try conserved(spool, archived: 1)
    #expect(try spool.receipts().count == 1)
  }

  @Test func `before the commit nothing has happened, and the copy left behind is cleared`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    let folders = try Spool(spool.configuration.folders)
    _ = try folders.staging.create(FileName("left"), bytes: [1], mode: 0o440)
    let intake = try spool.intake()
    try await intake.open()
    #expect(try folders.staging.names().isEmpty)
    await spool.drain(intake)
    try conserved(spool, archived: 1)
  }

  @Test func `a file replaced after it was read is a new bulletin`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "旧的内容。")
    _ = try RecoveryTests.accept(spool, "a.txt")
    try FileManager.default.removeItem(atPath: spool.path("a.txt"))
    try spool.drop("a.txt", "新的内容。")
    let intake = try spool.intake()
    try await intake.open()
    await spool.drain(intake)
    try conserved(spool, archived: 2)
  }

  @Test func `what was written to after it was moved aside goes back and is a new bulletin`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    let (receipt, folders, placement) = try RecoveryTests.accept(spool, "a.txt")
    try placement.place(receipt, inbox: nil)
    let writer = Writer.open(spool.path("a.txt"))
    try Folder(path: spool.configuration.folders.inbox).move(
      FileName("a.txt"), to: folders.work, as: FileName("\(receipt.id)"))
    write(writer, "新的、更长的内容。", 27)
    close(writer)
    let intake = try spool.intake()
    try await intake.open()
    await spool.drain(intake)
    try conserved(spool, archived: 2)
  }

  @Test func `a copy that is gone is made again from the original`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    let (receipt, folders, _) = try RecoveryTests.accept(spool, "a.txt")
    folders.staging.remove(FileName(try #require(receipt.staged)))
    let intake = try spool.intake()
    try await intake.open()
    await spool.drain(intake)
    try conserved(spool, archived: 1)
    #expect(try spool.receipts().count == 1)
  }

  @Test func `a copy that is nowhere is said once and stops nothing`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("a.txt", "内容。")
    try spool.drop("b.txt", "别的内容。")
    let (receipt, folders, _) = try RecoveryTests.accept(spool, "a.txt")
    folders.staging.remove(FileName(try #require(receipt.staged)))
    try FileManager.default.removeItem(atPath: spool.path("a.txt"))
    for _ in 0..<2 {
      let intake = try spool.intake()
      try await intake.open()
      await spool.drain(intake)
    }
    #expect(spool.files("archive").map { $0.split(separator: "/").last } == ["b.txt"])
    let said = try spool.store.read { try $0.announcements(of: receipt.id) }
    #expect(said.filter { $0.announcement.event == .archiveIncomplete }.count == 1)
  }

  @Test func `a manifest line that a crash cut off does not swallow the next`() throws {
    let spool = try TemporarySpool()
    let folder = try Folder.make(path: spool.root.path + "/day", mode: 0o750)
    try Manifest.append(["{\"sequence\":1}\n"], in: folder)
    let file = try folder.append(to: Manifest.name, mode: 0o640)
    try file.write(Array("{\"sequ".utf8), path: "")
    try Manifest.append(["{\"sequence\":2}\n"], in: folder)
    let text = try String(contentsOfFile: spool.root.path + "/day/.manifest.jsonl", encoding: .utf8)
    #expect(text == "{\"sequence\":1}\n{\"sequ\n{\"sequence\":2}\n")
  }
}
