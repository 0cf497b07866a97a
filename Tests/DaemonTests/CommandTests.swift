import Bulletins
import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// The program itself, as a user starts it.
@Suite struct CommandTests {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// `bulletind` lies beside the bundle of the tests.
  static let program = URL(
    filePath: CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
  )
  .deletingLastPathComponent().appending(path: "bulletind").path

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: CommandTests.program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    let errors = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString).err")
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: text, errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  private func configured(_ spool: TemporarySpool) throws -> String {
    let folders = spool.configuration.folders
    let yaml = """
      inbox: \(folders.inbox)
      work: \(folders.work)
      archive: \(folders.archive)
      rejected: \(folders.rejected)
      state: \(folders.state)
      limits: {settle: 0.05}
      """
    let path = spool.root.appending(path: "bulletind.yaml").path
    try Data(yaml.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test func `a digest of a day that lies ahead is printed and not issued`() throws {
    let spool = try TemporarySpool()
    let path = try configured(spool)
    let outcome = try run("digest", "daily", "--date", "2999-01-01", "--publish", "--config", path)
    #expect(outcome.status == EX_USAGE)
    #expect(outcome.errors.contains("2999-01-01 lies ahead of today"))
    #expect(try spool.store.read { try $0.lastDigest(.daily) } == nil)
    #expect(try run("digest", "daily", "--date", "2999-01-01", "--config", path).status == 0)
  }

  @Test func `check prints one object per argument in order, also for what cannot be read`() throws {
    let spool = try TemporarySpool()
    try spool.drop("好.txt", "区财政局完成政府采购项目74项。\n")
    try spool.drop("空.txt", "")
    let missing = spool.path("没有\u{1B}.txt")
    let outcome = try run("check", "--json", spool.path("好.txt"), missing, spool.path("空.txt"))
    #expect(outcome.status == EX_DATAERR)
    #expect(outcome.lines.count == 3)
    let objects = try outcome.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["file"] as? String } == [spool.path("好.txt"), missing, spool.path("空.txt")])
    #expect(objects.map { $0["verdict"] as? String } == ["accepted", "rejected", "rejected"])
    #expect(objects[0]["sha256"] as? String != nil)
    #expect(objects[2]["reason_code"] as? String == "empty")
    #expect(!outcome.output.contains("\u{1B}"))
    let keys = [
      "file", "sha256", "encoding", "kind", "verdict", "reason", "reason_code", "red", "as_of", "route",
    ]
    for key in keys + ["articles", "items"] { #expect(objects.allSatisfy { $0[key] != nil }, "\(key)") }
    #expect(spool.files("inbox") == ["好.txt", "空.txt"])
  }

  @Test func `check tells by its exit status what is worst`() throws {
    let spool = try TemporarySpool()
    try spool.drop("红_20260930.csv", "工作事项,责任单位,完成时限,预警等级\n口袋公园,城建办,2026-12-31,红色\n")
    try spool.drop("好.txt", "区财政局完成政府采购项目74项。\n")
    #expect(try run("check", spool.path("好.txt")).status == 0)
    #expect(try run("check", spool.path("好.txt"), spool.path("没有")).status == EX_NOINPUT)
    #expect(try run("check", spool.path("没有"), spool.path("红_20260930.csv")).status == 1)
    #expect(try run("check").status == EX_USAGE)
    #expect(try run("check", "x", "--as-of", "30.9.2026").status == EX_USAGE)
    #expect(try run("bless").status == EX_USAGE)
  }

  @Test func `run --once takes in what is there, and the queries find it while the daemon is down`() throws {
    let spool = try TemporarySpool()
    let configuration = try configured(spool)
    try spool.drop("页.txt", "区财政局召开督查工作会议,清除小广告1300余张。\n")
    let ran = try run("run", "--once", "--config", configuration)
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(spool.files("inbox").isEmpty)
    #expect(try run("search", "小广告", "--config", configuration).output.contains("«小广告»"))
    #expect(try run("list", "--json", "--config", configuration).lines.count == 1)
    #expect(try run("show", "页.txt", "--config", configuration).output.contains("archived as"))
    #expect(try run("why", "1", "--config", configuration).output.contains("raises no red alert"))
    #expect(try run("status", "--config", configuration).output.contains("not running"))
    let unknown = try run("show", "999", "--config", configuration)
    #expect(unknown.status == EX_NOINPUT)
    #expect(unknown.errors.contains("bulletind list"))
  }

  @Test func `audit leaves with 0 if all agrees, and with 1 and a sentence if a file is gone`() throws {
    let spool = try TemporarySpool()
    let configuration = try configured(spool)
    try spool.drop("页.txt", "区财政局召开督查工作会议,清除小广告1300余张。\n")
    #expect(try run("run", "--once", "--config", configuration).status == 0)
    let sound = try run("audit", "--config", configuration)
    #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
    #expect(sound.lines.last == "no mismatch")
    let file = try #require(spool.files("archive").first)
    try FileManager.default.removeItem(at: spool.root.appending(path: "archive/" + file))
    let unsound = try run("audit", "--json", "--config", configuration)
    #expect(unsound.status == 1)
    #expect(unsound.output.contains(#""kind":"missing-file""#), "\(unsound.output)")
    #expect(unsound.output.contains("put it back from a backup"))
  }

  @Test func `a damaged database is made anew at the start and by rebuild, and said once`() throws {
    let spool = try TemporarySpool()
    let configuration = try configured(spool)
    try spool.drop("红_20260930.csv", "工作事项,责任单位,完成时限,预警等级\n口袋公园,城建办,2026-12-31,红色\n")
    let first = try run("run", "--once", "--config", configuration)
    // Where there is a journal, the entries go there.
    let isHeard = !RunningDaemon.hasJournal
    if isHeard { #expect(first.errors.contains("<1>"), "\(first.errors)") }
    for ending in ["-wal", "-shm"] { unlink(spool.configuration.folders.database + ending) }
    try Data(repeating: 0x41, count: 9_000).write(to: URL(filePath: spool.configuration.folders.database))
    #expect(try run("list", "--config", configuration).status == EX_DATAERR)
    let healed = try run("run", "--once", "--config", configuration)
    #expect(healed.status == 0, "\(healed.errors)")
    if isHeard {
      #expect(healed.errors.contains("<4>the database could not be used"), "\(healed.errors)")
      #expect(!healed.errors.contains("<1>"))
    }
    #expect(try run("list", "--red", "--config", configuration).lines.count == 1)
    let again = try run("run", "--once", "--config", configuration)
    #expect(again.errors.isEmpty, "\(again.errors)")
    let rebuilt = try run("rebuild", "--json", "--config", configuration)
    #expect(rebuilt.status == 0, "\(rebuilt.errors)")
    #expect(rebuilt.output.contains(#""accepted":1"#))
    #expect(try run("audit", "--config", configuration).status == 0)
    let aside = try FileManager.default.contentsOfDirectory(atPath: spool.configuration.folders.state).filter
    {
      $0.hasPrefix("bulletind.db.2") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm")
    }
    #expect(aside.count == 2, "\(aside)")
    let held = try InstanceLock.take(in: Folder(path: spool.configuration.folders.state))
    #expect(try run("rebuild", "--config", configuration).status == EX_TEMPFAIL)
    _ = consume held
    let courier = try InstanceLock.take(in: Folder(path: spool.configuration.folders.state), of: .courier)
    #expect(try run("rebuild", "--config", configuration).status == EX_TEMPFAIL)
    _ = consume courier
  }

  @Test func `a wrong configuration is refused on standard error with file and line`() throws {
    let spool = try TemporarySpool()
    let configuration = try configured(spool)
    #expect(try run("config", "--check", "--config", configuration).status == 0)
    try Data("\ninbx: /a\n".utf8).write(to: URL(filePath: configuration))
    let outcome = try run("config", "--check", "--config", configuration)
    #expect(outcome.status == EX_CONFIG)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("bulletind.yaml:2: unknown key `inbx`; did you mean `inbox`?"))
  }

  @Test func `check and why read with the schemes of the configuration and name them`() throws {
    let spool = try TemporarySpool()
    let configuration = try configured(spool)
    let yaml = try String(contentsOfFile: configuration, encoding: .utf8)
    let file = spool.root.appending(path: "亮牌.txt").path
    try Data("柏川市督查室\n\n亮牌情况通报\n\n各镇：\n\n上半年，东桥镇、西桥镇被评为红牌。\n".utf8).write(to: URL(filePath: file))
    #expect(try run("check", file, "--config", configuration).status == 1)
    try Data((yaml + "\nschemes: {柏川市: 红牌为优}\n").utf8).write(to: URL(filePath: configuration))
    #expect(try run("check", file, "--config", configuration).status == 0)
    let why = try run("why", file, "--config", configuration)
    #expect(why.output.contains("praise here: by the scheme 红牌为优 of the configuration"), "\(why.output)")
    try Data((yaml + "\nschemes: {柏川市: 红牌为忧}\n").utf8).write(to: URL(filePath: configuration))
    let wrong = try run("check", file, "--config", configuration)
    #expect(wrong.status == EX_CONFIG)
    #expect(wrong.errors.contains("`schemes.柏川市` names no scheme; known here: 红黄蓝"), "\(wrong.errors)")
  }

  @Test func `a second daemon with the same state is refused`() throws {
    let spool = try TemporarySpool()
    let configuration = try configured(spool)
    let held = try InstanceLock.take(in: Folder(path: spool.configuration.folders.state))
    let outcome = try run("run", "--once", "--config", configuration)
    #expect(outcome.status == EX_TEMPFAIL)
    #expect(outcome.errors.contains("another bulletind runs"))
    _ = consume held
  }

  @Test(arguments: ["run", "check", "search", "show", "list", "status", "why", "config", "audit", "rebuild"])
  func `every command explains itself with an example`(command: String) throws {
    let outcome = try run(command, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("bulletind \(command)"))
    #expect(outcome.output.contains("Example"))
  }
}
