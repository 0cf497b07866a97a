/// How often something is due: 每天一检查、一周一例会、半月一通报、每月一排名.
public enum Cadence: String, Sendable, CaseIterable {
  case daily, weekly, halfmonthly, monthly

  /// The period that holds a day: the day, its week from Monday (ISO 8601), its half of the month (1–15, 16–), its month.
  public func period(of day: Day) -> Period {
    let first: Int
    let last: Int
    switch self {
    case .daily: (first, last) = (day.ordinal, day.ordinal)
    case .weekly:
      // 1970-01-01 was a Thursday.
      first = day.ordinal - Cadence.remainder(day.ordinal + 3, 7)
      last = first + 6
    case .halfmonthly:
      let begin = day.ordinal - day.day + 1
      let length = Day.length(ofMonth: day.month, year: day.year)
      (first, last) = day.day <= 15 ? (begin, begin + 14) : (begin + 15, begin + length - 1)
    case .monthly:
      first = day.ordinal - day.day + 1
      last = first + Day.length(ofMonth: day.month, year: day.year) - 1
    }
    return Period(cadence: self, first: Day(ordinal: first) ?? day, last: Day(ordinal: last) ?? day)
  }

  /// The newest period that has ended on a day; a day counts as ended on itself.
  public func lastEnded(on day: Day) -> Period {
    let period = period(of: day)
    return period.last <= day ? period : self.period(of: period.first.before)
  }

  /// The periods that are to be issued on a day: every one since the last that was, or, at the first time, the last one.
  ///
  /// - Parameter issued: the last day of the last period that was issued.
  public func due(on day: Day, issued: Day?) -> [Period] {
    let newest = lastEnded(on: day)
    guard let issued else { return [newest] }
    var periods: [Period] = []
    var next = period(of: issued.after)
    while next.last <= newest.last {
      periods.append(next)
      next = period(of: next.last.after)
    }
    return periods
  }

  private static func remainder(_ number: Int, _ divisor: Int) -> Int {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
  }
}

/// The days that a digest or a report is about.
public struct Period: Sendable, Hashable {
  /// How often it comes.
  public var cadence: Cadence
  /// Its first and last day.
  public var first: Day, last: Day

  /// A period.
  public init(cadence: Cadence, first: Day, last: Day) {
    self.cadence = cadence
    self.first = first
    self.last = last
  }

  /// True if the day lies in it.
  public func contains(_ day: Day) -> Bool { first <= day && day <= last }

  /// For names and titles: the day, or the first and the last one.
  public var name: String { first == last ? first.description : "\(first)–\(last)" }
}

extension Day {
  /// The day before and the day after; the calendar's ends are their own.
  public var before: Day { Day(ordinal: ordinal - 1) ?? self }
  /// The day after.
  public var after: Day { Day(ordinal: ordinal + 1) ?? self }
}
