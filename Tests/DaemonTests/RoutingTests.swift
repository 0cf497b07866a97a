import Foundation
import Glibc
import Handlers
import Store
import Testing

@testable import Daemon

/// Routes and handlers.d as an administrator writes them.
@Suite struct RoutingTests {
  @Test(arguments: [
    ("routes: 3", "f.yaml:1: `routes` must be a list of rules"),
    (
      "routes:\n  - {when: {kind: legder}, without: alert}",
      "f.yaml:2: `routes.when.kind` has the unknown value `legder`; did you mean `ledger`?"
    ),
    ("routes:\n  - {when: {}}", "f.yaml:2: a rule of `routes` does nothing"),
    (
      "routes:\n  - {when: {red: true, color: yellow}, without: index}",
      "f.yaml:2: `routes.when` asks for `red: true` and for colours without red"
    ),
    (
      "routes:\n  - {when: {red: false, color: red}, without: index}",
      "f.yaml:2: `routes.when` asks for the colour red and for `red: false`"
    ),
    (
      "routes:\n  - {when: {words: []}, without: index}",
      "f.yaml:2: `routes.when.words` must be a text or a list"
    ),
    (
      "routes:\n  - {when: {folder: a/b}, without: index}",
      "f.yaml:2: `routes.when.folder` is `a/b`, which cannot be a sub-folder"
    ),
    ("routes:\n  - {when: {folder: .a}, without: index}", "f.yaml:2: `routes.when.folder` is `.a`"),
    (
      "routes:\n  - {when: {file: a/*.txt}, without: index}",
      "f.yaml:2: `routes.when.file` is a pattern for the name of a file"
    ),
    (
      "routes:\n  - {without: [sumary]}",
      "f.yaml:2: `routes.without` names `sumary`, which is no built-in handler; did you mean `summary`?"
    ),
    (
      "routes:\n  - {when: {unit: 财政}, without: index}\n  - {when: {unit: 区财政局, kind: page}, without: alert}",
      "f.yaml:3: this rule of `routes` is never reached: the rule in line 2 takes everything"
    ),
    (
      "routes:\n  - {without: index}\n  - {when: {kind: page}, without: alert}",
      "f.yaml:3: this rule of `routes` is never reached"
    ),
  ])
  func `a rule that is wrong, impossible or never reached is refused with its line`(
    yaml: String, problem: String
  ) {
    let found = ConfigurationFile.problems(yaml)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(problem) == true, "\(found)")
  }

  @Test func `a rule that takes only some of a later one's is no reason to refuse`() {
    let yaml =
      "routes:\n  - {when: {unit: 财政局, kind: page}, without: index}\n  - {when: {unit: 财政局}, without: alert}\n"
    #expect(ConfigurationFile.problems(yaml).isEmpty)
  }

  @Test(arguments: [
    ("", "is empty; it needs at least `command`"),
    ("timeout: 3", "`command` is missing"),
    (
      "command: mail",
      "a.yaml:1: `command` begins with `mail`, which is no path; write /usr/bin/mail, or ./mail"
    ),
    ("command: /bin/echo hello", "a.yaml:1: `command` has a blank in it"),
    ("command: /bin/true\neach: artcle", "a.yaml:2: `each` is not known; did you mean `article`?"),
    ("command: /bin/true\ntimeout: soon", "a.yaml:2: `timeout` must be a number of seconds"),
    ("command: /bin/true\nenvironment: {ATTEMPT: 1}", "a.yaml:2: `environment.ATTEMPT` cannot be set here"),
    ("command: /bin/true\ncomand: x", "a.yaml:2: unknown key `comand`; did you mean `command`?"),
    ("command: [", "is not valid YAML"),
  ])
  func `a handler's file that is wrong is refused with its name, line and what to do`(
    yaml: String, problem: String
  )
    throws
  {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    let file = folder.folder.appending(path: "a.yaml")
    try Data(yaml.utf8).write(to: file)
    chmod(file.path, 0o644)
    let outcome = try folder.run("config", "--check")
    #expect(outcome.status == EX_CONFIG)
    #expect(outcome.errors.contains(problem), "\(outcome.errors)")
    #expect(outcome.errors.contains("handlers.d/a.yaml"))
  }

  @Test func `a handler's file that everybody may write, or with a built-in name, is refused`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool)
    for name in ["a", "alert", "A b"] {
      let file = folder.folder.appending(path: name + ".yaml")
      try Data("command: /bin/true\n".utf8).write(to: file)
      chmod(file.path, name == "a" ? 0o666 : 0o644)
    }
    let errors = try folder.run("config", "--check").errors
    #expect(errors.contains("a.yaml: everybody may write to it"))
    #expect(errors.contains("`alert` is a built-in handler"))
    #expect(errors.contains("`A b` is no name for a handler"))
  }

  @Test func `a route sends a sub-folder's files to its handler, and check shows it`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(
      spool,
      settings:
        "routes:\n  - {when: {folder: 督查室}, handlers: [special], without: [summary]}\n  - {when: {words: 小广告}, handlers: [clean]}"
    )
    for name in ["special", "clean", "all"] {
      try folder.add(
        name, program: "#!/bin/sh\ncut -c1-400 | grep -o '\"file\":\"[^\"]*\"' >> '\(folder.out(name))'\n")
    }
    let text = "区财政局召开督查工作会议,清除小广告1300余张。\n"
    try folder.run("run", "--once")
    #expect(FileManager.default.fileExists(atPath: spool.path("督查室")))
    try spool.drop("督查室/a.txt", text)
    try spool.drop("b.txt", text + "二\n")
    try spool.drop("c.txt", "区财政局召开工作会议。\n")
    let check = try folder.run("check", "--json", spool.path("督查室/a.txt"))
    #expect(check.output.contains(#""route":["index","all","special"]"#), "\(check.output)")
    #expect(
      try folder.run("check", spool.path("b.txt")).output.contains("goes to summary, index, all, clean"))
    try folder.work()
    #expect(folder.lines("special") == [#""file":"督查室/a.txt""#])
    #expect(folder.lines("clean") == [#""file":"b.txt""#])
    #expect(folder.lines("all").count == 3)
    #expect(spool.files("inbox").isEmpty)
    #expect(
      spool.files("archive").map { ($0 as NSString).lastPathComponent }.sorted() == [
        "a.txt", "b.txt", "c.txt",
      ])
    #expect(try folder.run("audit").status == 0)
    #expect(try folder.run("rebuild").status == 0)
    #expect(try folder.run("show", "督查室/a.txt").output.contains("external handler special"))
  }

  @Test func `a sub-folder that another made as a link is not followed`() throws {
    let spool = try TemporarySpool()
    let folder = try HandlerFolder(spool, settings: "routes:\n  - {when: {folder: 督查室}, without: [summary]}")
    let elsewhere = spool.root.appending(path: "elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    try Data("x\n".utf8).write(to: elsewhere.appending(path: "secret.txt"))
    try FileManager.default.createSymbolicLink(atPath: spool.path("督查室"), withDestinationPath: elsewhere.path)
    try folder.run("run", "--once")
    #expect(FileManager.default.fileExists(atPath: elsewhere.appending(path: "secret.txt").path))
    #expect(spool.files("archive").isEmpty)
  }

  @Test func `what waits in a sub-folder that a rule names is counted, and why tells of it`() throws {
    let spool = try TemporarySpool()
    var configuration = spool.configuration
    var rule = Condition()
    rule.folders = ["docs"]
    configuration.router = Router(routes: [Route(when: rule, handlers: [], without: ["index"], line: 1)])
    try FileManager.default.createDirectory(atPath: spool.path("docs"), withIntermediateDirectories: true)
    try spool.drop("a.txt", "区财政局督查工作。")
    try "区财政局督查工作二。".write(toFile: spool.path("docs/b.txt"), atomically: false, encoding: .utf8)
    let report = try StatusReport(configuration: configuration, store: spool.store, clock: spool.clock)
    #expect(report.waiting == 2)
    let why = try Explanation(of: spool.path("docs/b.txt"), configuration: configuration)
    #expect(why.sentences.first?.hasPrefix("It waits") == true)
  }
}
