public import Bulletins
internal import GRDB

/// A ledger that was received.
public struct ReceivedLedger: Sendable {
  /// The bulletin, which ledgers it continues, and its day.
  public var bulletin: Int64, series: String, asOf: Day
}

extension Session {
  /// Items that ever were red, each with the ledger before this one in which it stood last.
  public func everRedInLedgers(until day: Day, except bulletin: Int64) throws -> [(
    item: LedgerEntry, ledger: Int64
  )] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT i.*, o.bulletin AS ledger FROM ledger_items i JOIN ledger_observations o ON o.id = (
          SELECT id FROM ledger_observations WHERE item = i.id AND source = 'row' AND as_of <= ?1 AND bulletin <> ?2
            AND (as_of < ?1 OR arrival < (SELECT arrival FROM bulletins WHERE id = ?2))
          ORDER BY as_of DESC, arrival DESC, id DESC LIMIT 1)
        WHERE i.episodes > 0 ORDER BY i.id
        """,
      arguments: [day.description, bulletin]
    ).map { (LedgerEntry(row: $0), $0["ledger"]) }
  }

  /// The series of a ledger.
  public func series(of bulletin: Int64) throws -> String? {
    try String.fetchOne(db, sql: "SELECT series FROM ledgers WHERE bulletin = ?", arguments: [bulletin])
  }

  /// The items that stand in a ledger.
  public func items(inLedger bulletin: Int64) throws -> Set<Int64> {
    try Set(
      Int64.fetchAll(
        db, sql: "SELECT item FROM ledger_observations WHERE bulletin = ? AND source = 'row'",
        arguments: [bulletin]))
  }

  /// The offices of the items that stand in a ledger, made comparable.
  public func units(inLedger bulletin: Int64) throws -> Set<String> {
    try Set(
      String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT unit_key FROM ledger_items WHERE id IN
            (SELECT item FROM ledger_observations WHERE bulletin = ? AND source = 'row')
          """, arguments: [bulletin]))
  }

  /// The ledgers of later days, and of the same day those that arrived later, in this order.
  public func ledgers(after day: Day, arrival: Int64) throws -> [ReceivedLedger] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT l.bulletin, l.series, l.as_of FROM ledgers l JOIN bulletins b ON b.id = l.bulletin
        WHERE l.as_of > ?1 OR (l.as_of = ?1 AND b.arrival > ?2) ORDER BY l.as_of, b.arrival
        """, arguments: [day.description, arrival]
    ).compactMap { row in
      Columns.day(row["as_of"]).map {
        ReceivedLedger(bulletin: row["bulletin"], series: row["series"], asOf: $0)
      }
    }
  }
}
