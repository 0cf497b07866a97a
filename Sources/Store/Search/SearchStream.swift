internal import GRDB

/// The numbers of the articles that match in one table of the index, from the newest to the oldest, read as far as needed.
///
/// Two tables are joined by walking both streams: a join in SQL would first gather all that holds a common character.
final class SearchStream {
  private let cursor: FastDatabaseValueCursor<Int64>
  private var current: Int64?

  /// - Parameter expression: made by `SearchTerms.expression`.
  init(_ db: Database, table: String, expression: String) throws {
    cursor = try Int64.fetchCursor(
      db, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY rowid DESC",
      arguments: [expression])
    current = try cursor.next()
  }

  /// All articles.
  init(allOf db: Database) throws {
    cursor = try Int64.fetchCursor(db, sql: "SELECT id FROM articles ORDER BY id DESC")
    current = try cursor.next()
  }

  /// The first one that is no newer than this one, or nil if there is none. Ask with falling numbers.
  func first(atMost id: Int64) throws -> Int64? {
    while let found = current, found > id { current = try cursor.next() }
    return current
  }
}
