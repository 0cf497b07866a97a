/// How an item of the ledger stands after all that was said of it: a pure fold over its observations in the order of their
/// days.
///
/// The same observations give the same state whatever the order in which they came, because whoever keeps them folds them
/// again when an older one comes late.
public struct ItemState: Sendable, Equatable {
  /// The day of the newest observation; nil before the first.
  public var asOf: Day?
  /// The newest colours.
  public var declared: StatusColor?, computed: StatusColor?
  /// The colour that it counts as.
  public var color: StatusColor?
  /// True once it is finished, until it is seen unfinished again.
  public var isClosed = false
  /// True if it is red and missing from its unit's newest ledger.
  public var isVanished = false
  /// How often it became red.
  public var episodes = 0
  /// The day on which the present red episode began.
  public var redSince: Day?
  /// On how many days in a row it was seen in its colour.
  public var run = 0
  /// The contradiction that was said, as "declared/computed".
  public var contradiction: String?
  /// What is known of it.
  public var leader: String?, target: String?, progressText: String?
  /// Progress from 0 to 1.
  public var progress: Double?
  /// The deadline, and a stated start.
  public var due: Day?, start: Day?
  /// The recorded problem.
  public var problem: String?
  /// Why it is computed to be what it is.
  public var why = ""
  /// What was printed last.
  public var quote = ""

  /// An item that nothing was said of.
  public init() {}

  /// The state after these observations, which stand in the order of their days.
  public init(folding observations: some Sequence<ItemObservation>) {
    for observation in observations { _ = observe(observation) }
  }

  /// True if it is red and not finished.
  public var isRed: Bool { color == .red }

  /// True if something is left to be done.
  public var isOpen: Bool { asOf != nil && !isClosed }

  /// Takes in what was said, and tells what changed. Still red changes nothing.
  public mutating func observe(_ observation: ItemObservation) -> [Transition] {
    if observation.source == .missing { return miss(on: observation.asOf) }
    let before = self
    var found = takeFacts(of: observation)
    count(observation, before: before)
    asOf = observation.asOf
    declared = observation.declared
    computed = observation.computed
    color = observation.color
    isClosed = observation.isClosed && !isRed
    // The calendar has not found it again.
    if observation.source != .calendar { isVanished = false }
    if isRed, !before.isRed {
      episodes += 1
      redSince = observation.asOf
    } else if !isRed {
      redSince = nil
    }
    let said = contradict(observation)
    if let change = change(from: before, contradicting: said) { found.append(change) }
    if let said, found.last?.kind != .contradiction { found.append(said) }
    return found
  }

  /// A red item that is missing stays open.
  private mutating func miss(on day: Day) -> [Transition] {
    guard isRed, !isVanished else { return [] }
    asOf = day
    isVanished = true
    return [Transition(.vanished, from: ItemState.word(color), to: "vanished")]
  }

  /// A row tells everything that it knows, also that there is no problem any more; a sentence only what it says.
  private mutating func takeFacts(of observation: ItemObservation) -> [Transition] {
    var found: [Transition] = []
    if let new = observation.due {
      if let old = due, old != new {
        found.append(Transition(.dueChanged, from: old.description, to: new.description))
      }
      due = new
    }
    start = observation.start ?? start
    leader = observation.leader ?? leader
    target = observation.target ?? target
    if observation.source == .row {
      problem = observation.problem
      progress = observation.progress ?? progress
      progressText = observation.progressText ?? progressText
    }
    if !observation.why.isEmpty { why = observation.why }
    if !observation.quote.isEmpty { quote = observation.quote }
    return found
  }

  /// Counts the days in a row: two words on the same day are one, and the calendar does not count.
  private mutating func count(_ observation: ItemObservation, before: ItemState) {
    guard observation.source != .calendar else {
      // What it was before does not count for the colour that the calendar gives it.
      if observation.color != before.color { run = 0 }
      return
    }
    if observation.color != before.color || before.asOf == nil {
      run = 1
    } else if observation.asOf != before.asOf || run == 0 {
      run += 1
    }
  }

  /// What is to be said of a contradiction that was not said yet.
  private mutating func contradict(_ observation: ItemObservation) -> Transition? {
    guard observation.source == .row else { return nil }
    guard observation.isContradictory else {
      contradiction = nil
      return nil
    }
    let (from, to) = (ItemState.word(declared), ItemState.word(computed))
    guard contradiction != "\(from)/\(to)" else { return nil }
    contradiction = "\(from)/\(to)"
    return Transition(.contradiction, from: from, to: to)
  }

  private func change(from before: ItemState, contradicting said: Transition?) -> Transition? {
    let (from, to) = (before.word, word)
    if isRed {
      if before.isRed { return nil }
      // One announcement for a red episode: where the figures alone make it red, it is that of the contradiction.
      if var said, declared != .red, episodes == 1 {
        said.opensRed = true
        said.episode = episodes
        return said
      }
      return Transition(
        episodes == 1 ? .newRed : .repeatRed, from: from, to: to, opensRed: true, episode: episodes)
    }
    if before.asOf == nil { return Transition(.newItem, from: from, to: to) }
    if isClosed { return before.isClosed ? nil : Transition(.closed, from: from, to: to) }
    if before.isRed { return Transition(.lifted, from: from, to: to) }
    guard let new = color, let old = before.color else { return nil }
    if new.severity == old.severity { return nil }
    return Transition(new.severity > old.severity ? .worsened : .improved, from: from, to: to)
  }

  /// FROM and TO.
  private var word: String { isClosed ? "closed" : ItemState.word(color) }

  private static func word(_ color: StatusColor?) -> String { color?.rawValue ?? "none" }
}

extension StatusColor {
  /// How bad it is: blue and green are the same.
  public var severity: Int {
    switch self {
    case .blue, .green: 0
    case .yellow: 1
    case .orange: 2
    case .red, .black: 3
    }
  }
}
