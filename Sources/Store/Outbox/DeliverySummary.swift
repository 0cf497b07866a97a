internal import GRDB

/// How the deliveries to one external handler stand.
public struct DeliverySummary: Sendable, Equatable {
  /// The handler.
  public var handler: String
  /// How many are in which state.
  public var counts: [OutboxEntry.State: Int] = [:]
  /// How many wait (pending, failed or held) for how long: one number for each of ``ages`` and one for those that are older.
  public var histogram = [Int](repeating: 0, count: DeliverySummary.ages.count + 1)
  /// When the oldest that waits was made.
  public var oldest: Timestamp?
  /// What went wrong last, among those that wait or were given up.
  public var lastError: String?
  /// How many were done in the last hour.
  public var doneInHour = 0
  /// Since when it is held.
  public var heldSince: Timestamp?

  /// The upper bounds of the histogram's columns, seconds: a minute, ten minutes, an hour, a day.
  public static let ages = [60, 600, 3_600, 86_400]
}

extension Session {
  /// How the deliveries to external handlers stand, by the handlers' names.
  ///
  /// - Parameter known: handlers that are listed even if nothing was ever delivered to them.
  public func deliverySummaries(known: [String], at now: Timestamp) throws -> [DeliverySummary] {
    var found = Dictionary(uniqueKeysWithValues: known.map { ($0, DeliverySummary(handler: $0)) })
    for row in try Row.fetchAll(
      db, sql: "SELECT handler, state, count(*) FROM deliveries GROUP BY 1, 2")
    {
      let handler: String = row[0]
      guard let state = OutboxEntry.State(rawValue: row[1]) else { continue }
      found[handler, default: DeliverySummary(handler: handler)].counts[state] = row[2]
    }
    for (handler, since) in try holds() {
      found[handler, default: DeliverySummary(handler: handler)].heldSince = since
    }
    for handler in found.keys {
      try describe(&found[handler, default: DeliverySummary(handler: handler)], now)
    }
    return found.values.sorted { $0.handler < $1.handler }
  }

  private func describe(_ summary: inout DeliverySummary, _ now: Timestamp) throws {
    let waiting = try Row.fetchCursor(
      db,
      sql: "SELECT created FROM deliveries WHERE handler = ? AND state IN ('pending', 'failed', 'held')",
      arguments: [summary.handler])
    while let row = try waiting.next() {
      let created = Timestamp(microseconds: row[0])
      let age = now.seconds(since: created)
      let column = DeliverySummary.ages.firstIndex { age < Double($0) } ?? DeliverySummary.ages.count
      summary.histogram[column] += 1
      summary.oldest = min(summary.oldest ?? created, created)
    }
    summary.lastError = try String.fetchOne(
      db,
      sql: """
        SELECT error FROM deliveries WHERE handler = ? AND error IS NOT NULL AND state <> 'done'
          ORDER BY max(coalesce(finished, 0), next_attempt) DESC LIMIT 1
        """, arguments: [summary.handler])
    summary.doneInHour =
      try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM deliveries WHERE handler = ? AND state = 'done' AND finished > ?",
        arguments: [summary.handler, now.adding(seconds: -3_600).microseconds]) ?? 0
  }
}
