/// What an office loses or gains, in points of a hundred (百分制).
public struct RankWeights: Sendable, Equatable {
  /// For an item that was red in the period.
  public var red = 10.0
  /// For one that was yellow or orange and never red.
  public var yellow = 3.0
  /// For one that was overdue, besides its red.
  public var overdue = 5.0
  /// For one that became red again.
  public var again = 5.0
  /// For an expected report that did not come.
  public var late = 2.0
  /// Gained for one that was closed before its deadline.
  public var early = 2.0

  /// The usual weights.
  public init() {}
}

/// Points that an office lost or gained, and for what.
public struct RankPoint: Sendable, Equatable {
  /// Why.
  public enum Reason: String, Sendable { case red, yellow, overdue, again, late, early }

  /// Why.
  public var reason: Reason
  /// Positive is gained.
  public var points: Double
  /// The item, or the report that did not come.
  public var subject: String
  /// The item's number; nil for a report.
  public var item: Int64?
  /// The bulletin that shows it, the day, and its words.
  public var bulletin: Int64?, day: Day, quote: String

  /// Points.
  public init(
    _ reason: Reason, points: Double, subject: String, item: Int64?, bulletin: Int64?, day: Day, quote: String
  ) {
    self.reason = reason
    self.points = points
    self.subject = subject
    self.item = item
    self.bulletin = bulletin
    self.day = day
    self.quote = quote
  }
}

/// An office in the ranking of a period.
public struct RankedUnit: Sendable, Equatable {
  /// The office.
  public var unit: String
  /// Of a hundred; nil for an office without items.
  public var score: Double?
  /// From 1; offices with the same score share it, and the next is as far behind as there are offices before it.
  public var rank: Int?
  /// So many places up since the period before; nil if it was not ranked then.
  public var movement: Int?
  /// So many items were looked at.
  public var items: Int
  /// Where the points went.
  public var points: [RankPoint]
}

/// Offices by score. Pure: what was said in the period is handed in.
public enum Ranking {
  /// An item with what was said of it in the period and how it stood before.
  public struct Item: Sendable {
    /// Its number, name and office.
    public var id: Int64, name: String, unit: String
    /// How it stood before the period.
    public var before: ItemState
    /// What was said in it, in the order of the days.
    public var said: [(observation: ItemObservation, bulletin: Int64?)]

    /// An item.
    public init(
      id: Int64, name: String, unit: String, before: ItemState,
      said: [(observation: ItemObservation, bulletin: Int64?)]
    ) {
      self.id = id
      self.name = name
      self.unit = unit
      self.before = before
      self.said = said
    }
  }

  /// The offices, the best first; those without items at the end.
  ///
  /// - Parameters:
  ///   - late: reports that did not come, by office.
  ///   - others: offices that are to be listed although they have no items.
  ///   - end: the last day that is looked at: what is red and was due before it is overdue, also where nothing was said of it
  ///     since.
  public static func rank(
    _ items: [Item], late: [String: [RankPoint]] = [:], others: [String] = [], weights: RankWeights,
    previous: [String: Int] = [:], end: Day
  ) -> [RankedUnit] {
    var units: [String: RankedUnit] = [:]
    for unit in items.map(\.unit) + Array(late.keys) + others where units[unit] == nil {
      units[unit] = RankedUnit(
        unit: unit, score: nil, rank: nil, movement: nil, items: 0, points: late[unit] ?? [])
    }
    for item in items {
      units[item.unit]?.items += 1
      units[item.unit]?.points += points(of: item, weights, end: end)
    }
    var ranked = units.values.map { unit in
      var unit = unit
      if unit.items > 0 || !unit.points.isEmpty {
        unit.score = max(0, 100 + unit.points.reduce(0) { $0 + $1.points })
      }
      return unit
    }
    ranked.sort { ($1.score ?? -1, $0.unit) < ($0.score ?? -1, $1.unit) }
    for index in ranked.indices where ranked[index].score != nil {
      let isTie = index > 0 && ranked[index - 1].score == ranked[index].score
      ranked[index].rank = isTie ? ranked[index - 1].rank : index + 1
      if let old = previous[ranked[index].unit], let new = ranked[index].rank {
        ranked[index].movement = old - new
      }
    }
    return ranked
  }

  /// Each reason counts once for an item, with the first evidence for it.
  private static func points(of item: Item, _ weights: RankWeights, end: Day) -> [RankPoint] {
    var state = item.before
    var found: [RankPoint.Reason: RankPoint] = [:]
    func note(
      _ reason: RankPoint.Reason, _ points: Double, _ observation: ItemObservation, _ bulletin: Int64?
    ) {
      guard found[reason] == nil, points != 0 else { return }
      found[reason] = RankPoint(
        reason, points: points, subject: item.name, item: item.id, bulletin: bulletin, day: observation.asOf,
        quote: observation.quote.isEmpty ? state.quote : observation.quote)
    }
    for (observation, bulletin) in item.said {
      let before = state
      _ = state.observe(observation)
      switch state.color {
      case .red where !state.isClosed:
        note(.red, -weights.red, observation, bulletin)
        if state.episodes > max(1, before.episodes) { note(.again, -weights.again, observation, bulletin) }
      case .yellow, .orange: note(.yellow, -weights.yellow, observation, bulletin)
      default: break
      }
      if let due = state.due, due < observation.asOf, !state.isClosed {
        note(.overdue, -weights.overdue, observation, bulletin)
      }
      if state.isClosed, !before.isClosed, let due = state.due, observation.asOf < due {
        note(.early, weights.early, observation, bulletin)
      }
    }
    if let last = item.said.last, state.isRed, let due = state.due, due < end {
      note(.overdue, -weights.overdue, last.observation, last.bulletin)
    }
    if found[.red] != nil { found[.yellow] = nil }
    let order: [RankPoint.Reason] = [.red, .yellow, .overdue, .again, .late, .early]
    return order.compactMap { found[$0] }
  }
}
