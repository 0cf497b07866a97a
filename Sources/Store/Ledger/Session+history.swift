public import Bulletins
internal import GRDB

/// One step of an item's history.
public struct HistoryStep: Sendable {
  /// What was said.
  public var observation: ItemObservation
  /// The bulletin that said it, and its inbox name, fit to be shown; nil for the calendar.
  public var bulletin: Int64?, file: String?
  /// What changed by it.
  public var transitions: [Transition]
  /// The colour after it.
  public var color: StatusColor?
}

extension Session {
  /// The whole way of an item, in the order of the days.
  public func history(of item: Int64) throws -> [HistoryStep] {
    var state = ItemState()
    return try observations(of: item).compactMap { stored in
      let transitions = state.observe(stored.observation)
      // What an item lacked while nothing was open of it tells nothing.
      if stored.observation.source == .missing, transitions.isEmpty { return nil }
      let file = try stored.bulletin.flatMap { try receipt(id: $0) }?.displayName
      return HistoryStep(
        observation: stored.observation, bulletin: stored.bulletin, file: file, transitions: transitions,
        color: state.color)
    }
  }

  /// The items that a bulletin spoke of, or that it lacks.
  public func ledgerItems(toldBy bulletin: Int64) throws -> [LedgerEntry] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM ledger_items WHERE id IN (SELECT item FROM ledger_observations WHERE bulletin = ?) ORDER BY id
        """, arguments: [bulletin]
    ).map(LedgerEntry.init(row:))
  }

  /// The items that a person may mean: by number, by name, or by a part of the name.
  public func ledgerItems(meaning text: String) throws -> [LedgerEntry] {
    if let id = Int64(text), let entry = try ledgerItem(id) { return [entry] }
    let named = try ledgerItems(nameKey: ItemName(text).key)
    if !named.isEmpty { return named }
    return try Row.fetchAll(
      db, sql: "SELECT * FROM ledger_items WHERE instr(name, ?) ORDER BY id", arguments: [text]
    ).map(LedgerEntry.init(row:))
  }

  /// How every item stood on a day, as far as bulletins received by now tell.
  public func ledger(on day: Day) throws -> [LedgerEntry] {
    try ledger().compactMap { entry in
      guard let newest = entry.state.asOf, newest > day else { return entry }
      let observations = try observations(of: entry.id).map(\.observation).filter { $0.asOf <= day }
      guard !observations.isEmpty else { return nil }
      var entry = entry
      entry.state = ItemState(folding: observations)
      return entry
    }
  }
}
