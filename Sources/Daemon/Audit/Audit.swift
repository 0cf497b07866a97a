import Bulletins
import Store

/// Everything that `audit` compares: two independent sides of each account.
struct Audit: Sendable {
  let deliveries: DeliveryTally
  let files: FileAudit.Result
  let journal: JournalAudit.Result?
  let mismatches: [Mismatch]

  /// Compares database, disk and journal.
  ///
  /// - Parameter reader: nil where there is no journal.
  /// - Throws: `SystemError` if a folder may not be read, or the database's error.
  init(configuration: Configuration, store: Store, reader: (any JournalReader)?) throws {
    let database = configuration.folders.database
    var found = try store.read { try $0.damages() }.map { damage in
      Mismatch(
        kind: .database, subject: database, what: "the database \(database) is damaged: \(damage)",
        advice: "restart bulletind: it sets the file aside and makes it anew from the archive")
    }
    let (tally, silent) = try store.read { (try $0.deliveryTally(), try $0.unannounced()) }
    deliveries = tally
    if !tally.isBalanced {
      found.append(
        Mismatch(
          kind: .deliveries, subject: database,
          what: "\(tally.created) deliveries were made and \(tally.states.values.reduce(0, +)) are on record",
          advice: "somebody changed the database by hand; stop bulletind and run bulletind rebuild"))
    }
    found += silent.map { id in
      Mismatch(
        kind: .unannounced, subject: String(id), what: "nothing was ever announced of bulletin \(id)",
        advice: "see bulletind show \(id); stop bulletind and run bulletind rebuild")
    }
    files = try FileAudit(store: store, folders: AuditFolders(configuration.folders)).run()
    journal = try reader.map { try JournalAudit(store: store, reader: $0).run() }
    mismatches = found + files.mismatches + (journal?.mismatches ?? [])
  }

  private var states: [(OutboxEntry.State, Int)] {
    OutboxEntry.State.allCases.map { ($0, deliveries.states[$0] ?? 0) }
  }

  /// For people.
  var lines: [String] {
    let sum = states.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: " + ")
    var lines = [
      "deliveries: \(deliveries.created) made = \(sum)",
      "files: \(files.accepted) accepted, \(files.aliases) again, \(files.rejected) rejected, \(files.onTheirWay) on their way; "
        + "\(files.files) on the disk",
    ]
    if let journal, let since = journal.since {
      lines.append(
        "red alerts since \(since.rfc3339): \(journal.delivered) delivered, \(journal.found) in the journal")
    } else {
      lines.append("red alerts: not compared, the journal holds nothing of bulletind that you may read")
    }
    lines += mismatches.map(\.text)
    lines.append(mismatches.isEmpty ? "no mismatch" : "\(mismatches.count) mismatches")
    return lines
  }

  /// For programs.
  var json: JSON {
    .object([
      ("ok", .bool(mismatches.isEmpty)),
      (
        "deliveries",
        .object([("created", .integer(deliveries.created))] + states.map { ($0.0.rawValue, .integer($0.1)) })
      ),
      (
        "files",
        .object([
          ("accepted", .integer(files.accepted)), ("aliases", .integer(files.aliases)),
          ("rejected", .integer(files.rejected)), ("on_their_way", .integer(files.onTheirWay)),
          ("on_disk", .integer(files.files)),
        ])
      ),
      (
        "alerts",
        journal.flatMap { journal in
          journal.since.map { since in
            .object([
              ("since", .string(since.rfc3339)), ("delivered", .integer(journal.delivered)),
              ("in_journal", .integer(journal.found)),
            ])
          }
        } ?? .null
      ),
      ("mismatches", .array(mismatches.map(\.json))),
    ])
  }
}
