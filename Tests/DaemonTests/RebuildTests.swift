import Foundation
import Glibc
import Handlers
import Store
import Testing

@testable import Daemon

@Suite struct RebuildTests {
  private static func ledger(_ note: String) -> String {
    "工作事项,责任单位,完成时限,存在问题,预警等级\n口袋公园,城建办,2026-12-31,无,红色\n绿道,城建办,2026-12-31,\(note),红色\n"
  }

  /// Everything that may be: a page, a revision, an alias, taken and strange names, refused files, over three days.
  private func filled() async throws -> TemporarySpool {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("台账_20260930.csv", RebuildTests.ledger("无"))
    try spool.drop("页.txt", "区财政局督查工作。\n清除小广告1300余张。\n")
    try spool.drop("空.txt", "")
    mkfifo(spool.path("fifo"), 0o644)
    await spool.drain(intake)
    spool.advance(86_400)
    try spool.drop("台账_20260930.csv", RebuildTests.ledger("停工"))
    try spool.drop("再_20261001.txt", "区财政局督查工作。\n清除小广告1300余张。\n")
    let inbox = try Folder(path: spool.configuration.folders.inbox)
    _ = try inbox.create(FileName([0xFF, 0x41]), bytes: Array("名字不是文字。\n".utf8), mode: 0o644)
    await spool.drain(intake)
    spool.advance(86_400)
    for text in ["第一份。", "第二份。", "第三份。"] {
      try spool.drop("日报.txt", text)
      await spool.drain(intake)
    }
    try spool.drop(String(repeating: "长", count: 84) + ".t", "很长的名字。")
    try spool.drop("空.txt", "")
    await spool.drain(intake)
    await intake.close()
    return spool
  }

  private func deliver(_ spool: TemporarySpool, _ store: Store) async throws {
    let delivery = Delivery(store: store, port: spool.journal, clock: spool.clock, rate: 1_000_000, boot: "a")
    try await delivery.open()
    _ = try await delivery.drain()
  }

  private func rebuild(_ spool: TemporarySpool) throws -> Rebuild.Report {
    try Rebuild(configuration: spool.configuration, clock: spool.clock, marksCrashes: false).run()
  }

  private func open(_ spool: TemporarySpool) throws -> DatabaseOpening.Opened {
    try DatabaseOpening(configuration: spool.configuration, clock: spool.clock).open()
  }

  private func alerts(_ spool: TemporarySpool) -> [String?] {
    spool.journal.entries(.transition).filter { $0.priority == .alert }.map { entry in
      entry.fields.first { $0.0 == "DELIVERY_ID" }?.1
    }
  }

