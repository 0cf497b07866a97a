import ArgumentParser
import Bulletins
import Store

/// `bulletind ledger`: the items of work as they stand.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Shows the items of work, the worst first, or the history of one.",
    discussion: """
      An item is one task of one office, whatever bulletins speak of it. Where the declared colour and the figures disagree,
      both are shown; the item counts as red if either is.

      Examples:
        bulletind ledger
        bulletind ledger --color red --unit 城建办
        bulletind ledger --history 口袋公园
        bulletind ledger --history 12 --json
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "Only items of this colour: red, orange, yellow, green, blue or black.")
  var color: String?
  @Option(help: "Only items of an office with these characters.")
  var unit: String?
  @Option(help: "The history of one item: its number or name.")
  var history: String?
  @Flag(help: "One JSON object per line.")
  var json = false

  func validate() throws {
    if let color, StatusColor(rawValue: color) == nil {
      throw ValidationError(
        "--color takes one of \(StatusColor.allCases.map(\.rawValue).joined(separator: ", ")), not “\(color)”."
      )
    }
  }

  func run() throws {
    let configuration = try common.load()
    let store = try Store(readingFrom: configuration.folders.database)
    let standing = StageStanding(
      try store.read { try $0.stages() }, procedures: configuration.procedures)
    let today = Clock.system.now().localDay
    if let history {
      let found = try store.read { session in
        try session.ledgerItems(meaning: history).filter { entry in
          unit.map { (entry.unit ?? "").contains($0) } ?? true
        }.map { ($0, try session.history(of: $0.id)) }
      }
      guard !found.isEmpty else {
        throw Failure.NotFound(
          description: "the ledger has no item “\(history.printable)”; bulletind ledger lists all")
      }
      for (entry, steps) in found {
        if !json { Output.line(entry.renewed(by: configuration.rules, on: today).line(on: today)) }
        for step in steps { (json ? step.json(of: entry) : step.lines).forEach(Output.line) }
        for step in standing.way(of: entry.id) { Output.line(json ? step.json(of: entry) : step.line) }
      }
      return
    }
    let color = color.flatMap(StatusColor.init(rawValue:))
    for entry in try store.read({ try $0.ledger(color: color, unit: unit) })
      .map({ $0.renewed(by: configuration.rules, on: today) })
    {
      let stages = standing.states(of: entry.id)
      if json {
        Output.line(JSON.object(entry.jsonMembers + [("stages", .array(stages.map(\.json)))]).text)
      } else {
        Output.line(entry.line(on: today))
        for stage in stages { Output.line("    \(stage.line)".printable) }
      }
    }
  }
}

extension LedgerEntry {
  /// With the reason of its colour in the numbers of a day.
  func renewed(by rules: ScheduleRules, on day: Day) -> LedgerEntry {
    var entry = self
    entry.state.renewReason(by: rules.rule(for: unit), on: day)
    return entry
  }

  /// For programs.
  var jsonMembers: [(String, JSON)] {
    [
      ("ledger_item", .integer(Int(id))), ("item", .string(name)), ("unit", JSON(unit)),
      ("leader", JSON(state.leader)), ("target", JSON(state.target)),
      ("progress_text", JSON(state.progressText)), ("progress", JSON(state.progress)),
      ("due", JSON(state.due?.description)), ("problem", JSON(state.problem)),
      ("color", JSON(state.color?.rawValue)), ("declared", JSON(state.declared?.rawValue)),
      ("computed", JSON(state.computed?.rawValue)), ("why", .string(state.why)),
      ("closed", .bool(state.isClosed)), ("vanished", .bool(state.isVanished)),
      ("as_of", JSON(state.asOf?.description)), ("first_as_of", JSON(firstAsOf?.description)),
      ("red_since", JSON(state.redSince?.description)), ("episodes", .integer(state.episodes)),
      ("contradiction", .bool(state.contradiction != nil)), ("quote", .string(state.quote)),
    ]
  }

  /// For people.
  func line(on today: Day) -> String {
    var words = [state.isClosed ? "closed" : state.color?.rawValue ?? "unknown"]
    if state.isVanished { words.append("(missing from the newest ledger)") }
    var facts: [String] = []
    if let declared = state.declared,
      state.computed.map({ $0 != declared }) ?? false || state.contradiction != nil
    {
      facts.append("declared \(declared.rawValue), by its figures \(state.computed?.rawValue ?? "unknown")")
    }
    if !state.why.isEmpty, state.computed != nil { facts.append(state.why) }
    if let since = state.redSince { facts.append("red since \(since), \(today.days(since: since)) days") }
    if state.episodes > 1 { facts.append("red for the \(state.episodes). time") }
    if let due = state.due, !state.isClosed { facts.append("due \(due)") }
    if let leader = state.leader { facts.append("leader \(leader)") }
    let subject = [unit, name].compactMap { $0 }.joined(separator: "｜")
    return
      "\(words.joined(separator: " ")) \(id): \(subject)\(facts.isEmpty ? "" : " — ")\(facts.joined(separator: "; "))"
      .printable
  }
}

extension HistoryStep {
  /// For programs: a line for each transition, or one with none.
  func json(of entry: LedgerEntry) -> [String] {
    let told: [Transition?] = transitions.isEmpty ? [nil] : transitions
    return told.map { transition in
      JSON.object([
        ("ledger_item", .integer(Int(entry.id))), ("item", .string(entry.name)), ("unit", JSON(entry.unit)),
        ("as_of", .string(observation.asOf.description)), ("transition", JSON(transition?.kind.rawValue)),
        ("from", JSON(transition?.from)), ("to", JSON(transition?.to)), ("color", JSON(color?.rawValue)),
        ("declared", JSON(observation.declared?.rawValue)),
        ("computed", JSON(observation.computed?.rawValue)),
        ("source", .string(observation.source.rawValue)), ("guess", .bool(observation.isGuess)),
        ("bulletin", JSON(bulletin.map { Int($0) })), ("file", JSON(file)), ("why", .string(observation.why)),
        ("quote", .string(observation.quote)),
      ]).text
    }
  }

  /// For people.
  var lines: [String] {
    let changes = transitions.map { "\($0.kind.rawValue) \($0.from) → \($0.to)" }.joined(separator: ", ")
    let source = file.map { "\($0) (bulletin \(bulletin ?? 0))" } ?? "the calendar"
    let guess = observation.isGuess ? " (in other words: a guess)" : ""
    let quote =
      observation.source == .missing
      ? ": not in it" : observation.quote.isEmpty ? "" : ": “\(observation.quote)”"
    return [
      "  \(observation.asOf) \(color?.rawValue ?? "no colour")\(changes.isEmpty ? "" : " [\(changes)]") \(source)\(guess)\(quote)"
        .printable
    ]
  }
}
