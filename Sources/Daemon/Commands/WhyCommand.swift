import ArgumentParser
import Bulletins
import Store

/// `bulletind why`: why a file waits, was rejected, raised or did not raise an alert.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Explains what became of a file, colour word by colour word.",
    discussion: """
      Names a file on the disk, or a bulletin by its number, hash or name.

      Examples:
        bulletind why page.txt
        bulletind why /var/spool/bulletind/inbox/report.part
        bulletind why 12
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "A file, or a bulletin's number, hash or name.", completion: .file())
  var subject: String
  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let configuration = try common.load()
    let explanation = try Explanation(of: subject, configuration: configuration)
    if json { Output.line(explanation.json.text) } else { explanation.lines.forEach(Output.line) }
  }
}