  @Test func `the rebuilt database holds the same, announces nothing, and audits without a mismatch`()
    async throws
  {
    let spool = try await filled()
    try await deliver(spool, spool.store)
    let path = spool.configuration.folders.database
    let before = try DatabaseDump.of(path)
    let told = alerts(spool).count
    #expect(told == 2)
    let old = DatabaseIdentity(path: path)
    let report = try rebuild(spool)
    // Whoever has the old one open can tell.
    #expect(old != nil && DatabaseIdentity(path: path) != old)
    #expect(report.remarks == [])
    #expect(report.outstanding == 0)
    #expect((report.accepted, report.aliases, report.rejected) == (8, 1, 3))
    let after = try DatabaseDump.of(path)
    #expect(Set(after.keys) == Set(before.keys))
    for table in before.keys.sorted() { #expect(after[table] == before[table], "\(table)") }
    let store = try Store(path: path)
    try await deliver(spool, store)
    #expect(alerts(spool).count == told)
    #expect(try store.read { try $0.search(SearchQuery(["小广告"]), limit: 5) }.count == 1)
    let audit = try Audit(configuration: spool.configuration, store: store, reader: nil)
    #expect(audit.mismatches == [])
    // The old one is beside it, whole.
    let aside = try #require(report.aside)
    #expect(aside.contains("bulletind.db.20261002T"))
    #expect(try DatabaseDump.of(aside) == before)
  }

  @Test func `what comes after a rebuild goes on where the old database ended`() async throws {
    let spool = try await filled()
    let last = try #require(try spool.receipts().last).id
    _ = try rebuild(spool)
    let store = try Store(path: spool.configuration.folders.database)
    let intake = try spool.intake(store: store)
    try await intake.open()
    try spool.drop("新.txt", "新的内容。")
    try spool.drop("旧.txt", "第二份。")
    await spool.drain(intake)
    let receipts = try store.read { try $0.receipts(after: last, limit: 10) }
    #expect(receipts.map(\.id) == [last + 1, last + 2])
    #expect(Set(receipts.map(\.verdict)) == [.accepted, .alias])
  }

  @Test func `what was outstanding is outstanding again, and is told once`() async throws {
    let spool = try await filled()
    #expect(alerts(spool).isEmpty)
    let report = try rebuild(spool)
    #expect(report.outstanding > 10)
    let store = try Store(path: spool.configuration.folders.database)
    try await deliver(spool, store)
    #expect(alerts(spool).count == 2)
    try await deliver(spool, store)
    #expect(alerts(spool).count == 2)
  }

  @Test(arguments: ["garbage", "header", "empty", "gone", "marked"])
  func `a damaged or lost database is found at the start, set aside and made anew`(damage: String)
    async throws
  {
    let spool = try await filled()
    try await deliver(spool, spool.store)
    let path = spool.configuration.folders.database
    let before = try DatabaseDump.of(path)
    try spool.store.close()
    for ending in ["-wal", "-shm"] { unlink(path + ending) }
    switch damage {
    case "garbage":
      let file = try FileHandle(forUpdating: URL(filePath: path))
      for page in 4..<12 {
        try file.seek(toOffset: UInt64(page * 4096))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
      }
      try file.close()
    case "header":
      try Data("no database at all, but long enough to be looked at".utf8).write(to: URL(filePath: path))
    case "empty": try Data().write(to: URL(filePath: path))
    case "gone": unlink(path)
    default: DatabaseOpening.noteDamage("SQLite error 11: malformed", in: spool.configuration.folders.state)
    }
    let opened = try open(spool)
    let rebuilt = try #require(opened.rebuilt)
    #expect(!rebuilt.reason.isEmpty)
    #expect(try DatabaseDump.of(path) == before)
    if damage == "gone" { #expect(rebuilt.report.aside == nil) } else { #expect(rebuilt.report.aside != nil) }
    try await deliver(spool, opened.store)
    #expect(alerts(spool).count == 2)
    // The next start finds nothing wrong.
    try DatabaseOpening.noteEnd(in: opened.store)
    try opened.store.close()
    #expect(try open(spool).rebuilt == nil)
  }

  @Test func `a handler that was held is held after a rebuild, with what it had not got`() async throws {
    let spool = try TemporarySpool()
    var configuration = spool.configuration
    configuration.router = Router(handlers: [
      ExternalHandler(name: "mailer", command: ["/bin/true"], folder: "/")
    ])
    let intake = try spool.intake(router: configuration.router)
    try await intake.open()
    let since = spool.clock.now()
    _ = try spool.store.write { try $0.hold("mailer", at: since) }
    try spool.drop("日报.txt", "第一份。")
    await spool.drain(intake)
    await intake.close()
    _ = try Rebuild(configuration: configuration, clock: spool.clock, marksCrashes: false).run()
    let store = try Store(path: configuration.folders.database)
    let summary = try store.read { try $0.deliverySummaries(known: [], at: since) }
    #expect(summary.map(\.handler) == ["mailer"])
    #expect(summary.first?.heldSince == since)
    #expect(summary.first?.counts == [.held: 1])
  }

  @Test func `a new daemon, and one that was killed, rebuild nothing`() async throws {
    let spool = try TemporarySpool()
    #expect(try open(spool).rebuilt == nil)
    let full = try await filled()
    #expect(try open(full).rebuilt == nil)
    #expect(try open(full).rebuilt == nil)
  }

  @Test func `a line that a crash left before its commit counts for nothing`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let day = try Folder.make(path: spool.configuration.folders.archive + "/2026/09/30", mode: 0o750)
    var lost = Receipt(
      hash: String(repeating: "0", count: 64), verdict: .accepted, name: Array("丢.txt".utf8),
      path: Array("2026/09/30/丢.txt".utf8), received: spool.clock.now(),
      stamp: FileStamp(device: 0, inode: 0, size: 3, modified: 0, changed: 0))
    // The first number was given to a file whose commit did not come; the second to one that came again later.
    try Manifest.append([Manifest.line(for: lost, id: 1, originalHash: nil, revisedHash: nil)], in: day)
    lost.name = Array("b.txt".utf8)
    lost.path = Array("2026/09/30/b.txt".utf8)
    lost.hash = Digest.hex(of: Array("内容二。".utf8))
    try Manifest.append([Manifest.line(for: lost, id: 1, originalHash: nil, revisedHash: nil)], in: day)
    spool.advance(1)
    try spool.drop("a.txt", "内容一。")
    await spool.drain(intake)
    try spool.drop("b.txt", "内容二。")
    await spool.drain(intake)
    let before = try DatabaseDump.of(spool.configuration.folders.database)
    let report = try rebuild(spool)
    #expect(try DatabaseDump.of(spool.configuration.folders.database) == before)
    #expect(report.remarks.count == 1)
    #expect(report.remarks.first?.contains("丢.txt") ?? false)
  }

  @Test func `what was committed and not put in place is placed, and told if the journal does not have it`()
    async throws
  {
    let spool = try TemporarySpool()
    try spool.drop("台账.csv", RebuildTests.ledger("无"))
    _ = try RecoveryTests.accept(spool, "台账.csv")
    try spool.store.close()
    try Data().write(to: URL(filePath: spool.configuration.folders.database))
    unlink(spool.configuration.folders.database + "-wal")
    let opened = try open(spool)
    #expect(opened.rebuilt?.report.accepted == 1)
    let intake = try spool.intake(store: opened.store)
    try await intake.open()
    await spool.drain(intake)
    #expect(spool.files("archive") == ["2026/09/30/台账.csv"])
    #expect(spool.files("inbox").isEmpty)
    #expect(try opened.store.read { try $0.verdictCounts() } == [.accepted: 1])
    try await deliver(spool, opened.store)
    #expect(alerts(spool).count == 2)
  }

  @Test func `without its manifest an archived file is taken by its name and time, and gets a line`()
    async throws
  {
    let spool = try await filled()
    for day in ["2026/09/30", "2026/10/01", "2026/10/02"] {
      unlink(spool.configuration.folders.archive + "/\(day)/.manifest.jsonl")
    }
    let report = try rebuild(spool)
    #expect(report.accepted == 8)
    #expect(report.remarks.count == 8)
    let store = try Store(path: spool.configuration.folders.database)
    #expect(try store.read { try $0.search(SearchQuery(["小广告"]), limit: 5) }.count == 1)
    #expect(try Audit(configuration: spool.configuration, store: store, reader: nil).mismatches == [])
    #expect(try rebuild(spool).remarks == [])
  }

  @Test func `a file that is missing or was changed is told, and the others come again`() async throws {
    let spool = try await filled()
    let folder = spool.configuration.folders.archive + "/2026/09/30/"
    unlink(folder + "页.txt")
    let report = try rebuild(spool)
    #expect(report.accepted == 7)
    #expect(report.aliases == 0)
    #expect(report.remarks.filter { $0.contains("put it back from a backup") }.count == 2)
  }

  @Test func `a database found damaged while in use is noted, so that the next start makes it anew`()
    async throws
  {
    let spool = try await filled()
    let path = spool.configuration.folders.database
    let noted = Orders()
    let intake = try spool.intake(onDamage: noted.damaged)
    try await intake.open()
    // Another connection's commit makes the daemon's read its pages again.
    try DatabaseByHand.execute("PRAGMA user_version = 7", spool)
    for name in [path, path + "-wal"] {
      let file = try FileHandle(forUpdating: URL(filePath: name))
      let size = try file.seekToEnd()
      for offset in stride(from: 4096, to: size, by: 4096) {
        try file.seek(toOffset: offset)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
      }
      try file.close()
    }
    try spool.drop("新.txt", "新的内容。")
    await spool.drain(intake)
    let damage = try #require(noted.damage)
    #expect(damage.isDamaged)
    #expect(spool.journal.entries(.databaseTrouble).count == 1)
    DatabaseOpening.noteDamage(damage.cause, in: spool.configuration.folders.state)
    let opened = try open(spool)
    #expect(opened.rebuilt != nil)
    #expect(spool.files("inbox") == ["新.txt"])
  }
}
