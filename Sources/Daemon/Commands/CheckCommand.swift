import ArgumentParser
import Bulletins
import Formats
import Glibc
import Handlers
import Store

/// `bulletind check`: what would be understood and done. Touches nothing, asks no database.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Shows what a file would mean, without touching anything.",
    discussion: """
      Exit status: 1 if any file is red, else 65 if any would be rejected, 66 if any cannot be read.

      Examples:
        bulletind check page.txt
        bulletind check --json *.txt
        bulletind check ledger.csv --as-of 2026-09-30
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The files.", completion: .file())
  var files: [String]
  @Option(help: "The day (YYYY-MM-DD) to assume where neither text nor name states one.")
  var asOf: String?
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if let asOf, Day(iso: asOf) == nil {
      throw ValidationError("--as-of takes a day as YYYY-MM-DD, not “\(asOf)”.")
    }
    if files.isEmpty { throw ValidationError("Name the files to check.") }
  }

  func run() throws {
    let configuration = try common.load()
    let checker = DryRun(configuration: configuration, asOf: asOf.flatMap { Day(iso: $0) })
    var worst = EX_OK
    for file in files {
      let result = checker.check(file)
      Output.line(json ? result.json.text : result.text)
      worst = DryRun.worse(worst, result.exitStatus)
    }
    throw ExitCode(worst)
  }
}
