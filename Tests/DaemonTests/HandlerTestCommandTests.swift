import Foundation
import Glibc
import Handlers
import Testing

@testable import Daemon

/// The conformance kit on good handlers and on bad ones.
@Suite struct HandlerTestCommandTests {
  @Test(arguments: HandlerRegistry.handlers.map(\.name))
  func `a built-in handler passes`(name: String) throws {
    let folder = try HandlerFolder(try TemporarySpool())
    let outcome = try folder.run("handler", "test", name)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("\(name): "))
  }

  /// What is wrong with a program, and what is said of it.
  static let bad: [(name: String, settings: String, program: String, said: [String])] = [
    ("hangs", "timeout: 0.3", "#!/bin/sh\nsleep 1000\n", ["took longer than `timeout` (0.3 s)"]),
    ("floods", "output: 4 KiB", "#!/bin/sh\nyes 督查\n", ["printed more than `output` (4096 bytes)"]),
    (
      "needs-arguments", "", "#!/bin/sh\n[ $# -gt 0 ] || { echo usage: send FILE >&2; exit 64; }\n",
      ["exit status 64", "it gets those in `command` and no others", "it said: usage: send FILE"]
    ),
    (
      "strange", "", "#!/bin/sh\necho no such room >&2\nexit 42\n",
      ["exit status 42", "it said: no such room"]
    ),
    ("crashes", "", "#!/bin/sh\nkill -SEGV $$\n", ["was ended by signal 11"]),
    (
      "no-interpreter", "", "#!/usr/bin/nosuch\n", ["exit status 127", "the interpreter that its first line"]
    ),
    ("no-first-line", "", "\u{7F}nonsense", ["exit status 127", "the interpreter that its first line"]),
    (
      "beside", "", "#!/bin/sh\ncat > kept.json\n",
      ["leaves the folder of its file alone", "/handlers.d/kept.json, beside its program", "ReadWritePaths="]
    ),
    (
      "leaves", "", "#!/bin/sh\ncat >/dev/null\nsetsid sleep 1000 >/dev/null 2>&1 &\n",
      ["left 1 process(es) behind", "start nothing in the background"]
    ),
    (
      "forges", "",
      "#!/bin/sh\ncat >/dev/null\necho '{\"message\": \"x\", \"fields\": {\"STATUS_COLOR\": \"red\"}}'\n",
      ["`STATUS_COLOR` is reserved"]
    ),
    (
      "shouts", "", "#!/bin/sh\ncat >/dev/null\necho '{\"message\": \"x\", \"priority\": 1}'\n",
      ["`priority` must be 3 (error)"]
    ),
    (
      "not-twice", "", "#!/bin/sh\ncat >/dev/null\n[ \"$ATTEMPT\" = 1 ] || exit 1\n",
      ["the same delivery a second time", "it must know DELIVERY_ID again"]
    ),
    (
      "needs-a-bulletin", "each: announcement", "#!/bin/sh\n! grep -q '\"bulletin\":null'\n",
      ["an announcement about no bulletin", "`bulletin` is null for digests"]
    ),
  ]

  @Test(arguments: bad.indices)
  func `a bad handler fails with a sentence that says what to mend`(index: Int) throws {
    let bad = HandlerTestCommandTests.bad[index]
    let folder = try HandlerFolder(try TemporarySpool())
    try folder.add(bad.name, bad.settings, program: bad.program)
    let outcome = try folder.run("handler", "test", bad.name)
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    let failed = outcome.output.split(separator: "\n").filter { $0.hasPrefix("FAILED") }.joined(
      separator: "\n")
    for words in bad.said { #expect(failed.contains(words), "\(bad.name): \(outcome.output)") }
  }

  @Test func `a program that may not be run is told with the command that mends it`() throws {
    let folder = try HandlerFolder(try TemporarySpool())
    try folder.add("plain", program: "#!/bin/sh\n")
    chmod(folder.folder.appending(path: "plain").path, 0o644)
    let outcome = try folder.run("handler", "test", "plain")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("chmod +x "), "\(outcome.output)")
  }

  @Test func `a handler that reads nothing passes with a remark, one that opens its input anew without`()
    throws
  {
    let folder = try HandlerFolder(try TemporarySpool())
    try folder.add("deaf", program: "#!/bin/sh\nexit 0\n")
    try folder.add("anew", program: "#!/bin/sh\ncat /dev/stdin >/dev/null\n")
    let deaf = try folder.run("handler", "test", "deaf")
    #expect(deaf.status == 0)
    #expect(deaf.output.contains("remark  it reads its standard input: it read nothing"), "\(deaf.output)")
    #expect(try !folder.run("handler", "test", "anew").output.contains("remark"))
  }

  @Test func `one that hangs is tried once, not with every bulletin`() throws {
    let folder = try HandlerFolder(try TemporarySpool())
    try folder.add(
      "hangs", "timeout: 0.2", program: "#!/bin/sh\necho x >> '\(folder.out("tries"))'\nsleep 1000\n")
    try folder.run("handler", "test", "hangs")
    #expect(folder.lines("tries").count == 1)
  }
}
