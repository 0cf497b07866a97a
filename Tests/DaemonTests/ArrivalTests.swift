import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// A way in which files come, and what becomes of them: the rows of docs/arrivals.md, with real processes.
struct Arrival: Sendable {
  /// The first column of docs/arrivals.md.
  var kind: String
  /// A shell script in the inbox; `$OUT` is a folder beside it, on the same file system.
  var script: String
  /// The programs that it needs.
  var needs: [String] = []
  /// True if only root can do it.
  var needsRoot = false
  /// The inbox names that are accepted, those that are aliases, and those that are refused with their codes.
  var accepted: [String] = []
  var aliases: [String] = []
  var rejected: [String: String] = [:]
  /// What stays in the inbox.
  var stays: [String] = []

  var canRun: Bool {
    (!needsRoot || geteuid() == 0)
      && needs.allSatisfy { name in ["/usr/bin/", "/bin/"].contains { access($0 + name, X_OK) == 0 } }
  }

  /// 84 characters of three bytes and three bytes more: NAME_MAX.
  private static let longest = String(repeating: "长", count: 84) + ".tx"

  static let all: [Arrival] = [
    Arrival(
      kind: "rename", script: "echo 改名投递。 > $OUT/a; mv $OUT/a 改名.txt", accepted: ["改名.txt"]),
    Arrival(kind: "copy", script: "echo 复制投递。 > $OUT/a; cp $OUT/a 复制.txt", accepted: ["复制.txt"]),
    Arrival(
      kind: "rsync", script: "echo 同步投递。 > $OUT/同步.txt; rsync -a $OUT/同步.txt ./", needs: ["rsync"],
      accepted: ["同步.txt"]),
    Arrival(
      kind: "hard link to a file elsewhere",
      script: "echo 链接投递。 > $OUT/a; ln $OUT/a 硬链接.txt", accepted: ["硬链接.txt"]),
    Arrival(
      kind: "O_TMPFILE and linkat",
      script: """
        python3 -c "import os
        f = os.open('.', os.O_TMPFILE | os.O_RDWR, 0o644)
        os.write(f, '无名投递。'.encode())
        os.link(f'/proc/self/fd/{f}', '无名.txt', dst_dir_fd=os.open('.', os.O_RDONLY))
        os.close(f)"
        """, needs: ["python3"], accepted: ["无名.txt"]),
    Arrival(
      kind: "preserved times", script: "echo 旧时间。 > $OUT/a; touch -d 2001-01-01 $OUT/a; cp -p $OUT/a 旧时间.txt",
      accepted: ["旧时间.txt"]),
    Arrival(
      kind: "times in the future", script: "echo 新时间。 > a; touch -d 2101-01-01 a; mv a 新时间.txt",
      accepted: ["新时间.txt"]),
    Arrival(
      kind: "two names of one file", script: "echo 两个名字。 > $OUT/a; ln $OUT/a 一.txt; ln $OUT/a 二.txt",
      accepted: ["一.txt"], aliases: ["二.txt"]),
    Arrival(
      kind: "the longest name", script: "echo 名字很长。 > $OUT/a; mv $OUT/a \(longest)", accepted: [longest]),
    Arrival(
      kind: "newline, escape and bidi override in a name",
      script: "echo 怪名字。 > \"$(printf 'a\\nb\\033[31m\\342\\200\\256c.txt')\"",
      accepted: ["a\nb\u{1B}[31m\u{202E}c.txt"]),
    Arrival(
      kind: "name that is not UTF-8", script: "echo 乱码名。 > \"$(printf '\\377\\376x.txt')\"",
      accepted: [String(decoding: [0xFF, 0xFE] + Array("x.txt".utf8), as: UTF8.self)]),
    Arrival(
      kind: "names of unfinished files",
      script:
        "for n in .hidden a.part b.crdownload '~$c.docx' d.TMP e.txt~ .f.txt.Xy12; do echo 未完。 > \"$n\"; done",
      stays: [".hidden", "a.part", "b.crdownload", "~$c.docx", "d.TMP", "e.txt~", ".f.txt.Xy12"]),
    Arrival(
      kind: "unfinished name, then the final one",
      script: "echo 下载完成。 > 报告.txt.part; mv 报告.txt.part 报告.txt", accepted: ["报告.txt"]),
    Arrival(kind: "folder", script: "mkdir 文件夹; echo 里面。 > 文件夹/a.txt", stays: ["文件夹/a.txt"]),
    Arrival(
      kind: "folder that is moved in", script: "mkdir $OUT/d; echo 里面。 > $OUT/d/a.txt; mv $OUT/d 整夹",
      stays: ["整夹/a.txt"]),
    Arrival(
      kind: "nothing in it", script: "touch $OUT/a; mv $OUT/a 空.txt", rejected: ["空.txt": "empty"]),
    Arrival(
      kind: "sparse file of 10 GB", script: "truncate -s 10G 稀疏.txt", needs: ["truncate"],
      rejected: ["稀疏.txt": "too-big"]),
    Arrival(kind: "FIFO", script: "mkfifo 管道", rejected: ["管道": "fifo"]),
    Arrival(
      kind: "socket", script: "python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('s')\"",
      needs: ["python3"],
      rejected: ["s": "socket"]),
    Arrival(
      kind: "device", script: "mknod 设备 c 1 3", needsRoot: true, rejected: ["设备": "device"]),
    Arrival(
      kind: "symbolic link out of the inbox",
      script: "ln -s /etc/hostname 出去; ln -s ../../../../etc/passwd 出去二",
      rejected: ["出去": "link", "出去二": "link"]),
    Arrival(
      kind: "symbolic links in a circle", script: "ln -s 甲 乙; ln -s 乙 甲; ln -s . 自己",
      rejected: ["甲": "link", "乙": "link", "自己": "link"]),
    Arrival(
      kind: "mode 000", script: "echo 不可读。 > a; chmod 000 a; mv a 不可读.txt",
      rejected: ["不可读.txt": "unreadable"]),
  ]
}

