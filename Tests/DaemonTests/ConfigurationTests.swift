import Bulletins
import Foundation
import Testing

@testable import Daemon

@Suite struct ConfigurationTests {
  @Test func `every key is optional`() throws {
    #expect(try ConfigurationFile.parse("", file: "f") == Configuration())
    #expect(try ConfigurationFile.parse("# nothing\n", file: "f") == Configuration())
  }

  @Test func `keys are read`() throws {
    let yaml =
      "inbox: //srv/./in/\nstate: /srv/state\nlimits:\n  bulletin: 2 MiB\n  settle: 0.5\njournal: {rate: 100}\n"
    let configuration = try ConfigurationFile.parse(yaml, file: "f")
    #expect(configuration.folders.inbox == "/srv/in")
    #expect(configuration.folders.database == "/srv/state/bulletind.db")
    #expect(configuration.limits.bulletin == 2 << 20)
    #expect(configuration.limits.settle == 0.5)
    #expect(configuration.journal.rate == 100)
  }

  @Test func `a scheme is chosen by name or spelled out, per unit`() throws {
    let yaml = "schemes:\n  default: 红黄绿\n  柏川市: 红牌为优\n  统计局: {red: praise, green: slow}\n"
    let schemes = try ConfigurationFile.parse(yaml, file: "f").schemes
    #expect(schemes.standard.name == "红黄绿")
    #expect(schemes.scheme(of: "柏川市督查室").meanings[.red] == .praise)
    #expect(schemes.scheme(of: "青川县统计局").meanings == [.red: .praise, .green: .slow])
  }

