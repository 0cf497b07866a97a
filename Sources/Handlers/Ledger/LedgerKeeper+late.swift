import Bulletins
import Store

/// Bulletins that come after what is newer than they are.
extension LedgerKeeper {
  /// What stands after an observation that was just added, in the order of the days and of arrival.
  func laterObservations(than observation: ItemObservation, of entry: LedgerEntry) throws
    -> [StoredObservation]
  {
    guard let newest = entry.state.asOf, observation.asOf <= newest else { return [] }
    let all = try session.observations(of: entry.id)
    guard let added = all.indices.max(by: { all[$0].id < all[$1].id }) else { return [] }
    return Array(all[(added + 1)...])
  }

  /// Takes in an observation that others follow. Where only the calendar does, the bulletin is the newest that speaks of the
  /// item: what it changes is announced, as seen on the day until which the calendar has looked.
  func takeLate(
    _ observation: ItemObservation, before later: [StoredObservation], of entry: inout LedgerEntry, tell: Tell
  ) throws {
    let before = entry.state
    try judgeCalendarAgain(of: entry)
    try fold(&entry)
    try session.save(entry)
    var transitions: [Transition] = []
    if later.allSatisfy({ $0.observation.source == .calendar }), let day = later.last?.observation.asOf {
      var seen = observation
      seen.asOf = day
      if !seen.isClosed {
        seen.computed = rules.rule(for: entry.unit).judge(entry.state.facts, on: day).color
      }
      // A contradiction was said already if it is the one that stood before.
      seen.isContradictory = seen.isContradictory && entry.state.contradiction != before.contradiction
      var state = before
      transitions = state.observe(seen)
    }
    try self.tell(transitions, of: entry, after: before, observation, tell)
  }

  /// The calendar is no source of its own: what it found on a day follows from what is known of the days before.
  private func judgeCalendarAgain(of entry: LedgerEntry) throws {
    let rule = rules.rule(for: entry.unit)
    var state = ItemState()
    for stored in try session.observations(of: entry.id) {
      var observation = stored.observation
      if observation.source == .calendar {
        guard let found = state.calendar(on: observation.asOf, by: rule) else {
          try session.forgetObservation(stored.id)
          continue
        }
        if found != observation {
          try session.replaceObservation(stored.id, by: found)
          observation = found
        }
      }
      _ = state.observe(observation)
    }
  }
}
