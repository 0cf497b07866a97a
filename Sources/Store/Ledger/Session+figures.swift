public import Bulletins
internal import GRDB

/// A figure of one bulletin.
public struct FigureObservation: Sendable {
  /// The day whose state it tells; where none is stated, the moment when it came.
  public var asOf: Day?, received: Timestamp
  /// Who reports it, and which bulletin that is.
  public var unit: String?, bulletin: Int64, name: String
  /// The figure.
  public var figure: Figure
  /// The text in which it stands.
  public var body: String
}

extension Session {
  /// Figures whose subject or text holds these characters, in the order of their days.
  public func figures(about subject: String, unit: String?) throws -> [FigureObservation] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.*, a.unit AS office, a.body AS body, b.id AS bulletin, b.as_of AS as_of, b.received AS received,
          b.name AS name
        FROM figures f JOIN articles a ON a.id = f.article JOIN bulletins b ON b.id = a.bulletin
        WHERE (instr(coalesce(f.what, ''), ?1) OR instr(f.text, ?1)) AND (?2 IS NULL OR instr(coalesce(a.unit, ''), ?2))
        ORDER BY coalesce(b.as_of, date(b.received / 1000000, 'unixepoch')), b.id, f.rowid
        """,
      arguments: [subject, unit]
    ).map { row in
      FigureObservation(
        asOf: Columns.day(row["as_of"]), received: Timestamp(microseconds: row["received"]),
        unit: row["office"],
        bulletin: row["bulletin"], name: Columns.name(row["name"]),
        figure: Figure(
          text: row["text"], value: row["value"], high: row["high"], approximate: row["approximate"],
          unit: row["unit"], what: row["what"]),
        body: row["body"])
    }
  }
}
