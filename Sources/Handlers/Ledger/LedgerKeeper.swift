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
  /// What judges again what the calendar found, where a bulletin of an earlier day comes after it.
  let rules: ScheduleRules
  /// The bulletin's place in the order of arrival.
  let arrival: Int64
  /// The items that the bulletin speaks of.
  private(set) var seen: Set<Int64> = []

  init(session: Session, bulletin: Int64?, escalation: Escalation, rules: ScheduleRules) throws {
    arrival = try session.arrival(of: bulletin)
    self.session = session
    self.bulletin = bulletin
    self.escalation = escalation
    self.rules = rules
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
      if case .same = match, observation.source == .row, let first = entry.firstAsOf,
        observation.asOf < first,
        entry.name != statement.printed, ItemName(statement.printed).key == ItemName(entry.name).key
      {
        // As it was printed first, whichever came first.
        try session.rename(entry.id, statement.printed)
        entry.name = statement.printed
      }
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

  /// Adds an observation. One that is older than what another bulletin said, or arrived before it, completes the history; of
  /// it nothing is announced but the step that the completed run has reached.
  func take(_ observation: ItemObservation, of entry: inout LedgerEntry, tell: Tell) throws {
    try session.insert(observation, of: entry.id, bulletin: bulletin, arrival: arrival)
    entry.firstAsOf = min(entry.firstAsOf ?? observation.asOf, observation.asOf)
    let later = try laterObservations(than: observation, of: entry)
    guard later.isEmpty else {
      return try takeLate(observation, before: later, of: &entry, tell: tell)
    }
    let before = entry.state
    let transitions = entry.state.observe(observation)
    try session.save(entry)
    try self.tell(transitions, of: entry, after: before, observation, tell)
  }

  func tell(
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

  func fold(_ entry: inout LedgerEntry) throws {
    let observations = try session.observations(of: entry.id).map(\.observation)
    entry.state = ItemState(folding: observations)
    entry.firstAsOf = observations.first?.asOf
  }
}
