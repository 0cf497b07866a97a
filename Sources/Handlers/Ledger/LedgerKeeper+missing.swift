import Bulletins
import Store

/// Red items that a later ledger lacks.
extension LedgerKeeper {
  /// Finds the red items that stood in the ledger before this one and are not in it.
  func takeMissing(from received: ReceivedBulletin, units: Set<String>, asOf: Day, tell: Tell) throws {
    guard let bulletin else { return }
    let series = LedgerSeries.key(fileName: received.fileName)
    try session.noteLedger(bulletin, series: series, asOf: asOf)
    var earlier: [Int64: (sameSeries: Bool, items: Set<Int64>)] = [:]
    for (found, ledger) in try session.everRedInLedgers(until: asOf, except: bulletin)
    where !seen.contains(found.id) {
      var entry = found
      guard try isOpenRed(entry, on: asOf) else { continue }
      if earlier[ledger] == nil {
        earlier[ledger] = (try session.series(of: ledger) == series, try session.items(inLedger: ledger))
      }
      guard let before = earlier[ledger],
        LedgerSeries.follows(
          sameSeries: before.sameSeries, shared: before.items.intersection(seen).count,
          earlier: before.items.count, hasUnit: units.contains(ItemName.unitKey(entry.unit)))
      else { continue }
      var observation = ItemObservation(.missing, asOf: asOf)
      observation.quote = entry.state.quote
      try take(observation, of: &entry, tell: tell)
    }
  }

  /// The same where the later ledger came first: red items of this one that it lacks.
  func takeMissing(fromLaterThan received: ReceivedBulletin, asOf: Day, tell: Tell) throws {
    guard let bulletin else { return }
    let later = try session.ledgers(after: asOf, arrival: arrival)
    guard !later.isEmpty else { return }
    let series = LedgerSeries.key(fileName: received.fileName)
    let items = try session.items(inLedger: bulletin)
    var open = try items.sorted().compactMap { try session.ledgerItem($0) }.filter { $0.state.episodes > 0 }
    for ledger in later where !open.isEmpty {
      let there = try session.items(inLedger: ledger.bulletin)
      open.removeAll { there.contains($0.id) }
      let shared = items.intersection(there).count
      guard shared > 0 || ledger.series == series else { continue }
      let units = try session.units(inLedger: ledger.bulletin)
      let keeper = try LedgerKeeper(
        session: session, bulletin: ledger.bulletin, escalation: escalation, rules: rules)
      open = try open.filter { found in
        guard
          LedgerSeries.follows(
            sameSeries: ledger.series == series, shared: shared, earlier: items.count,
            hasUnit: units.contains(ItemName.unitKey(found.unit))),
          var entry = try session.ledgerItem(found.id), try isOpenRed(entry, on: ledger.asOf)
        else { return true }
        var observation = ItemObservation(.missing, asOf: ledger.asOf)
        observation.quote = entry.state.quote
        try keeper.take(observation, of: &entry, tell: tell)
        return false
      }
    }
  }

  private func isOpenRed(_ entry: LedgerEntry, on day: Day) throws -> Bool {
    var state = entry.state
    if let newest = state.asOf, newest > day {
      let observations = try session.observations(of: entry.id).map(\.observation)
      state = ItemState(folding: observations.filter { $0.asOf <= day })
    }
    return state.isRed && !state.isVanished
  }
}
