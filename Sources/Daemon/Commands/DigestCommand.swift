import ArgumentParser
import Bulletins
import Glibc
import Store

/// `bulletind digest`: how things stand at the end of a day, week, half month or month.
struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Prints a digest; with --publish announces it and writes it to reports/, once.",
    discussion: """
      Colours and their change, new, open, closed and vanished reds, offices by score, figures, and reports that did not
      come. With --publish (systemd's timers do it) every period that ended and was not issued yet is: open items are judged
      anew for its last day, the journal is told, Markdown and HTML are written. Running it again issues nothing.

      Examples:
        bulletind digest daily
        bulletind digest monthly --date 2026-10-31 --json
        bulletind digest weekly --publish
      """)

  @OptionGroup var common: CommonOptions
  @Argument(
    help: "daily, weekly, halfmonthly or monthly.", completion: .list(Cadence.allCases.map(\.rawValue)))
  var cadence: String
  @Option(help: "The day on which to look (YYYY-MM-DD); without it today.")
  var date: String?
  @Flag(help: "Announce and write what is due, once per period.")
  var publish = false
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if Cadence(rawValue: cadence) == nil {
      throw ValidationError("a digest is daily, weekly, halfmonthly or monthly, not “\(cadence)”.")
    }
    if let date, Day(iso: date) == nil {
      throw ValidationError("--date takes a day as YYYY-MM-DD, not “\(date)”.")
    }
  }

  func run() throws {
    guard let cadence = Cadence(rawValue: cadence) else { return }
    let configuration = try common.load()
    let day = date.flatMap { Day(iso: $0) } ?? Clock.system.now().localDay
    if publish {
      let today = Clock.system.now().localDay
      guard day <= today else {
        throw ValidationError(
          "--publish issues for good what has ended, and \(day) lies ahead of today, \(today); leave --publish away to look ahead."
        )
      }
      try Ownership.become(ownerOf: configuration.folders.state)
      umask(0o027)
      let store = try Store(path: configuration.folders.database)
      let publication = DigestPublication(configuration: configuration, store: store, clock: .system)
      let issued = try publication.publish(cadence, on: day)
      for report in issued { show(report) }
      if !issued.isEmpty { BellSocket.ring(.daemon, in: store) }
      if issued.isEmpty, !json {
        Output.line("nothing to issue: the \(cadence.rawValue) digest is up to date")
      }
    } else {
      let store = try Store(readingFrom: configuration.folders.database)
      let today = Clock.system.now().localDay
      show(
        try store.read {
          try DigestReport(of: cadence.period(of: day), configuration: configuration, until: today, in: $0)
        })
    }
  }

  private func show(_ report: DigestReport) {
    if json { Output.line(report.json.text) } else { DigestPage.text(report).forEach(Output.line) }
  }
}
