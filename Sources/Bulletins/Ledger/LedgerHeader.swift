/// The heading of a ledger table: which column holds what.
struct LedgerHeader: Sendable {
  /// For each column its meaning; nil for a heading that is not known.
  var columns: [LedgerColumn?]
  /// True for each column whose heading says that its numbers are per cent.
  var isShare: [Bool]
  /// The cells of the last heading row, to know it again where a page break repeats it.
  var titles: [String]
  /// The first row after the heading.
  var firstRow: Int
  /// True for a table that is known by its column of colours, not by its headings.
  private var isByColour = false

  /// The column that holds something, or nil.
  func index(of column: LedgerColumn) -> Int? { columns.firstIndex(of: column) }

  /// True if the columns tell how items of work stand. A plan that only names tasks and deadlines is none: nobody
  /// says in it that a task of last year is still open.
  var isLedger: Bool {
    if isByColour { return true }
    guard index(of: .item) != nil else { return false }
    return LedgerColumn.states.contains { index(of: $0) != nil } && columns.count(where: { $0 != nil }) >= 3
  }

  /// The heading of a table: one row or two, after rows of title. Nil if no row of the first twelve is one.
  init?(of rows: [[String]]) {
    guard let first = rows.prefix(12).firstIndex(where: LedgerHeader.isHeading) else {
      guard let found = ColourColumn.reading(of: rows) else { return nil }
      columns = rows[0].map { _ in .other }
      guard columns.indices.contains(found.status), columns.indices.contains(found.name) else { return nil }
      columns[found.status] = .status
      columns[found.name] = .item
      isShare = rows[0].map { $0.unicodeScalars.contains("率") }
      titles = rows[0].map { String(CellText.folded($0)) }
      firstRow = found.firstRow
      isByColour = true
      return
    }
    var last = first
    if first + 1 < rows.count, LedgerHeader.isSecondHeading(rows[first + 1], below: rows[first]) {
      last = first + 1
    }
    let width = max(rows[first].count, rows[last].count)
    var found: [LedgerColumns.Heading?] = []
    var shares: [Bool] = []
    for column in 0..<width {
      let upper = column < rows[first].count ? rows[first][column] : ""
      let lower = column < rows[last].count ? rows[last][column] : ""
      let columns = LedgerColumns.shared
      let heading =
        lower == upper
        ? columns.heading(upper)
        : columns.heading(lower) ?? columns.heading(upper + lower) ?? columns.heading(upper)
      found.append(heading)
      let title = (upper + lower).unicodeScalars
      shares.append(
        heading?.column == .percent || title.contains("%") || title.contains("％") || title.contains("率"))
    }
    columns = LedgerHeader.settled(found)
    isShare = shares
    titles = rows[last].map { String(CellText.folded($0)) }
    firstRow = last + 1
  }

  /// One column for each meaning, and something that stands for the item.
  private static func settled(_ found: [LedgerColumns.Heading?]) -> [LedgerColumn?] {
    var best: [LedgerColumn: (index: Int, rank: Int)] = [:]
    for (index, heading) in found.enumerated() {
      guard let heading, heading.column != .other else { continue }
      let rank = heading.rank + (heading.exact ? 0 : 100_000)
      if let taken = best[heading.column], taken.rank <= rank { continue }
      best[heading.column] = (index, rank)
    }
    if best[.item] == nil {
      // 工作内容 or, without it, the goal; in a list of problems to be put right the problem itself is the item.
      for substitute in [LedgerColumn.content, .target, .problem] where best[.item] == nil {
        best[.item] = best.removeValue(forKey: substitute)
      }
    }
    // 乡镇 完成率 预警: who is judged is what is judged.
    if best[.item] == nil { best[.item] = best.removeValue(forKey: .unit) }
    var columns: [LedgerColumn?] = found.map { $0 == nil ? nil : .other }
    for (column, place) in best { columns[place.index] = column }
    return columns
  }

  /// True for a row most of whose cells are headings.
  static func isHeading(_ row: [String]) -> Bool {
    var known: Set<LedgerColumn> = []
    var exact = 0
    var filled = 0
    var previous: String?
    for cell in row.prefix(64) where !cell.isEmpty && cell != previous {
      previous = cell
      filled += 1
      guard let heading = LedgerColumns.shared.heading(cell) else { continue }
      known.insert(heading.column)
      if heading.exact { exact += 1 }
    }
    // Who and which colour are enough, whatever else is counted beside them.
    if known.contains(.status), !known.isDisjoint(with: [.item, .unit]), exact >= 2, known.count * 3 >= filled
    {
      return true
    }
    return known.count >= 3 && exact >= 2 && known.count * 2 >= filled
  }

  /// True for the lower of two heading rows: headings stand in it under a merged cell, and no data.
  private static func isSecondHeading(_ row: [String], below upper: [String]) -> Bool {
    var known = 0
    var unknown = 0
    for (index, cell) in row.enumerated() {
      let text = CellText.folded(cell)
      if text.isEmpty || index < upper.count && upper[index] == cell { continue }
      guard text.count <= 10, !text.contains(where: \.isDigit) else { return false }
      if LedgerColumns.shared.heading(cell)?.exact == true { known += 1 } else { unknown += 1 }
    }
    return known >= 1 && known >= unknown
  }
}
