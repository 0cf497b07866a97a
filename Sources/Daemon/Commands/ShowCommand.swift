import ArgumentParser
import Bulletins
import Store

/// `bulletind show`: one bulletin's receipt.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows one bulletin: what was understood and what followed.",
    discussion: """
      Examples:
        bulletind show 12
        bulletind show 3fa9c2        the beginning of its BULLETIN_ID
        bulletind show page.txt --json
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "Its number, the beginning of its hash, or its file name.")
  var id: String
  @Flag(help: "One JSON object per line.")
  var json = false

  func run() throws {
    let store = try Store(readingFrom: common.load().folders.database)
    try store.read { session in
      guard let receipt = try ReceiptLookup.find(id, in: session).last else { return }
      let details = try ReceiptDetails(of: receipt, in: session)
      if json { Output.line(details.json.text) } else { details.lines.forEach(Output.line) }
    }
  }
}

/// Everything that followed from one file.
struct ReceiptDetails {
  let receipt: Receipt
  let bulletin: Bulletin
  let aliases: [Receipt]
  let effects: [Effect]
  let announcements: [OutboxEntry]
  let external: [ExternalDelivery]
  let stages: [StoredStages]
  let ledger: ReceiptLedger

  /// Gathers it; an alias shows its original's content.
  ///
  /// - Throws: the database's error.
  init(of receipt: Receipt, in session: Session) throws {
    let subject = try receipt.original.flatMap { try session.receipt(id: $0) } ?? receipt
    self.receipt = receipt
    var bulletin = try session.bulletin(of: subject)
    // The same content may tell of another day.
    if receipt.original != nil { bulletin.asOf = receipt.asOf }
    self.bulletin = bulletin
    ledger = try ReceiptLedger(of: receipt, bulletin, in: session)
    aliases = try session.aliases(of: subject.id)
    effects = try session.effects(of: subject.id)
    announcements = try session.announcements(of: receipt.id)
    stages = try session.stages(toldBy: receipt.id)
    // What was announced when it came again is the alias's.
    let own = subject.id == receipt.id ? [] : try session.externalDeliveries(of: receipt.id)
    external = try session.externalDeliveries(of: subject.id) + own
  }

  var json: JSON {
    .object(
      receipt.jsonMembers + bulletin.jsonMembers + ledger.jsonMembers + [
        (
          "stages",
          .array(
            stages.map {
              .object([
                ("ledger_item", .integer(Int($0.item))), ("procedure", .string($0.procedure)),
                ("stages", JSON($0.stages)), ("quote", .string($0.quote)),
              ])
            })
        ),
        ("aliases", .array(aliases.map { .object($0.jsonMembers) })),
        (
          "handlers",
          .array(
            effects.map {
              .object([
                ("handler", .string($0.handler)), ("state", .string($0.state.rawValue)),
                ("attempts", .integer($0.attempts)), ("error", JSON($0.error)),
              ])
            })
        ),
        (
          "deliveries",
          .array(
            announcements.map {
              .object([
                ("event", .string($0.announcement.event.rawValue)), ("state", .string($0.state.rawValue)),
                ("priority", .integer($0.announcement.priority.rawValue)),
                ("delivery_id", .string($0.deliveryID)),
                ("message", .string($0.announcement.message)),
              ])
            } + external.map(\.json))
        ),
      ])
  }

  var lines: [String] {
    var lines = [receipt.line, "  sha256 \(receipt.hash ?? "(not read)")"]
    if receipt.verdict != .rejected {
      lines.append("  archived as \(String(decoding: receipt.path, as: UTF8.self).printable)")
      lines += BulletinText.lines(bulletin, name: receipt.displayName, encoding: receipt.encoding)
    }
    lines += ledger.lines
    lines += stages.map {
      "  stage of \($0.procedure): \($0.stages.joined(separator: "、")): item \($0.item) “\($0.quote)”"
        .printable
    }
    lines += aliases.map { "  again: \($0.line)" }
    lines += effects.map {
      "  handler \($0.handler): \($0.state.rawValue)\($0.error.map { " (\($0))" } ?? "")"
    }
    lines += external.map { "  " + $0.line }
    lines += announcements.map { "  told (\($0.state.rawValue)): \($0.announcement.message)" }
    return lines
  }
}

extension ExternalDelivery {
  /// As `show --json` lists it.
  var json: JSON {
    .object([
      ("handler", .string(handler)), ("version", .integer(version)), ("part", .string(part)),
      ("state", .string(state.rawValue)), ("delivery_id", .string(deliveryID)),
      ("attempts", .integer(attempts)), ("error", JSON(error)),
      ("next_attempt", JSON(waits && attempts > 0 ? nextAttempt.rfc3339 : nil)),
    ])
  }

  /// For people.
  var line: String {
    var line = "external handler \(handler)\(part.isEmpty ? "" : " (\(part))"): \(state.rawValue)"
    if attempts > 0 { line += ", \(attempts) attempts" }
    if let error { line += ": \(error.printable)" }
    if waits, attempts > 0 { line += "; again at \(nextAttempt.rfc3339)" }
    return line
  }

  private var waits: Bool { state == .pending || state == .failed }
}
