/// Where an item stands in a procedure: a pure fold over what was reported, in the order of the days.
public struct ProcedureState: Sendable, Equatable {
  /// What a report changed.
  public struct Change: Sendable, Equatable {
    /// What kind of change; the raw value is the journal's STAGE_CHANGE.
    public enum Kind: String, Sendable {
      /// To the next stage.
      case moved
      /// To a later stage than the next one.
      case skipped
      /// Back to a stage that it had passed.
      case repeated
      /// A stage that had been skipped is made up for.
      case madeUp = "made-up"
    }

    /// What kind of change.
    public var kind: Kind
    /// The stage before, nil at the beginning, and the one that is reported now.
    public var from: String?, to: String
    /// The stages that were left out.
    public var skipped: [String]
  }

  /// The procedure.
  public let procedure: Procedure
  /// The stages that were reported.
  public private(set) var reached: Set<Int> = []
  /// The stage at which it stands.
  public private(set) var present: Int?
  /// Since when.
  public private(set) var since: Day?

  /// An item of which nothing was reported.
  public init(_ procedure: Procedure) { self.procedure = procedure }

  /// The name of the stage at which it stands.
  public var stage: String? { present.map { procedure.stages[$0].name } }

  /// The stages before the present one that nobody reported.
  public var skipped: [String] {
    (0..<(present ?? 0)).filter { !reached.contains($0) }.map { procedure.stages[$0].name }
  }

  /// Takes in a report. A bulletin that tells the whole way so far is at the last stage that it tells; the same stage again
  /// changes nothing.
  public mutating func observe(_ stages: [String], on day: Day) -> Change? {
    let told = Set(stages.compactMap(procedure.place))
    guard let last = told.max() else { return nil }
    let before = present
    let isNew = !reached.contains(last)
    let omitted = Set(skipped)
    let from = stage
    reached.formUnion(told)
    guard let before else { return move(to: last, from: from, on: day) }
    if last > before { return move(to: last, from: from, on: day) }
    if last == before {
      let made = (0..<last).filter { told.contains($0) && omitted.contains(name($0)) }.map(name)
      return made.isEmpty
        ? nil : Change(kind: .madeUp, from: from, to: made.joined(separator: "、"), skipped: skipped)
    }
    if isNew { return Change(kind: .madeUp, from: from, to: name(last), skipped: skipped) }
    present = last
    since = day
    return Change(kind: .repeated, from: from, to: name(last), skipped: [])
  }

  private mutating func move(to last: Int, from: String?, on day: Day) -> Change {
    let old = present ?? -1
    present = last
    since = day
    let left = (old + 1..<last).filter { !reached.contains($0) }.map(name)
    return Change(kind: left.isEmpty ? .moved : .skipped, from: from, to: name(last), skipped: left)
  }

  private func name(_ stage: Int) -> String { procedure.stages[stage].name }
}
