import ArgumentParser
import Bulletins
import Store

/// `bulletind figures`: a figure over time.
struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Shows a figure over time, by unit and subject.",
    discussion: """
      A figure that counts from a beginning (累计, 截至目前) can only grow: where it falls within a year, that is marked.

      Examples:
        bulletind figures 小广告
        bulletind figures 志愿者 --unit 峡窝镇 --json
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "What is counted, or a part of it.")
  var subject: String
  @Option(help: "Only of a unit with these characters.")
  var unit: String?
  @Flag(help: "One JSON object per line.")
  var json = false

  func run() throws {
    let store = try Store(readingFrom: common.load().folders.database)
    let found = try store.read { try $0.figures(about: subject, unit: unit) }
    for series in FigureSeries.all(of: found) {
      if !json { Output.line(series.title.printable) }
      for (step, source) in zip(series.steps, series.sources) {
        Output.line(json ? series.json(step, source).text : series.line(step, source))
      }
    }
  }
}

/// The figures of one unit and subject.
struct FigureSeries {
  let unit: String?
  let what: String?
  let measure: String
  let steps: [RunningTotal.Step]
  let sources: [FigureObservation]

  /// Figures by unit, subject and measure, in the order in which they first occur.
  static func all(of found: [FigureObservation]) -> [FigureSeries] {
    var order: [[String]] = []
    var groups: [[String]: [FigureObservation]] = [:]
    for one in found {
      let key = [one.unit ?? "", one.figure.what ?? "", one.figure.unit]
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(one)
    }
    return order.compactMap { key in
      guard let sources = groups[key], let first = sources.first else { return nil }
      let steps = sources.map {
        RunningTotal.Step(
          day: $0.asOf ?? $0.received.localDay, figure: $0.figure,
          isCumulative: RunningTotal.isCumulative($0.figure, in: $0.body))
      }
      return FigureSeries(
        unit: first.unit, what: first.figure.what, measure: first.figure.unit,
        steps: RunningTotal.compare(steps), sources: sources)
    }
  }

  var title: String { [unit, what].compactMap { $0 }.joined(separator: "｜") }

  func line(_ step: RunningTotal.Step, _ source: FigureObservation) -> String {
    let kind = step.isCumulative ? " in all" : ""
    let fall = step.falls ? "  ← less than before, although it counts from the beginning" : ""
    return "  \(step.day) \(step.figure.text)\(kind) (bulletin \(source.bulletin), \(source.name))\(fall)"
      .printable
  }

  func json(_ step: RunningTotal.Step, _ source: FigureObservation) -> JSON {
    .object([
      ("as_of", .string(step.day.description)), ("unit", JSON(unit)), ("what", JSON(what)),
      ("text", .string(step.figure.text)), ("value", .number(step.figure.value)),
      ("high", JSON(step.figure.high)),
      ("approximate", .bool(step.figure.approximate)), ("measure", .string(measure)),
      ("cumulative", .bool(step.isCumulative)), ("falls", .bool(step.falls)),
      ("bulletin", .integer(Int(source.bulletin))), ("file", .string(source.name.printable)),
    ])
  }
}