@Suite struct ArrivalTests {
  /// Runs a script in the inbox.
  private static func shell(_ script: String, in spool: TemporarySpool) throws -> Process {
    let out = spool.root.appending(path: "out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-euc", script]
    process.currentDirectoryURL = URL(filePath: spool.configuration.folders.inbox)
    process.environment = ProcessInfo.processInfo.environment.merging(["OUT": out.path]) { $1 }
    return process
  }

  private static func run(_ script: String, in spool: TemporarySpool) throws {
    let process = try shell(script, in: spool)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(script)")
  }

  private static func receipts(_ spool: TemporarySpool) throws -> [Receipt] {
    try Store(readingFrom: spool.configuration.folders.database).read {
      try $0.receipts(after: 0, limit: 1000)
    }
  }

  private static func isSound(_ spool: TemporarySpool) throws {
    let store = try Store(readingFrom: spool.configuration.folders.database)
    let audit = try Audit(configuration: spool.configuration, store: store, reader: nil)
    #expect(audit.mismatches == [])
  }

  @Test func `each kind of arrival has the outcome that docs/arrivals.md promises`() throws {
    let documented = try String(contentsOfFile: Project.path("docs/arrivals.md"), encoding: .utf8)
    for arrival in Arrival.all {
      #expect(documented.contains("\n| \(arrival.kind) |"), "docs/arrivals.md has no row “\(arrival.kind)”")
    }
    let arrivals = Arrival.all.filter(\.canRun)
    let spool = try TemporarySpool()
    let daemon = try RunningDaemon(spool, settings: "limits: {settle: 0.2}")
    for arrival in arrivals {
      // What another name leads to is not written again.
      try ArrivalTests.run("rm -rf $OUT/*; " + arrival.script, in: spool)
    }
    let taken = arrivals.map { $0.accepted.count + $0.aliases.count }.reduce(0, +)
    let refused = arrivals.map(\.rejected.count).reduce(0, +)
    try daemon.wait(" \(taken) accepted, \(refused) rejected")
    // A file of our own behind them: when that is taken, what waits does so for good.
    try spool.drop("最后.txt", "最后一份。")
    try daemon.wait(" \(taken + 1) accepted, \(refused) rejected")
    #expect(daemon.end() == 0)
    let receipts = try ArrivalTests.receipts(spool)
    for arrival in arrivals { ArrivalTests.compare(arrival, receipts) }
    #expect(spool.files("inbox") == arrivals.flatMap(\.stays).sorted())
    #expect(spool.files("work").isEmpty)
    try ArrivalTests.isSound(spool)
  }

