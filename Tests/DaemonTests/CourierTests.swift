import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// External handlers as real programs, run by the program itself.
@Suite struct CourierTests {
  private static let red = "督查通报\n\n区城建办口袋公园项目进度滞后，被亮红牌。\n"
  private static let calm = "区财政局召开督查工作会议,清除小广告1300余张。\n"

  @Test func `a handler gets the bulletin on standard input and its names in the environment`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add(
      "keep", "environment: {COLOR: 红}",
      program: """
        #!/bin/sh
        cat > '\(folder.out("document"))'
        echo "$BULLETIN_ID $DELIVERY_ID $ATTEMPT $HANDLER $COLOR $#" > '\(folder.out("environment"))'
        ls /proc/self/fd > '\(folder.out("descriptors"))'
        """)
    try spool.drop("页.txt", CourierTests.calm)
    let outcome = try folder.work()
    #expect(outcome.status == 0, "\(outcome.errors)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.text("document").utf8)) as? [String: Any])
    let bulletin = try #require(object["bulletin"] as? [String: Any])
    let delivery = try #require(object["delivery"] as? [String: Any])
    #expect(bulletin["file"] as? String == "页.txt")
    let words = folder.text("environment").split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(words[0] == bulletin["id"] as? String)
    #expect(words[1] == delivery["id"] as? String)
    #expect(words[2...] == ["1", "keep", "红", "0"])
    // 0, 1 (the file), 2, and the one that ls itself opens.
    #expect(folder.lines("descriptors") == ["0", "1", "2", "3"])
    #expect(try folder.counts("keep") == ["done": 1])
  }

  @Test func `what it prints becomes journal entries, and what it complains of is told under its name`()
    throws
  {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add(
      "talk",
      program: """
        #!/bin/sh
        echo 'a plain line'
        echo '{"message": "told", "priority": "warning", "fields": {"ROOM": "3", "MESSAGE_ID": "x"}}'
        echo 'oh dear' >&2
        """)
    try spool.drop("页.txt", CourierTests.calm)
    let outcome = try folder.work()
    guard !RunningDaemon.hasJournal else { return }
    #expect(outcome.errors.contains("<6>a plain line\n"))
    #expect(outcome.errors.contains("<4>told\n"))
    #expect(outcome.errors.contains("<4>talk: oh dear\n"))
    #expect(outcome.errors.contains("the field `MESSAGE_ID` is reserved"))
  }

  @Test func `exit status 75 three times is tried again under the same id until it is done`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add(
      "later", "backoff: 0.01\nretries: 0",
      program: """
        #!/bin/sh
        echo "$DELIVERY_ID $ATTEMPT" >> '\(folder.out("tries"))'
        [ "$ATTEMPT" -gt 3 ] || exit 75
        """)
    try spool.drop("页.txt", CourierTests.calm)
    try folder.work()
    let deadline = Clock.system.monotonic() + 30
    while try folder.counts("later") != ["done": 1], Clock.system.monotonic() < deadline {
      try folder.run("courier", "--once")
    }
    let tries = folder.lines("tries").map { $0.split(separator: " ") }
    #expect(tries.map { $0[1] } == ["1", "2", "3", "4"])
    #expect(Set(tries.map { $0[0] }).count == 1)
  }

  @Test func `a handler that fails is failed, then dead, and retry brings it back`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add(
      "fail", "backoff: 0.01\nretries: 1",
      program: """
        #!/bin/sh
        [ -e '\(folder.out("mended"))' ] && exit 0
        echo 'no such room' >&2
        exit 3
        """)
    try spool.drop("页.txt", CourierTests.calm)
    try folder.work()
    let deadline = Clock.system.monotonic() + 30
    while try folder.counts("fail") != ["dead": 1], Clock.system.monotonic() < deadline {
      try folder.run("courier", "--once")
    }
    let why = try folder.run("why", "页.txt")
    #expect(
      why.output.contains("given up after 2 attempts (it ended with exit status 3: no such room)"),
      "\(why.output)")
    #expect(try folder.run("status").output.contains("last error: it ended with exit status 3: no such room"))
    try Data().write(to: URL(filePath: folder.out("mended")))
    #expect(try folder.run("retry", "--handler", "fail").output.contains("1 are tried again"))
    try folder.run("courier", "--once")
    #expect(try folder.counts("fail") == ["done": 1])
    #expect(try folder.run("audit").status == 0)
  }

  /// What a bad handler does, and what is said of it.
  static let misdeeds: [(name: String, settings: String, program: String, said: String)] = [
    ("hangs", "timeout: 0.3", "sleep 1000 & sleep 1000", "took longer than 0.3 s"),
    ("floods", "output: 64 KiB", "yes 督查", "printed more than 65536 bytes"),
    ("leaks", "memory: 64 MiB", "x=xxxxxxxxxxxxxxxx; while :; do x=$x$x; done", "given up after 1 attempts"),
    ("crashes", "", "kill -SEGV $$", "ended by signal 11"),
    ("closes", "", "exec 0<&-; exit 9", "exit status 9"),
    ("missing", "", "", "cannot be run"),
  ]

  @Test(arguments: misdeeds.indices)
  func `a handler that misbehaves fails alone, and leaves nothing behind`(index: Int) throws {
    let misdeed = CourierTests.misdeeds[index]
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    let mark = "MARK=\(UUID().uuidString)"
    try folder.add(
      "bad", "retries: 0\nenvironment: {\(mark.replacing("=", with: ": "))}\n\(misdeed.settings)",
      program: "#!/bin/sh\n\(misdeed.program)\n")
    if misdeed.name == "missing" { unlink(folder.folder.appending(path: "bad").path) }
    try folder.add("good", program: "#!/bin/sh\nexec cat > '\(folder.out("good"))'\n")
    try spool.drop("页.txt", CourierTests.calm)
    let outcome = try folder.work()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.counts("bad") == ["dead": 1])
    #expect(try folder.counts("good") == ["done": 1])
    let why = try folder.run("why", "页.txt").output
    #expect(why.contains(misdeed.said), "\(why)")
    #expect(processes(with: mark).isEmpty)
  }

  @Test func `a program that leaves its process group is ended all the same`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    let mark = "MARK=\(UUID().uuidString)"
    try folder.add(
      "fork", "environment: {\(mark.replacing("=", with: ": "))}",
      program: "#!/bin/sh\nsetsid sleep 1000 >/dev/null 2>&1 &\nexit 0\n")
    try spool.drop("页.txt", CourierTests.calm)
    try folder.work()
    #expect(try folder.counts("fork") == ["done": 1])
    #expect(processes(with: mark).isEmpty)
  }

  private func processes(with variable: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { name in
      guard Int(name) != nil, let data = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
        return false
      }
      return data.split(separator: 0).contains { String(decoding: $0, as: UTF8.self) == variable }
    }
  }

  @Test func `red goes before a backlog`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add(
      "order",
      program:
        "#!/bin/sh\nprintf '%s\\n' \"$(cut -c1-400 | grep -o '\"file\":\"[^\"]*\"')\" >> '\(folder.out("order"))'\n"
    )
    for number in 1...5 { try spool.drop("\(number).txt", CourierTests.calm + "\(number)\n") }
    try folder.run("run", "--once")
    try spool.drop("红.txt", CourierTests.red)
    try folder.run("run", "--once")
    #expect(try folder.counts("order") == ["pending": 6])
    try folder.run("courier", "--once")
    #expect(folder.lines("order").first == #""file":"红.txt""#)
    #expect(folder.lines("order").count == 6)
  }

  @Test func `what is held waits until it is released`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add("count", program: "#!/bin/sh\necho x >> '\(folder.out("count"))'\n")
    try spool.drop("1.txt", CourierTests.calm)
    try folder.run("run", "--once")
    #expect(try folder.run("hold", "count").status == 0)
    try spool.drop("2.txt", CourierTests.calm + "2\n")
    try folder.work()
    #expect(try folder.counts("count") == ["held": 2])
    #expect(try folder.run("status").output.contains("held since"))
    #expect(try folder.run("audit").status == 0)
    #expect(try folder.run("release", "count").output.contains("2 deliveries are on their way"))
    try folder.run("courier", "--once")
    #expect(folder.lines("count").count == 2)
    #expect(try folder.run("hold", "alert").status == EX_NOINPUT)
    #expect(try folder.run("hold", "cuont").errors.contains("did you mean `count`?"))
  }

  @Test func `a new handler gets old bulletins by retry, each once for each version`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    for number in 1...3 { try spool.drop("\(number).txt", CourierTests.calm + "\(number)\n") }
    try folder.work()
    try folder.add("count", program: "#!/bin/sh\necho x >> '\(folder.out("count"))'\n")
    for _ in 0..<2 {
      try folder.run("retry", "--handler", "count", "--since", "2020-01-01")
      try folder.run("courier", "--once")
      #expect(folder.lines("count").count == 3)
    }
    try folder.add("count", "version: 2", program: "#!/bin/sh\necho y >> '\(folder.out("count"))'\n")
    try folder.run("retry", "--handler", "count", "--since", "2020-01-01")
    try folder.run("courier", "--once")
    #expect(folder.lines("count").count == 6)
    #expect(try folder.counts("count") == ["done": 6])
  }

  @Test func `a rebuilt database runs no handler again, and keeps what was to be done`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    try folder.add("count", program: "#!/bin/sh\necho x >> '\(folder.out("count"))'\n")
    try spool.drop("1.txt", CourierTests.calm)
    try folder.work()
    try spool.drop("2.txt", CourierTests.calm + "2\n")
    try folder.run("run", "--once")
    #expect(try folder.run("rebuild").status == 0)
    try folder.run("courier", "--once")
    #expect(folder.lines("count").count == 2)
    #expect(try folder.run("audit").status == 0)
  }
}
