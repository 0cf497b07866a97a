import Bulletins
import Store

/// Where the items of the ledger stand in the configured procedures.
struct StageStanding {
  /// A report with what it changed.
  struct Step {
    var told: StoredStages
    var change: ProcedureState.Change?
  }

  private var states: [Int64: [ProcedureState]] = [:]
  private var ways: [Int64: [Step]] = [:]

  /// Folds what was reported of the items; a procedure that is no longer configured is left out.
  init(_ told: [StoredStages], procedures: [Procedure]) {
    for (item, reports) in Dictionary(grouping: told, by: \.item) {
      for procedure in procedures {
        let own = reports.filter { $0.procedure == procedure.name }
        guard !own.isEmpty else { continue }
        var state = ProcedureState(procedure)
        for report in own {
          let change = state.observe(report.stages, on: report.asOf)
          ways[item, default: []].append(Step(told: report, change: change))
        }
        states[item, default: []].append(state)
      }
    }
  }

  /// The procedures of an item, each where it stands.
  func states(of item: Int64) -> [ProcedureState] { states[item] ?? [] }

  /// What was reported of an item, in the order of the days.
  func way(of item: Int64) -> [Step] { ways[item] ?? [] }
}

extension ProcedureState {
  /// For people: 一征三议两公开: 商议 (3 of 6) since 2026-09-07, left out: 提议.
  var line: String {
    guard let stage, let present, let since else { return "\(procedure.name): nothing reported" }
    let omitted = skipped.isEmpty ? "" : ", left out: \(skipped.joined(separator: "、"))"
    return
      "\(procedure.name): \(stage) (\(present + 1) of \(procedure.stages.count)) since \(since)\(omitted)"
  }

  /// For programs.
  var json: JSON {
    .object([
      ("procedure", .string(procedure.name)), ("stage", JSON(stage)),
      ("number", JSON(present.map { $0 + 1 })), ("of", .integer(procedure.stages.count)),
      ("since", JSON(since?.description)), ("skipped", JSON(skipped)),
    ])
  }
}

extension StageStanding.Step {
  /// For people, as a step of an item's history.
  var line: String {
    let stages = told.stages.joined(separator: "、")
    let omitted = change.map(\.skipped).flatMap {
      $0.isEmpty ? nil : ", left out: \($0.joined(separator: "、"))"
    }
    let kind = change.map { " [\($0.kind.rawValue)\(omitted ?? "")]" } ?? ""
    return "  \(told.asOf) \(told.procedure): \(stages)\(kind) (bulletin \(told.bulletin)): “\(told.quote)”"
      .printable
  }

  /// For programs.
  func json(of entry: LedgerEntry) -> String {
    JSON.object([
      ("ledger_item", .integer(Int(entry.id))), ("item", .string(entry.name)), ("unit", JSON(entry.unit)),
      ("as_of", .string(told.asOf.description)), ("procedure", .string(told.procedure)),
      ("stages", JSON(told.stages)), ("stage_change", JSON(change?.kind.rawValue)),
      ("from", JSON(change?.from)), ("to", JSON(change?.to)), ("skipped", JSON(change?.skipped ?? [])),
      ("bulletin", .integer(Int(told.bulletin))), ("quote", .string(told.quote)),
    ]).text
  }
}
