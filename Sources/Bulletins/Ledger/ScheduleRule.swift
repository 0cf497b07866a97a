/// The colour that the figures of an item give: finished → blue; overdue, or a problem recorded, or far behind the
/// straight line to the deadline → red; due soon or a little behind → yellow; else blue.
public struct ScheduleRule: Sendable, Equatable {
  /// More percentage points behind the line than this are red.
  public var redBehind: Double
  /// At least as many percentage points behind the line as this are yellow.
  public var yellowBehind: Double
  /// An unfinished item that is due within so many days is yellow.
  public var dueSoon: Int

  /// A rule; the defaults are those of the seed's mechanism: 20 points, 5 points, 15 days.
  public init(redBehind: Double = 20, yellowBehind: Double = 5, dueSoon: Int = 15) {
    self.redBehind = redBehind
    self.yellowBehind = yellowBehind
    self.dueSoon = dueSoon
  }

  /// What is known of an item.
  public struct Facts: Sendable, Equatable {
    /// Progress from 0 to 1.
    public var progress: Double?
    /// The deadline.
    public var due: Day?
    /// The stated start; without it the line begins on 1 January of the due year.
    public var start: Day?
    /// The recorded problem.
    public var problem: String?
    /// True if the row says something of its state although nothing above is known: 长期坚持, a declared colour.
    public var openEnded: Bool

    /// Facts; what is not given is unknown.
    public init(
      progress: Double? = nil, due: Day? = nil, start: Day? = nil, problem: String? = nil,
      openEnded: Bool = false
    ) {
      self.progress = progress
      self.due = due
      self.start = start
      self.problem = problem
      self.openEnded = openEnded
    }
  }

  /// The colour on a day and why, in English; nil if there is nothing to judge by.
  public func judge(_ facts: Facts, on day: Day) -> (color: StatusColor?, why: String) {
    if let progress = facts.progress, progress >= 1 { return (.blue, "finished") }
    let behind = behindSchedule(facts, on: day)
    var red: [String] = []
    if let due = facts.due, due < day { red.append("overdue \(count(day.days(since: due))), unfinished") }
    if facts.problem != nil { red.append("problem recorded") }
    if red.isEmpty, let behind, behind > redBehind {
      red.append("behind linear schedule by \(ScheduleRule.points(behind)) points")
    }
    if !red.isEmpty { return (.red, red.joined(separator: "; ")) }

    var yellow: [String] = []
    if let due = facts.due, due.days(since: day) <= dueSoon {
      yellow.append("due in \(count(due.days(since: day))), unfinished")
    }
    if let behind, behind >= yellowBehind {
      yellow.append("behind linear schedule by \(ScheduleRule.points(behind)) points")
    }
    if !yellow.isEmpty { return (.yellow, yellow.joined(separator: "; ")) }

    if let behind { return (.blue, "on schedule (\(ScheduleRule.points(behind)) points behind)") }
    if let due = facts.due {
      return (.blue, "progress not stated in figures, due in \(count(due.days(since: day)))")
    }
    if facts.progress != nil || facts.openEnded { return (.blue, "no deadline to measure against") }
    return (nil, "neither progress nor deadline nor problem stated")
  }

  /// Percentage points between the straight line and the progress; positive is late.
  private func behindSchedule(_ facts: Facts, on day: Day) -> Double? {
    guard let progress = facts.progress, let due = facts.due,
      let january = Day(year: due.year, month: 1, day: 1)
    else { return nil }
    let start = facts.start.flatMap { $0 < due ? $0 : nil } ?? january
    let length = due.days(since: start)
    let passed = day.days(since: start)
    let expected = length <= 0 ? 1 : min(1, max(0, Double(passed) / Double(length)))
    return (expected - progress) * 100
  }

  private func count(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

  /// A number with one decimal place.
  private static func points(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension LedgerItem {
  /// Computes its colour again, for another day.
  public mutating func judge(by rule: ScheduleRule, on day: Day) {
    let judged = rule.judge(
      ScheduleRule.Facts(
        progress: progress, due: due, start: start, problem: problem, openEnded: declared != nil), on: day)
    computed = judged.color
    why = judged.why
  }
}

extension ItemState {
  /// What its colour is computed of.
  public var facts: ScheduleRule.Facts {
    ScheduleRule.Facts(
      progress: progress, due: due, start: start, problem: problem, openEnded: declared != nil)
  }

  /// Says why it has its computed colour in the numbers of another day: it is overdue by one day more each day. Where that day
  /// would give another colour, nobody has judged it then, and the reason stays.
  public mutating func renewReason(by rule: ScheduleRule, on day: Day) {
    guard let asOf, asOf < day, isOpen, due != nil else { return }
    let judged = rule.judge(facts, on: day)
    guard judged.color == computed else { return }
    // What a declared colour means here is no matter of days.
    let kept = why.split(separator: ";").filter { $0.hasPrefix(" declared ") || $0.hasPrefix("declared ") }
    why = kept.reduce(judged.why) { "\($0); \($1.drop { $0 == " " })" }
  }
}
