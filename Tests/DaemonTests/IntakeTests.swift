import Bulletins
import CLinux
import Foundation
import Glibc
import Handlers
import Store
import Testing

@testable import Daemon

@Suite struct IntakeTests {
  @Test func `a dropped file is archived, read-only, found again and told once`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("页.txt", "区财政局督查工作。\n")
    await spool.drain(intake)
    #expect(spool.files("inbox").isEmpty)
    #expect(spool.files("archive") == ["2026/09/30/页.txt"])
    let attributes = try FileManager.default.attributesOfItem(
      atPath: spool.configuration.folders.archive + "/2026/09/30/页.txt")
    #expect(attributes[.posixPermissions] as? Int == 0o440)
    #expect(try spool.store.read { try $0.search(SearchQuery(["督查"]), limit: 5) }.count == 1)
    #expect(try spool.receipts().map(\.verdict) == [.accepted])
    #expect(try spool.store.read { try $0.unplaced() }.isEmpty)
  }

  @Test func `the same content again is an alias and the copy is kept once`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("a.txt", "同样的内容。")
    try spool.drop("b.txt", "同样的内容。")
    await spool.drain(intake)
    try spool.drop("c.txt", "同样的内容。")
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.verdict) == [.accepted, .alias, .alias])
    #expect(spool.files("archive").count == 1)
    #expect(spool.files("inbox").isEmpty)
    let aliases = try spool.store.read { try $0.aliases(of: 1) }
    #expect(aliases.map(\.displayName) == ["b.txt", "c.txt"])
  }

  @Test func `a taken name gets the beginning of the hash, never another file's place`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    for text in ["第一份。", "第二份。", "第三份。"] {
      try spool.drop("日报.txt", text)
      await spool.drain(intake)
    }
    let files = spool.files("archive")
    #expect(files.count == 3)
    #expect(files.contains("2026/09/30/日报.txt"))
    #expect(files.filter { $0.contains("日报.txt~") }.count == 2)
  }

  @Test func `what cannot be a bulletin is refused with its reason beside it`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("空.txt", "")
    try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]).write(
      to: URL(filePath: spool.path("图.txt")))
    try Data([0xC4, 0xE3, 0xBA, 0x80, 0x20, 0xFF, 0xFF]).write(to: URL(filePath: spool.path("坏.txt")))
    mkfifo(spool.path("fifo"), 0o644)
    symlink("/etc/hostname", spool.path("link"))
    try spool.drop("secret.txt", "读不到。")
    chmod(spool.path("secret.txt"), 0)
    await spool.drain(intake)
    #expect(spool.files("inbox").isEmpty)
    let names = ["fifo", "link", "secret.txt", "图.txt", "坏.txt", "空.txt"]
    #expect(Set(spool.files("rejected")) == Set(names + names.map { $0 + ".reason.txt" }))
    let receipts = try spool.receipts()
    #expect(receipts.allSatisfy { $0.verdict == .rejected && !($0.reason ?? "").isEmpty && !$0.placing })
    let codes = Dictionary(uniqueKeysWithValues: receipts.map { ($0.displayName, $0.reasonCode) })
    #expect(codes["fifo"] == "fifo")
    #expect(codes["link"] == "link")
    #expect(codes["空.txt"] == "empty")
    #expect(codes["图.txt"] == "binary")
    #expect(codes["secret.txt"] == "unreadable")
  }

  @Test func `a file that is too big is refused without being read`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("大.txt", "x")
    truncate(spool.path("大.txt"), 10 << 30)
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.reasonCode) == ["too-big"])
    #expect(spool.files("rejected").count == 2)
  }

  @Test func `a folder stays and is said once`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    mkdir(spool.path("扫描件"), 0o755)
    for _ in 0..<3 { await spool.drain(intake) }
    #expect(spool.journal.entries(.folderLeft).count == 1)
    #expect(FileManager.default.fileExists(atPath: spool.path("扫描件")))
  }

  @Test func `unfinished files of other programs are left alone`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let names = [".hidden", "a.part", "b.crdownload", "~$c.docx", "d.TMP", "e.txt~"]
    for name in names { try spool.drop(name, "内容。") }
    await spool.drain(intake)
    #expect(Set(spool.files("inbox")) == Set(names))
    #expect(try spool.receipts().isEmpty)
  }

  @Test func `a file that somebody writes to waits until it is closed`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let path = spool.path("慢.txt")
    let writer = Writer.open(path)
    write(writer, "前半", 6)
    await spool.drain(intake)
    #expect(try spool.receipts().isEmpty)
    write(writer, "后半", 6)
    close(writer)
    await spool.drain(intake)
    #expect(try spool.receipts().count == 1)
    #expect(try spool.store.read { try $0.search(SearchQuery(["前半后半"]), limit: 5) }.count == 1)
  }

  @Test func `a file with a writable mapping waits until it is unmapped`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("映.txt", "映射中。")
    let file = Writer.open(spool.path("映.txt"))
    let memory = try #require(mmap(nil, 12, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0))
    close(file)
    await spool.drain(intake)
    #expect(try spool.receipts().isEmpty)
    munmap(memory, 12)
    await spool.drain(intake)
    #expect(try spool.receipts().count == 1)
  }

  @Test func `names of any bytes and of any length arrive`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let long = String(repeating: "长", count: 84)
    let folder = try Folder(path: spool.configuration.folders.inbox)
    let names: [[UInt8]] = [
      Array((long + ".t").utf8), [0xFF, 0xFE, 0x41], Array("line\nbreak.txt".utf8),
      Array("a\u{202E}b.txt".utf8),
    ]
    for (index, name) in names.enumerated() {
      _ = try folder.create(FileName(name), bytes: Array("内容\(index)。".utf8), mode: 0o644)
    }
    await spool.drain(intake)
    #expect(try Set(spool.receipts().map(\.name)) == Set(names))
    #expect(try spool.receipts().allSatisfy { $0.verdict == .accepted })
    #expect(
      try spool.receipts().allSatisfy { receipt in
        !receipt.displayName.unicodeScalars.contains { $0.mustBeEscaped }
      })
    // The same long names with other content need a suffix.
    for (index, name) in names.enumerated() {
      _ = try folder.create(FileName(name), bytes: Array("别的\(index)。".utf8), mode: 0o644)
    }
    await spool.drain(intake)
    #expect(try spool.receipts().count == 8)
    #expect(spool.files("inbox").isEmpty)
  }

  @Test
  func `the schemes of a new configuration count from the next bulletin on, and no red of praise alerts`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let text = "柏川市督查室\n\n亮牌情况通报\n\n各镇：\n\n上半年，东桥镇、西桥镇被评为红牌。\n"
    let table = "\n项目,责任单位,亮牌\n甲路,东桥镇,红牌\n乙桥,西桥镇,黄牌\n"
    try spool.drop("一.txt", text + table)
    await spool.drain(intake)
    var configuration = spool.configuration
    let scheme = try #require(Scheme.named("红牌为优"))
    configuration.schemes = Schemes(units: ["柏川市": scheme])
    await intake.reconfigure(configuration)
    try spool.drop("二.txt", text + table + "\n")
    await spool.drain(intake)
    let receipts = try spool.receipts()
    #expect(receipts.map(\.red) == [true, false])
    let last = try #require(receipts.last)
    let kept = try spool.store.read { try $0.bulletin(of: last) }
    #expect(!kept.isRed && kept.items.first?.isPraised == true)
    let alerts = try spool.store.read { try $0.announcements(of: last.id) }.filter {
      $0.announcement.priority == .alert
    }
    #expect(alerts.isEmpty)
  }

  @Test func `a failing handler does not hold up the bulletin`() async throws {
    struct Broken: Handler {
      struct Trouble: Error {}
      let name = "broken"
      func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
        throw Trouble()
      }
    }
    let spool = try TemporarySpool()
    let intake = try spool.intake(handlers: [Broken(), .summary, .index])
    try await intake.open()
    try spool.drop("a.txt", "督查工作。")
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.verdict) == [.accepted])
    let states = try spool.store.read { try $0.effects(of: 1) }
    #expect(states.map(\.handler) == ["broken", "index", "summary"])
    #expect(states.map(\.state) == [.failed, .done, .done])
  }

  @Test func `a corrected file of the same name, unit and day is a revision and repeats no alert`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    func ledger(_ note: String) -> String {
      "工作事项,责任单位,完成时限,存在问题,预警等级\n口袋公园,城建办,2026-12-31,无,红色\n绿道,城建办,2026-12-31,\(note),红色\n"
    }
    try spool.drop("台账_20260930.csv", ledger("无"))
    await spool.drain(intake)
    try spool.drop("台账_20260930.csv", ledger("停工"))
    await spool.drain(intake)
    let receipts = try spool.receipts()
    #expect(receipts.map(\.revises) == [nil, 1])
    let first = try spool.store.read { try $0.announcements(of: 1) }.filter {
      $0.announcement.priority == .alert
    }
    let second = try spool.store.read { try $0.announcements(of: 2) }.filter {
      $0.announcement.priority == .alert
    }
    #expect(first.count == 2)
    #expect(second.isEmpty)
  }
}

/// open(2) for writing, creating; the variadic call does not import.
enum Writer {
  static func open(_ path: String) -> Int32 {
    linux_openat(AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
  }
}
