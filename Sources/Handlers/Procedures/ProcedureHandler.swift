public import Bulletins
public import Store

/// Follows items through staged work (一征三议两公开): says when one moves, and which stages were left out or came again.
///
/// Where an item stands follows from everything that was reported of it in the order of the days. A bulletin that is older
/// than the newest report completes the history and announces nothing.
public struct ProcedureHandler: Handler {
  /// `procedure`.
  public let name = "procedure"
  /// What is configured.
  public let procedures: [Procedure]
  private let reader: StageReader

  /// A handler for these procedures.
  public init(_ procedures: [Procedure] = []) {
    self.procedures = procedures
    reader = StageReader(procedures)
  }

  /// True if it reports a stage of an item.
  public func wants(_ bulletin: Bulletin) -> Bool { !reader.reports(in: bulletin).isEmpty }

  /// Moves the items.
  public func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
    try intake(received, asOf: received.bulletin.asOf ?? received.day, in: session)
  }

  /// The same content as of another day: every item stood then where it is said to stand.
  public func handleAgain(_ received: ReceivedBulletin, asOf: Day, in session: Session) throws
    -> [Announcement]
  {
    try intake(received, asOf: asOf, in: session)
  }

  private func intake(_ received: ReceivedBulletin, asOf: Day, in session: Session) throws -> [Announcement] {
    try session.forgetStages(of: received.recordedAs)
    let reports = reader.reports(in: received.bulletin)
    let statements = reports.map { report in
      LedgerStatement(
        printed: report.item, unit: report.unit,
        observation: ItemObservation(.prose, asOf: asOf))
    }
    let lookup = try LedgerLookup(statements, in: session)
    var announcements: [Announcement] = []
    for (report, statement) in zip(reports, statements) {
      guard let procedure = procedures.first(where: { $0.name == report.procedure }),
        let entry = try entry(for: statement, by: lookup, bulletin: received.recordedAs, in: session)
      else { continue }
      let told = StoredStages(
        item: entry.id, bulletin: received.recordedAs, procedure: report.procedure, stages: report.stages,
        asOf: asOf, quote: report.quote)
      if let announcement = try take(told, of: entry, through: procedure, in: session) {
        let earlier = received.revises
        if try earlier.map({ try session.wasAnnounced(announcement, for: $0) }) ?? false { continue }
        announcements.append(announcement)
      }
    }
    return announcements
  }

  /// The item of the ledger that is meant; one that it does not know begins with its stage.
  private func entry(
    for statement: LedgerStatement, by lookup: LedgerLookup, bulletin: Int64, in session: Session
  ) throws -> LedgerEntry? {
    switch lookup.match(statement) {
    case .same(let id), .guess(let id): try session.ledgerItem(id)
    case .none:
      try session.insertLedgerItem(
        statement.printed, key: statement.name.key, unit: statement.unit, bulletin: bulletin)
    }
  }

  private func take(
    _ told: StoredStages, of entry: LedgerEntry, through procedure: Procedure, in session: Session
  ) throws -> Announcement? {
    let earlier = try session.stages(of: entry.id).filter { $0.procedure == told.procedure }
    try session.insert(told)
    guard earlier.allSatisfy({ $0.asOf <= told.asOf }) else { return nil }
    var state = ProcedureState(procedure)
    for report in earlier { _ = state.observe(report.stages, on: report.asOf) }
    return state.observe(told.stages, on: told.asOf).map { announcement(of: $0, told, entry, state) }
  }

  private func announcement(
    of change: ProcedureState.Change, _ told: StoredStages, _ entry: LedgerEntry, _ state: ProcedureState
  ) -> Announcement {
    let procedure = state.procedure
    let place = procedure.place(of: change.to).map { " (\($0 + 1) of \(procedure.stages.count))" } ?? ""
    let omitted = change.skipped.joined(separator: "、")
    let title: String =
      switch change.kind {
      case .moved: "stage \(change.to)\(place)"
      case .skipped: "stage \(change.to)\(place), left out: \(omitted)"
      case .repeated: "stage again: \(change.to)\(place), after \(change.from ?? "")"
      case .madeUp:
        "stage made up for: \(change.to)\(place)\(omitted.isEmpty ? "" : ", still left out: \(omitted)")"
      }
    let subject = [entry.unit, entry.name].compactMap { $0 }.joined(separator: " ")
    var announcement = Announcement(
      .stage, priority: change.kind == .skipped || change.kind == .repeated ? .warning : .notice,
      message: "\(procedure.name), \(title): \(subject) “\(told.quote)”".printable,
      identity: [
        "stage", ItemName.unitKey(entry.unit), ItemName(entry.name).key, procedure.name, change.to,
        change.kind.rawValue, told.asOf.description,
      ])
    announcement.add(.handler, name)
    announcement.add(.procedure, procedure.name.printable)
    announcement.add(.stage, change.to.printable)
    announcement.add(.stageChange, change.kind.rawValue)
    announcement.add(.from, change.from?.printable)
    announcement.add(.to, change.to.printable)
    announcement.add(.stagesSkipped, omitted.isEmpty ? nil : omitted.printable)
    announcement.add(.statusItem, entry.name.printable)
    announcement.add(.statusUnit, entry.unit?.printable)
    announcement.add(.statusQuote, told.quote.printable)
    announcement.add(.ledgerItem, String(entry.id))
    return announcement
  }
}

extension Handler where Self == ProcedureHandler {
  /// Follows items through staged work; without configured procedures it wants nothing.
  public static var procedure: ProcedureHandler { ProcedureHandler() }
}
