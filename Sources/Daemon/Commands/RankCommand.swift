import ArgumentParser
import Bulletins
import Store

/// `bulletind rank`: the offices of a month by score.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Ranks the offices of a month by score, with the evidence for every point.",
    discussion: """
      A hundred points less those for items that were red, yellow, overdue or red again, and more for what was closed before
      its deadline. Offices with the same score share a place. The movement is that since the month before.

      Examples:
        bulletind rank
        bulletind rank --month 2026-10 --json
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "The month, YYYY-MM; without it the present one.")
  var month: String?
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if let month, Day(iso: month + "-01") == nil {
      throw ValidationError("--month takes a month as YYYY-MM, not “\(month)”.")
    }
  }

  func run() throws {
    let configuration = try common.load()
    let store = try Store(readingFrom: configuration.folders.database)
    let today = Clock.system.now().localDay
    let month = Cadence.monthly.period(of: month.flatMap { Day(iso: $0 + "-01") } ?? today)
    let rank = try store.read {
      try MonthlyRank(of: month, configuration: configuration, until: today, in: $0)
    }
    for unit in rank.units { (json ? [unit.json.text] : unit.lines).forEach(Output.line) }
  }
}
