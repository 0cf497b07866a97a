public import Bulletins
internal import GRDB

extension Session {
  /// The figures of bulletins that came between two moments, the newest bulletin first.
  public func figures(from start: Timestamp, to end: Timestamp, limit: Int) throws -> [(
    unit: String?, figure: Figure, bulletin: Int64
  )] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.*, a.unit AS office, a.bulletin AS bulletin FROM bulletins b JOIN articles a ON a.bulletin = b.id
          JOIN figures f ON f.article = a.id
        WHERE b.received >= ? AND b.received < ? AND f.what IS NOT NULL AND f.unit <> '' ORDER BY b.id DESC, f.rowid LIMIT ?
        """,
      arguments: [start.microseconds, end.microseconds, limit]
    ).map { row in
      (
        row["office"],
        Figure(
          text: row["text"], value: row["value"], high: row["high"], approximate: row["approximate"],
          unit: row["unit"], what: row["what"]), row["bulletin"]
      )
    }
  }

  /// The accepted files, aliases too, that came between two moments, with every office that they name.
  public func reports(from start: Timestamp, to end: Timestamp) throws -> [(name: String, units: [String])] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, coalesce(unit, '') AS unit, coalesce(original, id) AS subject FROM bulletins
        WHERE verdict <> 'rejected' AND received >= ? AND received < ? ORDER BY id
        """,
      arguments: [start.microseconds, end.microseconds]
    ).map { row in
      let subject: Int64 = row["subject"]
      let units = try String.fetchAll(
        db,
        sql: """
          SELECT unit FROM articles WHERE bulletin = ?1 AND unit IS NOT NULL
          UNION SELECT unit FROM items WHERE bulletin = ?1 AND unit IS NOT NULL
          """,
        arguments: [subject])
      return (Columns.name(row["name"]), [row["unit"] as String].filter { !$0.isEmpty } + units)
    }
  }
}
