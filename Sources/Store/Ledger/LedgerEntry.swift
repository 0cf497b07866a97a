public import Bulletins
internal import GRDB

/// An item of the ledger with its number: one for each office and task.
public struct LedgerEntry: Sendable, Equatable {
  /// The row: LEDGER_ITEM.
  public var id: Int64
  /// The responsible office as it was first printed.
  public var unit: String?
  /// The item as it was first printed.
  public var name: String
  /// The bulletin that spoke of it first.
  public var bulletin: Int64?
  /// The day of its first observation.
  public var firstAsOf: Day?
  /// How it stands.
  public var state: ItemState

  /// What makes it comparable.
  public var known: ItemMatcher.Known {
    ItemMatcher.Known(id: id, unit: ItemName.unitKey(unit), name: ItemName(name))
  }
}

/// An observation with where it comes from.
public struct StoredObservation: Sendable {
  /// The row.
  public var id: Int64
  /// The item.
  public var item: Int64
  /// The bulletin; nil for the calendar.
  public var bulletin: Int64?
  /// What was said.
  public var observation: ItemObservation
}

extension LedgerEntry {
  init(row: Row) {
    var state = ItemState()
    state.asOf = Columns.day(row["as_of"])
    state.declared = Columns.color(row["declared"])
    state.computed = Columns.color(row["computed"])
    state.color = Columns.color(row["color"])
    state.isClosed = row["closed"]
    state.isVanished = row["vanished"]
    state.episodes = row["episodes"]
    state.redSince = Columns.day(row["red_since"])
    state.run = row["run"]
    state.contradiction = row["contradiction"]
    state.leader = row["leader"]
    state.target = row["target"]
    state.progressText = row["progress_text"]
    state.progress = row["progress"]
    state.due = Columns.day(row["due"])
    state.start = Columns.day(row["start"])
    state.problem = row["problem"]
    state.why = row["why"]
    state.quote = row["quote"]
    self.init(
      id: row["id"], unit: row["unit"], name: row["name"], bulletin: row["bulletin"],
      firstAsOf: Columns.day(row["first_as_of"]), state: state)
  }
}

extension StoredObservation {
  init?(row: Row) {
    guard let source = ItemObservation.Source(rawValue: row["source"]), let asOf = Columns.day(row["as_of"])
    else { return nil }
    var observation = ItemObservation(source, asOf: asOf)
    observation.declared = Columns.color(row["declared"])
    observation.computed = Columns.color(row["computed"])
    observation.isClosed = row["closed"]
    observation.isContradictory = row["contradictory"]
    observation.leader = row["leader"]
    observation.target = row["target"]
    observation.progressText = row["progress_text"]
    observation.progress = row["progress"]
    observation.due = Columns.day(row["due"])
    observation.start = Columns.day(row["start"])
    observation.problem = row["problem"]
    observation.why = row["why"]
    observation.quote = row["quote"]
    observation.isGuess = row["guess"]
    self.init(id: row["id"], item: row["item"], bulletin: row["bulletin"], observation: observation)
  }
}

extension Columns {
  static func day(_ text: String?) -> Day? { text.flatMap(Day.init(iso:)) }

  static func color(_ text: String?) -> StatusColor? { text.flatMap(StatusColor.init(rawValue:)) }
}
