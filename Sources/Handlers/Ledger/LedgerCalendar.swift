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

  /// Notes the colours that the day changes, and says what is to be announced.
  ///
  /// - Throws: the database's error.
  public func advance(to day: Day, in session: Session) throws -> [Announcement] {
    var announcements: [Announcement] = []
    let keeper = try LedgerKeeper(session: session, bulletin: nil, escalation: escalation)
    for entry in try session.openLedgerItemsWithDeadline() {
      let state = entry.state
      guard let asOf = state.asOf, asOf < day else { continue }
      let judged = rules.rule(for: entry.unit).judge(
        ScheduleRule.Facts(
          progress: state.progress, due: state.due, start: state.start, problem: state.problem,
          openEnded: state.declared != nil), on: day)
      guard judged.color != state.computed else { continue }
      var observation = ItemObservation(.calendar, asOf: day)
      observation.declared = state.declared
      observation.computed = judged.color
      observation.why = judged.why
      var item = entry
      try keeper.take(observation, of: &item) { announcements.append($0.announcement(by: "ledger")) }
    }
    return announcements
  }
}
