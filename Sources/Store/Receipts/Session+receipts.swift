internal import Bulletins
internal import Foundation
internal import GRDB

extension Session {
  /// Keeps a receipt and gives it its number, unless it has one already (a rebuild's).
  @discardableResult
  public func insert(_ receipt: Receipt) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO bulletins (id, hash, verdict, original, revises, name, path, staged, received, dev, ino, size,
          mtime, ctime, kind, encoding, as_of, unit, red, route, remarks, reason, reason_code, elapsed, placing, arrival)
        VALUES (NULLIF(?, 0),?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      receipt.id, receipt.hash, receipt.verdict.rawValue, receipt.original, receipt.revises,
      Data(receipt.name),
      Data(receipt.path), receipt.staged.map { Data($0) }, receipt.received.microseconds,
      Int64(bitPattern: receipt.stamp.device), Int64(bitPattern: receipt.stamp.inode), receipt.stamp.size,
      receipt.stamp.modified, receipt.stamp.changed, receipt.kind?.rawValue, receipt.encoding,
      receipt.asOf?.description, receipt.unit, receipt.red, JSON(receipt.route).text,
      JSON(receipt.remarks).text,
      receipt.reason, receipt.reasonCode, receipt.elapsed, receipt.placing,
      receipt.arrival,
    ])
    let id = db.lastInsertedRowID
    if receipt.arrival == 0 {
      try db.cachedStatement(sql: "UPDATE bulletins SET arrival = id WHERE id = ?").execute(arguments: [id])
    }
    return id
  }

  /// The place of the last one in the order of arrival; 0 if there is none.
  public func lastArrival() throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(arrival) FROM bulletins") ?? 0
  }

  /// The accepted bulletin with this content.
  public func accepted(hash: String) throws -> Receipt? {
    try receipt("hash = ? AND verdict = 'accepted'", [hash])
  }

  /// The newest accepted bulletin of this name.
  public func newestAccepted(name: [UInt8]) throws -> Receipt? {
    try receipt("name = ? AND verdict = 'accepted' ORDER BY id DESC", [Data(name)])
  }

  /// A receipt by its number.
  public func receipt(id: Int64) throws -> Receipt? { try receipt("id = ?", [id]) }

  /// The receipts whose hash begins with these digits, oldest first, at most ten.
  public func receipts(hashPrefix: String) throws -> [Receipt] {
    try receipts(
      "hash >= ? AND hash < ? ORDER BY id LIMIT 10", [hashPrefix, hashPrefix + "g"])
  }

  /// The newest receipts of files with this inbox name.
  public func receipts(name: [UInt8], limit: Int = 10) throws -> [Receipt] {
    try receipts("name = ? ORDER BY id DESC LIMIT \(limit)", [Data(name)])
  }

  /// The aliases of a bulletin, oldest first.
  public func aliases(of id: Int64) throws -> [Receipt] { try receipts("original = ? ORDER BY id", [id]) }

  /// The receipts whose files are not in their place yet.
  public func unplaced() throws -> [Receipt] { try receipts("placing = 1 ORDER BY id", []) }

  /// Says that the files of these receipts are in place.
  public func markPlaced(_ ids: [Int64]) throws {
    let statement = try db.cachedStatement(
      sql: "UPDATE bulletins SET placing = 0, staged = NULL WHERE id = ?")
    for id in ids { try statement.execute(arguments: [id]) }
  }

  /// Changes where a file lies.
  public func move(_ id: Int64, to path: [UInt8]) throws {
    try db.execute(sql: "UPDATE bulletins SET path = ? WHERE id = ?", arguments: [Data(path), id])
  }

  /// Recent receipts, newest first.
  ///
  /// - Parameters:
  ///   - red: only red ones.
  ///   - since: received at or after.
  ///   - unit: an article or the whole names a unit with these characters in it.
  public func recent(red: Bool, since: Timestamp?, unit: String?, limit: Int) throws -> [Receipt] {
    var conditions = ["1"]
    var arguments: StatementArguments = []
    if red { conditions.append("red = 1") }
    if let since {
      conditions.append("received >= ?")
      arguments += [since.microseconds]
    }
    if let unit {
      conditions.append(
        """
        (instr(coalesce(unit, ''), ?) OR EXISTS (SELECT 1 FROM articles WHERE articles.bulletin = bulletins.id
        AND instr(coalesce(articles.unit, ''), ?)) OR EXISTS (SELECT 1 FROM items
        WHERE items.bulletin = bulletins.id AND instr(coalesce(items.unit, ''), ?)))
        """)
      arguments += [unit, unit, unit]
    }
    arguments += [limit]
    return try receipts(conditions.joined(separator: " AND ") + " ORDER BY id DESC LIMIT ?", arguments)
  }

  /// How many files have which verdict.
  public func verdictCounts() throws -> [Receipt.Verdict: Int] {
    var counts: [Receipt.Verdict: Int] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT verdict, count(*) FROM bulletins GROUP BY verdict") {
      if let verdict = Receipt.Verdict(rawValue: row[0]) { counts[verdict] = row[1] }
    }
    return counts
  }

  private func receipt(_ condition: String, _ arguments: StatementArguments) throws -> Receipt? {
    try receipts(condition + " LIMIT 1", arguments).first
  }

  private func receipts(_ condition: String, _ arguments: StatementArguments) throws -> [Receipt] {
    let statement = try db.cachedStatement(sql: "SELECT * FROM bulletins WHERE " + condition)
    return try Row.fetchAll(statement, arguments: arguments).map(Receipt.init(row:))
  }
}

extension Receipt {
  init(row: Row) {
    self.init(
      hash: row["hash"], verdict: Verdict(rawValue: row["verdict"]) ?? .rejected,
      name: Array(row["name"] as Data), path: Array(row["path"] as Data),
      received: Timestamp(microseconds: row["received"]),
      stamp: FileStamp(
        device: UInt64(bitPattern: row["dev"]), inode: UInt64(bitPattern: row["ino"]), size: row["size"],
        modified: row["mtime"], changed: row["ctime"]))
    id = row["id"]
    original = row["original"]
    revises = row["revises"]
    staged = (row["staged"] as Data?).map(Array.init)
    kind = (row["kind"] as String?).flatMap(Bulletin.Kind.init(rawValue:))
    encoding = row["encoding"]
    asOf = (row["as_of"] as String?).flatMap(Day.init(iso:))
    unit = row["unit"]
    red = row["red"]
    route = Columns.list(row["route"])
    remarks = Columns.list(row["remarks"])
    reason = row["reason"]
    reasonCode = row["reason_code"]
    elapsed = row["elapsed"]
    arrival = row["arrival"]
    placing = row["placing"]
  }
}
