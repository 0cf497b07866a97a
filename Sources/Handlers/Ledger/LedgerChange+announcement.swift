import Bulletins
import Store

extension LedgerChange {
  /// The change in words and fields.
  func announcement(by handler: String) -> Announcement {
    switch what {
    case .transition(let transition): announcement(transition, by: handler)
    case .escalation(let step): announcement(step, by: handler)
    }
  }

  private func announcement(_ transition: Transition, by handler: String) -> Announcement {
    var announcement = Announcement(
      .transition, priority: LedgerChange.priority(of: transition),
      message: "\(title(transition)): \(subject) \(evidence)\(action.map { "; \($0)" } ?? "")".printable,
      identity: identity([transition.kind.rawValue, transition.from, transition.to]))
    describe(&announcement, by: handler)
    announcement.add(.transition, transition.kind.rawValue)
    announcement.add(.from, transition.from)
    announcement.add(.to, transition.to)
    return announcement
  }

  private func announcement(_ step: Escalation.Step, by handler: String) -> Announcement {
    let demand: String =
      switch step {
      case .redNotice: "issue a red notice (下发红色督办单)"
      case .talk: "call in those responsible (约谈)"
      }
    var announcement = Announcement(
      .escalation,
      message: "\(entry.state.run) times \(color) in a row: \(subject) \(evidence); \(demand)".printable,
      identity: identity(["escalation", step.rawValue]))
    describe(&announcement, by: handler, action: demand)
    announcement.add(.escalation, step.rawValue)
    return announcement
  }

  private func describe(_ announcement: inout Announcement, by handler: String, action demand: String? = nil)
  {
    announcement.add(.handler, handler)
    announcement.add(.statusColor, entry.state.color?.rawValue)
    announcement.add(
      .statusKind,
      observation.declared != nil && observation.declared == observation.color ? "reported" : "computed")
    announcement.add(.statusItem, entry.name.printable)
    announcement.add(.statusUnit, entry.unit?.printable)
    announcement.add(.statusQuote, quote.printable)
    announcement.add(.statusAction, demand ?? action)
    announcement.add(.ledgerItem, String(entry.id))
  }

  /// What opens a red episode, and a red that vanished, is an alert; what is worse a warning; the rest is for the record.
  static func priority(of transition: Transition) -> Priority {
    if transition.opensRed { return .alert }
    switch transition.kind {
    case .newRed, .repeatRed, .vanished: return .alert
    case .worsened: return .warning
    case .contradiction: return transition.to == StatusColor.red.rawValue ? .warning : .notice
    case .improved, .lifted, .closed, .dueChanged, .newItem: return .notice
    }
  }

  private func title(_ transition: Transition) -> String {
    switch transition.kind {
    case .newRed: "new red"
    case .repeatRed: "red again (\(transition.episode ?? 2). time)"
    case .worsened: "worse, from \(transition.from) to \(transition.to)"
    case .improved: "better, from \(transition.from) to \(transition.to)"
    case .lifted: "no longer red"
    case .closed: "closed"
    case .vanished: "red item missing from the ledger and not closed"
    case .contradiction: "declared \(transition.from), by its figures \(transition.to)"
    case .dueChanged: "deadline moved from \(transition.from) to \(transition.to)"
    case .newItem: "new in the ledger (\(transition.to))"
    }
  }

  /// What the mechanism asks for at this colour; nothing where nothing is wrong.
  private var action: String? {
    guard !entry.state.isClosed else { return nil }
    switch entry.state.color {
    case .red: return LedgerActions.red
    case .yellow, .orange: return LedgerActions.yellow
    default: return nil
    }
  }

  private var color: String { entry.state.color?.rawValue ?? "none" }

  private var subject: String {
    let guess = observation.isGuess ? " (in other words: a guess)" : ""
    return [entry.unit, entry.name].compactMap { $0 }.joined(separator: " ") + guess
  }

  private var quote: String {
    let quote = observation.quote.isEmpty ? entry.state.quote : observation.quote
    return quote.count > AlertHandler.longestQuote ? quote.prefix(AlertHandler.longestQuote) + "…" : quote
  }

  private var evidence: String {
    let why =
      observation.computed == observation.color && !observation.why.isEmpty ? " (\(observation.why))" : ""
    return "“\(quote)”\(why)"
  }

  private func identity(_ words: [String]) -> [String] {
    ["ledger", ItemName.unitKey(entry.unit), ItemName(entry.name).key, observation.asOf.description] + words
  }
}

/// What the mechanism asks for, by colour (红: explain to the main leader; 黄: find the cause and speed up).
enum LedgerActions {
  static let red = "explain to the main leader (向主要领导说明情况)"
  static let yellow = "find the cause and speed up (查找问题，加快进度)"
}
