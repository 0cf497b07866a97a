public import Bulletins
public import Store

/// Judges every open item anew for a day, so that one becomes overdue without a new bulletin.
public struct LedgerCalendar: Sendable {
  private let rules: ScheduleRules
  private let escalation: Escalation

  /// A calendar with these rules.
  public init(rules: ScheduleRules = ScheduleRules(), escalation: Escalation = Escalation()) {
    self.rules = rules
    self.escalation = escalation
  }

  /// Notes the colours that the day changes and what became overdue, and says what is to be announced.
  ///
  /// - Throws: the database's error.
  public func advance(to day: Day, in session: Session) throws -> [Announcement] {
    var announcements: [Announcement] = []
    let keeper = try LedgerKeeper(session: session, bulletin: nil, escalation: escalation, rules: rules)
    for entry in try session.openLedgerItemsWithDeadline() {
      guard let asOf = entry.state.asOf, asOf < day,
        let observation = entry.state.calendar(on: day, by: rules.rule(for: entry.unit))
      else { continue }
      var item = entry
      try keeper.take(observation, of: &item) { announcements.append($0.announcement(by: "ledger")) }
    }
    return announcements
  }
}

extension ItemState {
  /// What the calendar alone changes by a day: the computed colour, or that the deadline has passed of what was red before.
  /// Nil if nothing.
  func calendar(on day: Day, by rule: ScheduleRule) -> ItemObservation? {
    guard isOpen, let due, let asOf else { return nil }
    let judged = rule.judge(facts, on: day)
    let becomesOverdue = due < day && asOf <= due
    guard judged.color != computed || becomesOverdue else { return nil }
    var observation = ItemObservation(.calendar, asOf: day)
    observation.declared = declared
    observation.computed = judged.color
    observation.why = judged.why
    return observation
  }
}
