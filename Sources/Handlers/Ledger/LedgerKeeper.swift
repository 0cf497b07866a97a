import Bulletins
import Store

/// A change of one item, before it is put into words.
struct LedgerChange: Sendable {
  /// What changed: a colour, or the number of times of the same one.
  enum What: Sendable, Equatable {
    case transition(Transition)
    case escalation(Escalation.Step)
  }

  var what: What
  /// The item as it stands now.
  var entry: LedgerEntry
  var observation: ItemObservation
}

/// Writes what one bulletin says into the ledger, and tells each change as it is made.
struct LedgerKeeper {
  /// Who hears of changes.
  typealias Tell = (LedgerChange) throws -> Void

  let session: Session
  /// The bulletin; nil for the calendar.
  let bulletin: Int64?
  let escalation: Escalation
  /// The bulletin's place in the order of arrival.
  private let arrival: Int64
  /// The items that the bulletin speaks of.
  private var seen: Set<Int64> = []

  init(session: Session, bulletin: Int64?, escalation: Escalation) throws {
    arrival = try session.arrival(of: bulletin)
    self.session = session
    self.bulletin = bulletin
    self.escalation = escalation
  }

  /// Takes back what the bulletin said before, where a handler runs again.
  mutating func forget() throws {
    guard let bulletin else { return }
    for item in try session.forgetObservations(of: bulletin) {
      guard var entry = try session.ledgerItem(item) else { continue }
      try fold(&entry)
      try session.save(entry)
    }
  }

  /// Takes in statements: those whose name the ledger knows first, so that a guess never takes an item from its own name.
  mutating func take(_ statements: [LedgerStatement], tell: Tell) throws {
    let lookup = try LedgerLookup(statements, in: session)
    var matches = statements.map { lookup.match($0) }
    var taken: Set<Int64> = []
    for match in matches { if case .same(let id) = match { taken.insert(id) } }
    for index in matches.indices {
      guard case .guess(let id) = matches[index] else { continue }
      if !taken.insert(id).inserted { matches[index] = .none }
    }
    for (statement, match) in zip(statements, matches) { try take(statement, as: match, tell: tell) }
  }

  private mutating func take(_ statement: LedgerStatement, as match: ItemMatcher.Match, tell: Tell) throws {
    var observation = statement.observation
    switch match {
    case .same(let id), .guess(let id):
      guard var entry = try session.ledgerItem(id) else { return }
      if case .guess = match { observation.isGuess = true }
      if entry.unit == nil { entry.unit = statement.unit }
      seen.insert(entry.id)
      try take(observation, of: &entry, tell: tell)
    case .none:
      guard LedgerKeeper.isWorthKeeping(observation) else { return }
      // A new item is written once, as it stands after its first observation.
      var state = ItemState()
      let transitions = state.observe(observation)
      let entry = try session.insertLedgerItem(
        statement.printed, key: statement.name.key, unit: statement.unit, bulletin: bulletin, state: state)
      seen.insert(entry.id)
      try session.insert(observation, of: entry.id, bulletin: bulletin, arrival: arrival)
      try self.tell(transitions, of: entry, after: ItemState(), observation, tell)
    }
  }

  /// A sentence about an unknown item begins a history only if there is something to follow.
  private static func isWorthKeeping(_ observation: ItemObservation) -> Bool {
    observation.source == .row || (observation.color?.severity ?? 0) > 0
  }

  /// Adds an observation. One that is older than the newest, or arrived before it, completes the history and changes nothing
  /// that is announced.
  func take(_ observation: ItemObservation, of entry: inout LedgerEntry, tell: Tell) throws {
    try session.insert(observation, of: entry.id, bulletin: bulletin, arrival: arrival)
    entry.firstAsOf = min(entry.firstAsOf ?? observation.asOf, observation.asOf)
    if try isOld(observation, of: entry) {
      try fold(&entry)
      return try session.save(entry)
    }
    let before = entry.state
    let transitions = entry.state.observe(observation)
    try session.save(entry)
    try self.tell(transitions, of: entry, after: before, observation, tell)
  }

  private func isOld(_ observation: ItemObservation, of entry: LedgerEntry) throws -> Bool {
    guard let newest = entry.state.asOf, observation.asOf <= newest else { return false }
    guard observation.asOf == newest, bulletin != nil else { return observation.asOf < newest }
    return try session.isOvertaken(arrival: arrival, on: newest, item: entry.id)
  }

  private func tell(
    _ transitions: [Transition], of entry: LedgerEntry, after before: ItemState,
    _ observation: ItemObservation, _ tell: Tell
  ) throws {
    for transition in transitions {
      try tell(LedgerChange(what: .transition(transition), entry: entry, observation: observation))
    }
    if let step = escalation.step(from: before, to: entry.state) {
      try tell(LedgerChange(what: .escalation(step), entry: entry, observation: observation))
    }
  }

  private func fold(_ entry: inout LedgerEntry) throws {
    let observations = try session.observations(of: entry.id).map(\.observation)
    entry.state = ItemState(folding: observations)
    entry.firstAsOf = observations.first?.asOf
  }

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

  private func isOpenRed(_ entry: LedgerEntry, on day: Day) throws -> Bool {
    var state = entry.state
    if let newest = state.asOf, newest > day {
      let observations = try session.observations(of: entry.id).map(\.observation)
      state = ItemState(folding: observations.filter { $0.asOf <= day })
    }
    return state.isRed && !state.isVanished
  }
}
