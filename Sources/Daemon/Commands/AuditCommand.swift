import ArgumentParser
import Bulletins
import Store

/// `bulletind audit`: compares database, disk and journal.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Compares database, disk and journal.",
    discussion: """
      Counts two independent sides: deliveries made against their states; receipts against the files in archive and rejected,
      with their hashes, and the manifests; red alerts delivered against the journal, as far back as that goes. Changes
      nothing, and may run while bulletind works: what is on its way is no mismatch.

      Exit status: 1 if anything does not agree, each with a sentence that says what to do.

      Examples:
        bulletind audit
        bulletind audit --json | jq .mismatches
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let configuration = try common.load()
    let store = try Store(readingFrom: configuration.folders.database)
    let reader = DaemonJournal(databaseOf: configuration)
    let audit = try Audit(configuration: configuration, store: store, reader: reader)
    if json { Output.line(audit.json.text) } else { audit.lines.forEach(Output.line) }
    if !audit.mismatches.isEmpty { throw ExitCode(1) }
  }
}
