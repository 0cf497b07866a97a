public import Bulletins
internal import Foundation
internal import GRDB

extension Session {
  /// The last day of the newest period that was issued.
  public func lastDigest(_ cadence: Cadence) throws -> Day? {
    try String.fetchOne(
      db, sql: "SELECT max(last) FROM digests WHERE cadence = ?", arguments: [cadence.rawValue]
    )
    .flatMap(Day.init(iso:))
  }

  /// The numbers of the newest digest whose period ended before a day.
  public func digestCounts(_ cadence: Cadence, before day: Day) throws -> [String: Int] {
    let text = try String.fetchOne(
      db, sql: "SELECT counts FROM digests WHERE cadence = ? AND last < ? ORDER BY last DESC LIMIT 1",
      arguments: [cadence.rawValue, day.description])
    return text.flatMap { try? JSONDecoder().decode([String: Int].self, from: Data($0.utf8)) } ?? [:]
  }

  /// Notes that a period was issued. False if it was before.
  public func noteDigest(_ period: Period, counts: [String: Int], at now: Timestamp) throws -> Bool {
    let members = counts.sorted { $0.key < $1.key }.map { ($0.key, JSON.integer($0.value)) }
    try db.execute(
      sql: "INSERT OR IGNORE INTO digests (cadence, last, first, published, counts) VALUES (?,?,?,?,?)",
      arguments: [
        period.cadence.rawValue, period.last.description, period.first.description, now.microseconds,
        JSON.object(members).text,
      ])
    return db.changesCount > 0
  }

  /// The open items with a deadline: those whose colour the calendar may change.
  public func openLedgerItemsWithDeadline() throws -> [LedgerEntry] {
    try Row.fetchAll(
      db,
      sql: "SELECT * FROM ledger_items WHERE closed = 0 AND due IS NOT NULL AND as_of IS NOT NULL ORDER BY id"
    ).map(LedgerEntry.init(row:))
  }

  /// What was said of items in a period, for whom it counts.
  public func observations(in period: Period) throws -> [StoredObservation] {
    try Row.fetchAll(
      db,
      sql: "SELECT * FROM ledger_observations WHERE as_of BETWEEN ? AND ? ORDER BY item, as_of, arrival, id",
      arguments: [period.first.description, period.last.description]
    ).compactMap(StoredObservation.init(row:))
  }
}
