public import Bulletins
internal import Foundation
internal import GRDB

/// What a bulletin said of the stages of an item.
public struct StoredStages: Sendable, Equatable {
  /// The item of the ledger, and the bulletin.
  public var item: Int64, bulletin: Int64
  /// The procedure and the stages, by their names.
  public var procedure: String, stages: [String]
  /// The day whose state it tells.
  public var asOf: Day
  /// The sentence or cell.
  public var quote: String

  /// A report of stages.
  public init(item: Int64, bulletin: Int64, procedure: String, stages: [String], asOf: Day, quote: String) {
    self.item = item
    self.bulletin = bulletin
    self.procedure = procedure
    self.stages = stages
    self.asOf = asOf
    self.quote = quote
  }
}

extension Session {
  /// Keeps what a bulletin said of an item's stages.
  public func insert(_ stages: StoredStages) throws {
    try db.cachedStatement(
      sql: "INSERT INTO stages (item, bulletin, procedure, stages, as_of, quote) VALUES (?,?,?,?,?,?)"
    ).execute(arguments: [
      stages.item, stages.bulletin, stages.procedure, JSON(stages.stages).text, stages.asOf.description,
      stages.quote,
    ])
  }

  /// Forgets what a bulletin said of stages, so that it can be taken in again.
  public func forgetStages(of bulletin: Int64) throws {
    try db.execute(sql: "DELETE FROM stages WHERE bulletin = ?", arguments: [bulletin])
  }

  /// What was said of the stages of an item, or of every item, in the order of the days.
  public func stages(of item: Int64? = nil) throws -> [StoredStages] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM stages WHERE ?1 IS NULL OR item = ?1 ORDER BY as_of, id", arguments: [item]
    ).compactMap(StoredStages.init(row:))
  }

  /// What a bulletin said of stages.
  public func stages(toldBy bulletin: Int64) throws -> [StoredStages] {
    try Row.fetchAll(db, sql: "SELECT * FROM stages WHERE bulletin = ? ORDER BY id", arguments: [bulletin])
      .compactMap(StoredStages.init(row:))
  }
}

extension StoredStages {
  init?(row: Row) {
    guard let asOf = Columns.day(row["as_of"]),
      let stages = try? JSONDecoder().decode([String].self, from: Data((row["stages"] as String).utf8))
    else { return nil }
    self.init(
      item: row["item"], bulletin: row["bulletin"], procedure: row["procedure"], stages: stages, asOf: asOf,
      quote: row["quote"])
  }
}