  @Test(arguments: [
    ("schemes: 红黄蓝", "f.yaml:1: `schemes` must hold names of units"),
    ("schemes:\n  default: 红黄兰", "f.yaml:2: `schemes.default` names no scheme; known here: 红黄蓝"),
    (
      "schemes:\n  柏川市: {rde: praise}",
      "f.yaml:2: unknown colour or key `schemes.柏川市.rde`; did you mean `red`?"
    ),
    (
      "schemes:\n  柏川市: {red: prais}",
      "f.yaml:2: `schemes.柏川市.red` has an unknown meaning; did you mean `praise`?"
    ),
    ("inbx: /a", "f.yaml:1: unknown key `inbx`; did you mean `inbox`?"),
    ("\nlimits:\n  buletin: 1", "f.yaml:3: unknown key `limits.buletin`; did you mean `bulletin`?"),
    ("inbox: relative", "f.yaml:1: `inbox` must be an absolute path"),
    ("inbox: [1]", "f.yaml:1: `inbox` must be an absolute path"),
    ("limits: 3", "f.yaml:1: `limits` must hold keys and values"),
    ("limits:\n  bulletin: many", "f.yaml:2: `limits.bulletin` must be a size"),
    ("journal:\n  rate: 0", "f.yaml:2: `journal.rate` must be a whole number from 1"),
    ("inbox: /a/b\narchive: /a", "f.yaml: `inbox` and `archive` lie one in the other"),
    ("state: /etc/hostname", "f.yaml: `state` is /etc/hostname, which is no folder"),
    ("inbox: /a\ninbox: /b", "f.yaml"), ("a: [", "f.yaml: is not valid YAML"),
    ("- 1", "f.yaml:1: the file must hold"),
    (
      "ledger:\n  red-behind: 10\n  yellow-behind: 15",
      "f.yaml:3: `ledger.yellow-behind` (15) is more than `red-behind` (10)"
    ),
    (
      "schemes:\n  柏川市: {scheme: 红黄绿, red-behind: 4}",
      "f.yaml:2: `schemes.柏川市.yellow-behind` (5) is more than `red-behind` (4)"
    ),
    (
      "schemes:\n  柏川市: {yellow-behind: 25}\nledger: {red-behind: 24}",
      "f.yaml:2: `schemes.柏川市.yellow-behind` (25) is more than `red-behind` (24)"
    ),
    ("schemes:\n  柏川市: {due-soon: -1}", "f.yaml:2: `schemes.柏川市.due-soon` must be a whole number from 0"),
    ("minimums: 30", "f.yaml:1: `minimums` must be a list"),
    ("minimums:\n  - {share: 中小企业, of: 采购}", "f.yaml:2: a minimum of `minimums` needs all three"),
    (
      "minimums:\n  - {share: 中小企业, of: 采购, percent: 130}",
      "f.yaml:2: `minimums.percent` must be a whole number"
    ),
    ("procedures: [a]", "f.yaml:1: `procedures` must hold names of procedures"),
    ("procedures:\n  1+1+1: [议事准则]", "f.yaml:2: `procedures.1+1+1` needs two stages or more"),
    ("procedures:\n  一征: [提议, [商议, 提议]]", "f.yaml:2: `procedures.一征` has `提议` twice"),
    (
      "procedures:\n  一征: {stage: [a, b]}",
      "f.yaml:2: unknown key `procedures.一征.stage`; did you mean `stages`?"
    ),
  ])
  func `what is wrong is refused with file and line and the nearest key`(yaml: String, problem: String) {
    let found = ConfigurationFile.problems(yaml)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(problem) == true, "\(found)")
  }

  @Test func `a scheme has thresholds of its own over those of the ledger`() throws {
    let yaml =
      "schemes:\n  default: {due-soon: 20}\n  柏川市: {scheme: 红黄绿, red-behind: 30, yellow-behind: 10}\nledger: {red-behind: 25}\n"
    let rules = try ConfigurationFile.parse(yaml, file: "f").rules
    #expect(rules.rule(for: "柏川市城建局") == ScheduleRule(redBehind: 30, yellowBehind: 10, dueSoon: 15))
    #expect(rules.rule(for: "青川县") == ScheduleRule(redBehind: 25, yellowBehind: 5, dueSoon: 20))
    #expect(rules.schemes.scheme(of: "柏川市").name == "红黄绿")
    #expect(rules.schemes.standard.meanings == Scheme.usual.meanings)
  }

  @Test func `procedures are read with their stages, other words and items`() throws {
    let yaml =
      "procedures:\n  一征三议两公开: {items: 改造, stages: [征求意见, [决议, 表决]]}\n  1+1+1: [议事准则, 议事场所, 居民公约]\n"
    #expect(
      try ConfigurationFile.parse(yaml, file: "f").procedures == [
        Procedure(
          name: "一征三议两公开", stages: [.init("征求意见"), .init("决议", words: ["表决"])], items: ["改造"]),
        Procedure(name: "1+1+1", stages: [.init("议事准则"), .init("议事场所"), .init("居民公约")]),
      ])
  }

  @Test func `everything that is wrong is said at once`() {
    #expect(ConfigurationFile.problems("inbx: /a\nlimits:\n  group: 0\n").count == 2)
  }

  @Test func `the state folder follows systemd unless the file says otherwise`() throws {
    let load = { (path: String?) in
      try ConfigurationFile.load(path: path, environment: ["STATE_DIRECTORY": "/var/lib/x:/var/lib/y"])
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("inbox: /srv/in\n".utf8).write(to: file)
    #expect(try load(file.path).folders.state == "/var/lib/x")
    try Data("state: /srv/state\n".utf8).write(to: file)
    #expect(try load(file.path).folders.state == "/srv/state")
    #expect(throws: ConfigurationFile.Refused.self) { try load("/nonexistent/bulletind.yaml") }
  }

  @Test func `the example with every comment taken off is valid and shows the defaults`() throws {
    let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "etc/bulletind.yaml")
    let text = try String(contentsOf: example, encoding: .utf8)
    #expect(try ConfigurationFile.parse(text, file: "example") == Configuration())
    let uncommented = text.replacing(/(?m)^( *)#(?=[a-z])/) { $0.output.1 }
    #expect(uncommented != text)
    var expected = Configuration()
    expected.folders.reports = "/var/lib/bulletind/reports"
    #expect(try ConfigurationFile.parse(uncommented, file: "example") == expected)
  }

  @Test func `the distance between words counts swaps once`() {
    #expect(Nearest.distance("inbox", "inbox") == 0)
    #expect(Nearest.distance("inobx", "inbox") == 1)
    #expect(Nearest.distance("", "abc") == 3)
  }
}
