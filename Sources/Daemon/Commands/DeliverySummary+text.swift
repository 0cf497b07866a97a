import Bulletins
import Store

/// How `status` shows the deliveries to an external handler.
extension DeliverySummary {
  /// For programs.
  func json(at now: Timestamp) -> JSON {
    .object(
      [("handler", .string(handler))]
        + OutboxEntry.State.allCases.map { ($0.rawValue, JSON.integer(counts[$0] ?? 0)) }
        + [
          ("held_since", JSON(heldSince?.rfc3339)),
          ("oldest_seconds", JSON(oldest.map { now.seconds(since: $0) })),
          ("ages", .object(zip(DeliverySummary.names, histogram).map { ($0, .integer($1)) })),
          ("last_error", JSON(lastError)), ("done_in_hour", .integer(doneInHour)),
        ])
  }

  /// For people.
  func lines(at now: Timestamp) -> [String] {
    let states = OutboxEntry.State.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }.joined(
      separator: ", ")
    var lines = ["handler \(handler): \(states); \(doneInHour) done in the last hour"]
    if let heldSince { lines.append("  held since \(heldSince.rfc3339): bulletind release \(handler)") }
    if oldest != nil {
      let ages = zip(DeliverySummary.names, histogram).map { "\($0) \($1)" }.joined(separator: ", ")
      lines.append("  waiting for: \(ages)")
    }
    if let lastError { lines.append("  last error: \(lastError.printable)") }
    return lines
  }

  /// The columns of the histogram.
  private static let names = ["under 1 min", "under 10 min", "under 1 h", "under 1 d", "longer"]
}
