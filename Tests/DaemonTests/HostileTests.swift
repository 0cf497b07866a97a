import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// Content that is made to do harm, through the real program: every way out of it is looked at.
@Suite struct HostileTests {
  /// MemoryMax= of the unit.
  private static let memory = 1 << 30

  /// What a terminal, a reader of JSON or a journal must never get: controls but the line end, and what reorders or hides.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }

  private static func isHarmless(_ text: String, _ what: String, line: Int = #line) {
    let found = Set(text.unicodeScalars.filter(steers).map { String($0.value, radix: 16) })
    #expect(found.isEmpty, "\(what) lets through \(found)")
  }

  /// Runs the program to its end.
  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: CommandTests.program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = try #require(String(validating: data, as: UTF8.self), "\(arguments) prints what is not UTF-8")
    return (process.terminationStatus, text)
  }

  private static func drop(_ files: [String: [UInt8]], into folder: Folder) throws {
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      _ = try folder.create(FileName(name), bytes: bytes, mode: 0o644)
    }
  }

  @Test func `check says of every hostile file what it is, in JSON and in words, and steers nothing`() throws
  {
    let spool = try TemporarySpool()
    let files = HostileFiles.make()
    let folder = try Folder.make(path: spool.root.path + "/hostile", mode: 0o755)
    try HostileTests.drop(files, into: folder)
    let names = files.keys.sorted()
    let paths = names.map { folder.path + "/" + $0 }
    let json = try HostileTests.run(["check", "--json"] + paths)
    #expect([0, 1, EX_DATAERR].contains(json.status))
    HostileTests.isHarmless(json.output, "check --json")
    let lines = json.output.split(separator: "\n")
    #expect(lines.count == names.count)
    for (line, name) in zip(lines, names) {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect((object?["file"] as? String)?.hasSuffix(name) == true, "\(name.debugDescription)")
      if name.hasPrefix("炸弹") || name.hasPrefix("混码") || name.hasPrefix("全零") {
        #expect(object?["verdict"] as? String == "rejected", "\(name)")
        #expect((object?["reason"] as? String)?.isEmpty == false)
      }
    }
    HostileTests.isHarmless(try HostileTests.run(["check"] + paths).output, "check")
    for path in paths.prefix(6) {
      HostileTests.isHarmless(try HostileTests.run(["why", path]).output, "why")
    }
    #expect(
      HostileTests.childrensPeak < HostileTests.memory, "check needs \(HostileTests.childrensPeak >> 20) MiB")
  }

  @Test func `the service takes them in or refuses them within its memory, and forges and steers nothing`()
    throws
  {
    let spool = try TemporarySpool()
    let files = HostileFiles.make()
    let daemon = try RunningDaemon(spool)
    try HostileTests.drop(files, into: Folder(path: spool.configuration.folders.inbox))
    try spool.drop("好.txt", "区督查室\n\n通报\n\n被亮红灯的有1项：北湖路改造项目。\n")
    let deadline = Clock.system.monotonic() + 300
    while !spool.files("inbox").isEmpty, Clock.system.monotonic() < deadline { try daemon.wait("STATUS=") }
    #expect(spool.files("inbox").isEmpty)
    #expect(daemon.peakMemory < HostileTests.memory, "it needs \(daemon.peakMemory >> 20) MiB")
    #expect(daemon.end() == 0)
    HostileTests.isHarmless(daemon.statuses.joined(), "STATUS=")
    if !RunningDaemon.hasJournal {
      HostileTests.isHarmless(daemon.said, "the journal")
      for line in daemon.said.split(separator: "\n") {
        #expect(line.first == "<" && line.dropFirst(2).first == ">" && !line.hasPrefix("<0>"), "\(line)")
      }
    }
    try HostileTests.isSoundOutside(spool)
  }

  /// What the commands show of them, and what stands in the database for the journal.
  private static func isSoundOutside(_ spool: TemporarySpool) throws {
    let configuration = spool.root.appending(path: "running.yaml").path
    for arguments in [
      ["list"], ["list", "--json"], ["status"], ["status", "--json"], ["audit"], ["search", "项目"],
      ["search", "项目", "--json"], ["search", "'); DROP TABLE bulletins; --"],
      ["search", "\" OR 1=1 * NEAR(\"a\" \"b\")"],
      ["search", "title:督查 AND *", "-督查"], ["search", "\u{1B}[31m"], ["show", "' OR 1=1 --"], ["why", "%_*"],
    ] {
      let outcome = try run(arguments + ["--config", configuration])
      #expect(
        [0, EX_NOINPUT, EX_USAGE].contains(outcome.status),
        "\(arguments): \(outcome.status) \(outcome.output.prefix(300))")
      isHarmless(outcome.output, "\(arguments)")
    }
    let store = try Store(readingFrom: spool.configuration.folders.database)
    let receipts = try store.read { try $0.receipts(after: 0, limit: 1000) }
    #expect(receipts.contains { $0.displayName == "好.txt" && $0.red })
    for receipt in receipts where receipt.stamp.size < 100_000 {
      for json in [[], ["--json"]] {
        isHarmless(
          try run(["show", String(receipt.id), "--config", configuration] + json).output,
          "show \(receipt.displayName)")
      }
    }
    for receipt in receipts {
      for entry in try store.read({ try $0.announcements(of: receipt.id) }) {
        for (name, value) in JournalEntry(entry).fields {
          isHarmless(value, "\(name) of \(receipt.displayName)")
          #expect(!value.contains("\n"), "\(name) of \(receipt.displayName) has two lines")
          #expect(
            value.utf8.count < 64 << 10, "\(name) of \(receipt.displayName) has \(value.utf8.count) bytes")
        }
      }
    }
  }

  /// The most memory that a process had which this one has waited for, bytes (getrusage(2)).
  private static var childrensPeak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
