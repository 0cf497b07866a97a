import ArgumentParser
import Bulletins
import Store

/// `bulletind list`: recent bulletins.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists recent bulletins, the newest first.",
    discussion: """
      Examples:
        bulletind list
        bulletind list --red --since 2026-11-01
        bulletind list --unit 财政局 --json
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Only those that report red.")
  var red = false
  @Option(help: "Only those received on this day (YYYY-MM-DD) or later.")
  var since: String?
  @Option(help: "Only those that name a unit with these characters.")
  var unit: String?
  @Option(help: "At most so many.")
  var limit = 50
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if let since, Day(iso: since) == nil {
      throw ValidationError("--since takes a day as YYYY-MM-DD, not “\(since)”.")
    }
    if limit < 1 { throw ValidationError("--limit takes a number from 1 up.") }
  }

  func run() throws {
    let store = try Store(readingFrom: common.load().folders.database)
    let start = since.flatMap { Day(iso: $0) }.map { Timestamp(startOf: $0) }
    let receipts = try store.read { try $0.recent(red: red, since: start, unit: unit, limit: limit) }
    for receipt in receipts {
      let members =
        receipt.jsonMembers + [("kind", JSON(receipt.kind?.rawValue)), ("red", .bool(receipt.red))]
      Output.line(json ? JSON.object(members).text : receipt.line)
    }
  }
}
