public import Bulletins
internal import GRDB

extension Session {
  /// Makes an item.
  ///
  /// - Parameter state: how it stands after its first observation; nothing was said of it without one.
  public func insertLedgerItem(
    _ name: String, key: String, unit: String?, bulletin: Int64?, state: ItemState = ItemState()
  ) throws -> LedgerEntry {
    var entry = LedgerEntry(
      id: 0, unit: unit, name: name, bulletin: bulletin, firstAsOf: state.asOf, state: state)
    try db.cachedStatement(
      sql: """
        INSERT INTO ledger_items (unit, unit_key, first_as_of, as_of, declared, computed, color, closed, vanished, episodes,
          red_since, run, contradiction, leader, target, progress_text, progress, due, start, problem, why, quote,
          name, name_key, bulletin)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: Session.columns(of: entry) + [name, key, bulletin])
    entry.id = db.lastInsertedRowID
    return entry
  }

  /// The place of a bulletin in the order of arrival; without one, or where it has none, the last place that there is.
  ///
  /// Whoever keeps many observations asks once: the place stands behind the remarks in the bulletin's row, which for a ledger
  /// of many thousand rows are megabytes.
  public func arrival(of bulletin: Int64?) throws -> Int64 {
    let place = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT arrival FROM bulletins WHERE id = ?"), arguments: [bulletin])
    return try place ?? lastArrival()
  }

  /// Keeps what was said of an item.
  ///
  /// - Parameter arrival: the place of the bulletin in the order of arrival.
  public func insert(_ observation: ItemObservation, of item: Int64, bulletin: Int64?, arrival: Int64) throws
  {
    try db.cachedStatement(
      sql: """
        INSERT INTO ledger_observations (item, bulletin, source, as_of, declared, computed, closed, contradictory, leader,
          target, progress_text, progress, due, start, problem, why, quote, guess, arrival)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      item, bulletin, observation.source.rawValue, observation.asOf.description,
      observation.declared?.rawValue, observation.computed?.rawValue, observation.isClosed,
      observation.isContradictory, observation.leader, observation.target, observation.progressText,
      observation.progress, observation.due?.description, observation.start?.description,
      observation.problem, observation.why, observation.quote, observation.isGuess,
      arrival,
    ])
  }

  /// Keeps how an item stands.
  public func save(_ entry: LedgerEntry) throws {
    try db.cachedStatement(
      sql: """
        UPDATE ledger_items SET unit = ?, unit_key = ?, first_as_of = ?, as_of = ?, declared = ?, computed = ?, color = ?,
          closed = ?, vanished = ?, episodes = ?, red_since = ?, run = ?, contradiction = ?, leader = ?, target = ?,
          progress_text = ?, progress = ?, due = ?, start = ?, problem = ?, why = ?, quote = ? WHERE id = ?
        """
    ).execute(arguments: Session.columns(of: entry) + [entry.id])
  }

  /// Gives an item another spelling of its name.
  public func rename(_ id: Int64, _ name: String) throws {
    try db.execute(sql: "UPDATE ledger_items SET name = ? WHERE id = ?", arguments: [name, id])
  }

  /// What changes of an item's row, in the order of the two statements above.
  private static func columns(of entry: LedgerEntry) -> StatementArguments {
    let state = entry.state
    return [
      entry.unit, ItemName.unitKey(entry.unit), entry.firstAsOf?.description, state.asOf?.description,
      state.declared?.rawValue, state.computed?.rawValue, state.color?.rawValue,
      state.isClosed, state.isVanished, state.episodes, state.redSince?.description, state.run,
      state.contradiction, state.leader, state.target, state.progressText, state.progress,
      state.due?.description, state.start?.description, state.problem, state.why, state.quote,
    ]
  }

  /// Forgets what a bulletin said, so that it can be taken in again.
  ///
  /// - Returns: the items that it spoke of.
  public func forgetObservations(of bulletin: Int64) throws -> [Int64] {
    let items = try Int64.fetchAll(
      db, sql: "SELECT DISTINCT item FROM ledger_observations WHERE bulletin = ?", arguments: [bulletin])
    if !items.isEmpty {
      try db.execute(sql: "DELETE FROM ledger_observations WHERE bulletin = ?", arguments: [bulletin])
    }
    return items
  }

  /// Forgets one observation.
  public func forgetObservation(_ id: Int64) throws {
    try db.execute(sql: "DELETE FROM ledger_observations WHERE id = ?", arguments: [id])
  }

  /// Puts what the calendar found in the place of what it found before.
  public func replaceObservation(_ id: Int64, by found: ItemObservation) throws {
    try db.execute(
      sql: "UPDATE ledger_observations SET declared = ?, computed = ?, why = ? WHERE id = ?",
      arguments: [found.declared?.rawValue, found.computed?.rawValue, found.why, id])
  }

  /// Notes that a bulletin is a ledger of a series.
  public func noteLedger(_ bulletin: Int64, series: String, asOf: Day) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO ledgers VALUES (?,?,?)").execute(arguments: [
      bulletin, series, asOf.description,
    ])
  }

  /// The items with this name, at whatever office.
  public func ledgerItems(nameKey: String) throws -> [LedgerEntry] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM ledger_items WHERE name_key = ? ORDER BY id"),
      arguments: [nameKey]
    ).map(LedgerEntry.init(row:))
  }

  /// The items of an office that are not finished.
  public func openLedgerItems(unitKey: String) throws -> [LedgerEntry] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM ledger_items WHERE unit_key = ? AND closed = 0 ORDER BY id"),
      arguments: [unitKey]
    ).map(LedgerEntry.init(row:))
  }

  /// One item.
  public func ledgerItem(_ id: Int64) throws -> LedgerEntry? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM ledger_items WHERE id = ?"), arguments: [id]
    ).map(LedgerEntry.init(row:))
  }

  /// What was said of an item, in the order of the days, and on one day in the order of arrival.
  public func observations(of item: Int64) throws -> [StoredObservation] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM ledger_observations WHERE item = ? ORDER BY as_of, arrival, id"),
      arguments: [item]
    ).compactMap(StoredObservation.init(row:))
  }
}

extension Session {
  /// The items of the ledger, the worst first, then by office.
  ///
  /// - Parameters:
  ///   - color: only of this colour.
  ///   - unit: only of an office with these characters in its name.
  public func ledger(color: StatusColor? = nil, unit: String? = nil) throws -> [LedgerEntry] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM ledger_items
        WHERE (as_of IS NOT NULL OR id IN (SELECT item FROM stages)) AND (?1 IS NULL OR color = ?1)
          AND (?2 IS NULL OR instr(coalesce(unit, ''), ?2))
        ORDER BY CASE color WHEN 'red' THEN 0 WHEN 'orange' THEN 1 WHEN 'yellow' THEN 2 ELSE 3 END, closed, unit, id
        """,
      arguments: [color?.rawValue, unit]
    ).map(LedgerEntry.init(row:))
  }
}