  private static func compare(_ arrival: Arrival, _ receipts: [Receipt]) {
    func verdicts(_ name: String) -> [Receipt] {
      receipts.filter { String(decoding: $0.name, as: UTF8.self) == name }
    }
    let taken = (arrival.accepted + arrival.aliases).flatMap(verdicts)
    // Which of two names of one file comes first is the kernel's.
    #expect(taken.filter { $0.verdict == .accepted }.count == arrival.accepted.count, "\(arrival.kind)")
    #expect(taken.filter { $0.verdict == .alias }.count == arrival.aliases.count, "\(arrival.kind)")
    for (name, code) in arrival.rejected {
      #expect(verdicts(name).map(\.reasonCode) == [code], "\(arrival.kind)")
    }
    for name in arrival.stays { #expect(verdicts(name).isEmpty, "\(arrival.kind)") }
  }

  @Test(arguments: [
    "f = open('慢.txt', 'w'); f.write('前半。'); f.flush(); wait(); f.write('后半。'); f.close()",
    """
    f = open('慢.txt', 'w+b'); f.truncate(18); import mmap
    m = mmap.mmap(f.fileno(), 18); f.close(); m[:9] = '前半。'.encode()
    wait(); m[9:] = '后半。'.encode(); m.close()
    """,
  ])
  func `a slow writer, and one with a mapping, is waited for`(program: String) throws {
    let spool = try TemporarySpool()
    let daemon = try RunningDaemon(spool)
    let script = "python3 -c \"$PROGRAM\""
    let writer = try ArrivalTests.shell(script, in: spool)
    let (input, output) = (Pipe(), Pipe())
    let wait = "import sys\ndef wait():\n  print('half', flush=True); sys.stdin.readline()\n"
    writer.environment?["PROGRAM"] = wait + program
    writer.standardInput = input
    writer.standardOutput = output
    try writer.run()
    var told = Data()
    while told.last != UInt8(ascii: "\n") {
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { break }
      told += piece
    }
    #expect(told == Data("half\n".utf8))
    // What comes meanwhile is taken, the unfinished file is not.
    try spool.drop("别的.txt", "别的内容。")
    try daemon.wait("1 accepted")
    #expect(spool.files("inbox") == ["慢.txt"])
    try input.fileHandleForWriting.write(contentsOf: Data("go\n".utf8))
    try daemon.wait("2 accepted")
    writer.waitUntilExit()
    #expect(daemon.end() == 0)
    let file = try #require(spool.files("archive").first { $0.hasSuffix("慢.txt") })
    let text = try String(contentsOf: spool.root.appending(path: "archive/" + file), encoding: .utf8)
    #expect(text == "前半。后半。")
    try ArrivalTests.isSound(spool)
  }

  @Test func `closed, opened again and appended to: one bulletin if in time, and never a half one lost`()
    throws
  {
    let spool = try TemporarySpool()
    let daemon = try RunningDaemon(spool, settings: "limits: {settle: 1.5}")
    try ArrivalTests.run("for i in 1 2 3 4 5; do echo 第${i}行。 >> 追加.txt; done", in: spool)
    try daemon.wait("1 accepted")
    try ArrivalTests.run("echo 第6行。 >> 追加.txt", in: spool)
    try daemon.wait("2 accepted")
    #expect(daemon.end() == 0)
    let texts = try spool.files("archive").map {
      try String(contentsOf: spool.root.appending(path: "archive/" + $0), encoding: .utf8)
    }
    #expect(texts.sorted() == ["第1行。\n第2行。\n第3行。\n第4行。\n第5行。\n", "第6行。\n"])
    try ArrivalTests.isSound(spool)
  }

  @Test func `a file that is replaced again and again is never read half, and its last version is taken`()
    throws
  {
    let spool = try TemporarySpool()
    let daemon = try RunningDaemon(spool)
    try ArrivalTests.run(
      "for i in $(seq 300); do echo \"版本$i 版本$i 版本$i\" > $OUT/v; mv -f $OUT/v 替换.txt; done", in: spool)
    try spool.drop("最后.txt", "最后一份。")
    let deadline = Clock.system.monotonic() + 60
    while !spool.files("inbox").isEmpty, Clock.system.monotonic() < deadline { try daemon.wait("STATUS=") }
    #expect(daemon.end() == 0)
    let texts = try spool.files("archive").filter { $0.contains("替换") }.map {
      try String(contentsOf: spool.root.appending(path: "archive/" + $0), encoding: .utf8)
    }
    #expect(texts.contains("版本300 版本300 版本300\n"))
    #expect(texts.allSatisfy { $0.hasSuffix("\n") && Set($0.dropLast().split(separator: " ")).count == 1 })
    #expect(Set(texts).count == texts.count)
    try ArrivalTests.isSound(spool)
  }
}
