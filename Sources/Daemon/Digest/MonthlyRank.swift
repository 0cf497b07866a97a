import Bulletins
import Store

/// The ranking of a period from the ledger.
struct MonthlyRank {
  let units: [RankedUnit]

  /// Ranks the offices of a period, with their movement since the one before.
  ///
  /// - Throws: the database's error.
  init(of period: Period, configuration: Configuration, until: Day? = nil, in session: Session) throws {
    let weights = configuration.ledger.weights
    let earlier = period.cadence.period(of: period.first.before)
    let previous = Ranking.rank(
      try MonthlyRank.items(of: earlier, in: session), weights: weights, end: earlier.last)
    let ranks = Dictionary(
      previous.compactMap { unit in unit.rank.map { (unit.unit, $0) } },
      uniquingKeysWith: { first, _ in first })
    let missing = try ExpectedReports(configuration.expect).missing(in: period, until: until, session)
    let late = Dictionary(grouping: missing, by: \.expected.unit).mapValues { reports in
      reports.map {
        RankPoint(
          .late, points: -weights.late, subject: $0.line, item: nil, bulletin: nil, day: $0.period.last,
          quote: "")
      }
    }
    units = Ranking.rank(
      try MonthlyRank.items(of: period, in: session), late: late,
      others: configuration.expect.map(\.unit), weights: weights, previous: ranks,
      end: min(period.last, until ?? period.last))
  }

  /// Every item of an office that was there in the period: one that nothing was said of stands as it stood.
  private static func items(of period: Period, in session: Session) throws -> [Ranking.Item] {
    try session.ledger().compactMap { entry in
      guard let unit = entry.unit, let first = entry.firstAsOf, first <= period.last else { return nil }
      let all = try session.observations(of: entry.id)
      let before = ItemState(folding: all.map(\.observation).filter { $0.asOf < period.first })
      if before.asOf != nil, before.isClosed { return nil }
      var said = all.filter { period.contains($0.observation.asOf) }.map { ($0.observation, $0.bulletin) }
      if said.isEmpty, let last = all.last(where: { $0.observation.asOf < period.first }) {
        said = [(last.observation, last.bulletin)]
      }
      return Ranking.Item(id: entry.id, name: entry.name, unit: unit, before: before, said: said)
    }
  }
}

extension RankedUnit {
  /// For people: the office and below it where its points went.
  var lines: [String] {
    let move: String =
      switch movement {
      case nil: "new"
      case 0?: "same place"
      case let up? where up > 0: "up \(up)"
      case let down?: "down \(-down)"
      }
    let head =
      rank.map { "\($0). \(unit) \(score.map(Self.number) ?? "") (\(items) items, \(move))" }
      ?? "–  \(unit) (no items)"
    return [head.printable]
      + points.map { point in
        let source = point.bulletin.map { "bulletin \($0), " } ?? ""
        return
          "     \(point.points > 0 ? "+" : "")\(Self.number(point.points)) \(point.reason.rawValue): \(point.subject) (\(source)\(point.day)) “\(point.quote)”"
          .printable
      }
  }

  /// Without a needless fraction.
  static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String((value * 10).rounded() / 10)
  }

  /// For programs.
  var json: JSON {
    .object([
      ("unit", .string(unit)), ("rank", JSON(rank)), ("score", JSON(score)), ("items", .integer(items)),
      ("movement", JSON(movement)),
      (
        "points",
        .array(
          points.map {
            .object([
              ("reason", .string($0.reason.rawValue)), ("points", .number($0.points)),
              ("subject", .string($0.subject)), ("ledger_item", JSON($0.item.map { Int($0) })),
              ("bulletin", JSON($0.bulletin.map { Int($0) })), ("day", .string($0.day.description)),
              ("quote", .string($0.quote)),
            ])
          })
      ),
    ])
  }
}
