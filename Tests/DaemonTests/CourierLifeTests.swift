import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// The courier over time: reload, kill, handlers that change under it, many bulletins.
@Suite struct CourierLifeTests {
  private static let calm = "区财政局召开督查工作会议,清除小广告1300余张。\n"

  private func daemon(_ folder: HandlerFolder) throws -> RunningDaemon {
    try RunningDaemon(
      folder.spool, settings: "limits: {settle: 0.05}\nhandlers.d: \(folder.folder.path)",
      arguments: ["--with-courier"])
  }

  /// Waits until something is so.
  private func wait(_ what: String, seconds: Double = 60, until isSo: () throws -> Bool) throws {
    let deadline = Clock.system.monotonic() + seconds
    while try !isSo() {
      guard Clock.system.monotonic() < deadline else { throw RunningDaemon.TooLate(description: what) }
      poll(nil, 0, 10)
    }
  }

  @Test func `a handler that is added is taken up by a reload, and a wrong one is refused`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    let daemon = try daemon(folder)
    try folder.add("late", program: "#!/bin/sh\necho x >> '\(folder.out("late"))'\n")
    kill(daemon.pid, SIGHUP)
    try daemon.wait("READY=1")
    try spool.drop("1.txt", CourierLifeTests.calm)
    try wait("the first delivery") { folder.lines("late").count == 1 }
    try folder.add("wrong", "timeout: soon", program: "#!/bin/sh\n")
    kill(daemon.pid, SIGHUP)
    try daemon.wait("READY=1")
    try spool.drop("2.txt", CourierLifeTests.calm + "2\n")
    try wait("the second delivery") { folder.lines("late").count == 2 }
    #expect(daemon.end() == 0)
  }

  @Test func `what was under way when the daemon was killed is done at the next start, under the same id`()
    throws
  {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add(
      "slow",
      program: """
        #!/bin/sh
        echo "$DELIVERY_ID" >> '\(folder.out("begun"))'
        [ -e '\(folder.out("go"))' ] || exec sleep 20
        echo "$DELIVERY_ID" >> '\(folder.out("done"))'
        """)
    let daemon = try daemon(folder)
    try spool.drop("1.txt", CourierLifeTests.calm)
    try wait("the first run") { folder.lines("begun").count == 1 }
    daemon.end(SIGKILL)
    try Data().write(to: URL(filePath: folder.out("go")))
    try folder.work()
    #expect(folder.lines("begun").count == 2)
    #expect(Set(folder.lines("begun")) == Set(folder.lines("done")))
    #expect(try folder.counts("slow") == ["done": 1])
    #expect(try folder.run("audit").status == 0)
  }

  @Test func `a program that is replaced while it runs ends as it began, and the next run is the new one`()
    throws
  {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    let program = { (word: String) in
      """
      #!/bin/sh
      echo begun >> '\(folder.out("begun"))'
      [ \(word) = new ] || while [ ! -e '\(folder.out("go"))' ]; do sleep 0.01; done
      echo \(word) >> '\(folder.out("words"))'
      """
    }
    try folder.add("change", program: program("old"))
    let daemon = try daemon(folder)
    try spool.drop("1.txt", CourierLifeTests.calm)
    try wait("the old one's begin") { folder.lines("begun").count == 1 }
    let new = folder.folder.appending(path: ".new").path
    try Data(program("new").utf8).write(to: URL(filePath: new))
    chmod(new, 0o755)
    rename(new, folder.folder.appending(path: "change").path)
    try Data().write(to: URL(filePath: folder.out("go")))
    try wait("the old one's end") { folder.lines("words") == ["old"] }
    try spool.drop("2.txt", CourierLifeTests.calm + "2\n")
    try wait("the new one") { folder.lines("words") == ["old", "new"] }
    #expect(daemon.end() == 0)
  }

  /// COURIER_BULLETINS=10000 makes it the long one: `make courier-test`.
  @Test
  func `many bulletins go through two handlers at once, none lost or doubled, a poison one in the middle`()
    throws
  {
    let count = Int(ProcessInfo.processInfo.environment["COURIER_BULLETINS"] ?? "") ?? 200
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    let program = { (name: String) in
      """
      #!/bin/sh
      document=$(cat)
      case $document in *毒*) kill -SEGV $$ ;; esac
      echo "$BULLETIN_ID $DELIVERY_ID" >> '\(folder.out(name))'
      """
    }
    for name in ["first", "second"] {
      try folder.add(name, "concurrency: 2\nretries: 0", program: program(name))
    }
    for number in 0..<count {
      let word = number == count / 2 ? "毒" : ""
      try spool.drop("\(number).txt", "区财政局召开督查工作会议,清除小广告\(number)张。\(word)\n")
    }
    let began = Clock.system.monotonic()
    let outcome = try folder.work()
    let seconds = Clock.system.monotonic() - began
    #expect(outcome.status == 0, "\(outcome.errors.suffix(1000))")
    for name in ["first", "second"] {
      let lines = folder.lines(name)
      #expect(lines.count == count - 1)
      #expect(Set(lines).count == count - 1)
      #expect(try folder.counts(name) == ["done": count - 1, "dead": 1])
    }
    #expect(try folder.run("audit").status == 0)
    print(
      "courier: \(count) bulletins through two handlers in \(seconds) s, \(Double(2 * count) / seconds) deliveries/s"
    )
  }
}
