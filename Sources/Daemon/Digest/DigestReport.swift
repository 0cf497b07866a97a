import Bulletins
import Store

/// What a digest says of a period.
struct DigestReport {
  let period: Period
  /// Open items by colour at its end, and how many were closed in it.
  let counts: [String: Int]
  /// The counts of the digest before it; empty if there was none.
  let before: [String: Int]
  let newReds: [LedgerEntry]
  let openReds: [LedgerEntry]
  let vanished: [LedgerEntry]
  let closed: [LedgerEntry]
  let units: [RankedUnit]
  let figures: [(unit: String?, figure: Figure, bulletin: Int64)]
  let missing: [MissingReport]

  /// The names of the counts, in the order in which they are shown.
  static let colors = ["red", "yellow", "blue", "closed"]
  private static let mostFigures = 20

  /// Gathers it.
  ///
  /// - Parameter until: the present day, where the period may not be over yet: what is due later is not missing.
  /// - Throws: the database's error.
  init(of period: Period, configuration: Configuration, until: Day? = nil, in session: Session) throws {
    self.period = period
    let day = min(period.last, until ?? period.last)
    let entries = try session.ledger(on: period.last).map { $0.renewed(by: configuration.rules, on: day) }
    let open = entries.filter { !$0.state.isClosed }
    openReds = open.filter(\.state.isRed).sorted { $0.state.redSince ?? .epoch < $1.state.redSince ?? .epoch }
    newReds = openReds.filter { $0.state.redSince.map(period.contains) ?? false }
    vanished = openReds.filter(\.state.isVanished)
    closed = try entries.filter { entry in
      guard entry.state.isClosed, let asOf = entry.state.asOf, asOf >= period.first else { return false }
      let earlier = try session.observations(of: entry.id).map(\.observation).filter {
        $0.asOf < period.first
      }
      return !ItemState(folding: earlier).isClosed
    }
    counts = [
      "red": openReds.count,
      "yellow": open.filter { [.yellow, .orange].contains($0.state.color) }.count,
      "blue": open.filter { [.blue, .green].contains($0.state.color) }.count,
      "closed": closed.count,
    ]
    before = try session.digestCounts(period.cadence, before: period.last)
    units = try MonthlyRank(of: period, configuration: configuration, until: until, in: session).units
    figures = try session.figures(
      from: Timestamp(startOf: period.first), to: Timestamp(startOf: period.last.after),
      limit: DigestReport.mostFigures)
    missing = try ExpectedReports(configuration.expect).missing(in: period, until: until, session)
  }

  /// In a few words, as the journal shows it.
  var headline: String {
    let numbers = DigestReport.colors.map { color -> String in
      let count = counts[color] ?? 0
      let change = before[color].map { count - $0 } ?? 0
      return "\(color) \(count)" + (change == 0 ? "" : " (\(change > 0 ? "+" : "")\(change))")
    }
    let missed = missing.isEmpty ? "" : "; \(missing.count) expected reports missing"
    let gone = vanished.isEmpty ? "" : "; \(vanished.count) red items vanished"
    return
      "\(period.cadence.rawValue) digest \(period.name): \(numbers.joined(separator: ", "))\(gone)\(missed)"
  }

  /// Title and lines of each part that has something to say.
  var sections: [(title: String, lines: [String])] {
    func lines(_ entries: [LedgerEntry]) -> [String] { entries.map(line) }
    let all: [(String, [String])] = [
      ("New red 新增红色", lines(newReds)),
      ("Open red 未销号红色", lines(openReds)),
      ("Missing from the newest ledger and not closed 未销号而消失", lines(vanished)),
      ("Closed 销号", lines(closed)),
      ("Offices by score 单位得分", units.compactMap(\.lines.first)),
      (
        "Figures 数据",
        figures.map {
          "\([$0.unit, $0.figure.what].compactMap { $0 }.joined(separator: "｜")) \($0.figure.text) (bulletin \($0.bulletin))"
        }
      ),
      ("Expected and not come 应报未报", missing.map(\.line)),
    ]
    return all.filter { !$0.1.isEmpty }.map { (title: $0.0, lines: $0.1) }
  }

  /// A red with its age and who must explain to whom.
  private func line(_ entry: LedgerEntry) -> String {
    var words = [[entry.unit, entry.name].compactMap { $0 }.joined(separator: "｜")]
    if let since = entry.state.redSince {
      words.append("red for \(period.last.days(since: since)) days, since \(since)")
    }
    if entry.state.episodes > 1 { words.append("for the \(entry.state.episodes). time") }
    if entry.state.isRed {
      let who = entry.state.leader ?? entry.unit ?? "the office"
      words.append("\(who) explains to the main leader (\(who)向主要领导说明情况)")
    }
    if !entry.state.why.isEmpty { words.append(entry.state.why) }
    return words.joined(separator: "; ") + (entry.state.quote.isEmpty ? "" : " “\(entry.state.quote)”")
  }

  /// For programs.
  var json: JSON {
    func items(_ entries: [LedgerEntry]) -> JSON { .array(entries.map { .object($0.jsonMembers) }) }
    return .object([
      ("digest", .string(period.cadence.rawValue)), ("first", .string(period.first.description)),
      ("last", .string(period.last.description)),
      ("counts", .object(DigestReport.colors.map { ($0, JSON.integer(counts[$0] ?? 0)) })),
      (
        "change", .object(DigestReport.colors.map { c in (c, JSON(before[c].map { (counts[c] ?? 0) - $0 })) })
      ),
      ("new_red", items(newReds)), ("open_red", items(openReds)), ("vanished", items(vanished)),
      ("closed", items(closed)), ("units", .array(units.map(\.json))),
      (
        "figures",
        .array(
          figures.map {
            .object([
              ("unit", JSON($0.unit)), ("text", .string($0.figure.text)), ("value", .number($0.figure.value)),
              ("what", JSON($0.figure.what)), ("bulletin", .integer(Int($0.bulletin))),
            ])
          })
      ),
      ("missing", .array(missing.map(\.json))),
    ])
  }
}
