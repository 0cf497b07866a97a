import Store

/// Reads what the daemon wrote to the journal, for whoever may read it.
protocol JournalReader {
  /// When the oldest entry of the daemon that the journal still holds was written; nil if it holds none that may be read.
  func oldest() -> Timestamp?

  /// How often each `DELIVERY_ID` stands among the entries of this priority.
  func deliveries(of priority: Priority, since: Timestamp) -> [String: Int]
}

/// Looks for every delivered red alert in the journal, as far back as the journal goes.
struct JournalAudit {
  /// What was found.
  struct Result: Sendable {
    /// From when on the journal could be compared; nil if it holds nothing of the daemon that may be read.
    var since: Timestamp?
    var delivered = 0
    var found = 0
    var mismatches: [Mismatch] = []
  }

  let store: Store
  let reader: any JournalReader

  /// An alert's entry may be that much older than the note of its delivery, seconds.
  private static let margin = 600.0

  /// Compares both sides.
  ///
  /// - Throws: the database's error.
  func run() throws -> Result {
    var result = Result()
    guard let since = reader.oldest() else { return result }
    result.since = since
    let alerts = try store.read { try $0.deliveredAlerts(since: since) }
    let entries = reader.deliveries(of: .alert, since: since.adding(seconds: -JournalAudit.margin))
    result.delivered = alerts.count
    for alert in alerts {
      let count = entries[alert.deliveryID] ?? 0
      if count > 0 { result.found += 1 }
      if count == 1 { continue }
      result.mismatches.append(count == 0 ? missing(alert) : doubled(alert, count))
    }
    return result
  }

  private func missing(_ alert: DeliveredAlert) -> Mismatch {
    let proof = alert.confirmed ? "was read back from the journal then" : "was never read back"
    return Mismatch(
      kind: .alertNotInJournal, subject: alert.deliveryID,
      what:
        "the journal lacks a red alert of \(alert.file), delivered \(alert.delivered.rfc3339) (it \(proof)): \(alert.message)",
      advice: "tell those whom it concerns; look whether the journal was cut (journalctl --verify)")
  }

  private func doubled(_ alert: DeliveredAlert, _ count: Int) -> Mismatch {
    Mismatch(
      kind: .alertTwice, subject: alert.deliveryID,
      what: "a red alert of \(alert.file) stands \(count) times in the journal: \(alert.message)",
      advice: "please report it with journalctl -o verbose DELIVERY_ID=\(alert.deliveryID)")
  }
}
