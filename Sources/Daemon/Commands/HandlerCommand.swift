import ArgumentParser
import Handlers

/// `bulletind handler`: for those who write handlers.
struct HandlerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handler", abstract: "Tests a handler.", subcommands: [HandlerTestCommand.self])
}

/// `bulletind handler test`: the conformance kit.
struct HandlerTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs a handler on invented bulletins, and explains what it does wrong.",
    discussion: """
      An external handler is really run, with BULLETIND_TEST=1 in its environment: one that sends something may then
      send it to nobody. Nothing is written to the database. A built-in handler runs in a database of its own.

      Exit status: 1 if it fails anything, each with a sentence that says what to do.

      Examples:
        bulletind handler test mail-red
        bulletind handler test alert
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The name of a handler.")
  var name: String

  func run() throws {
    let configuration = try common.load()
    let findings: [ConformanceFinding]
    if let handler = configuration.router.handlers.first(where: { $0.name == name }) {
      findings = ExternalConformance(handler: handler).run()
    } else if let handler = HandlerRegistry.handlers.first(where: { $0.name == name }) {
      findings = try BuiltInConformance(handler: handler).run()
    } else {
      let known = configuration.router.handlers.map(\.name) + HandlerRegistry.handlers.map(\.name)
      throw Failure.NotFound(
        description:
          "there is no handler \(name)\(Nearest.hint(name, among: known)); \(configuration.folders.handlers)/\(name).yaml would make one"
      )
    }
    for finding in findings { Output.line(finding.line) }
    let failed = findings.count { $0.problem != nil }
    Output.line("\(name): \(findings.count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode(1) }
  }
}
