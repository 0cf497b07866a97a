/// Finds the column of a table whose cells are colours, whatever its heading says.
///
/// Offices head it as they like (考核等次, 督查结果, 本月). Without this a red in a plain table would be missed.
enum ColourColumn {
  /// The columns of such a table, and the first row after its heading (0 if it has none).
  struct Reading {
    var status: Int
    var name: Int
    var isUnit: Bool
    var firstRow: Int
  }

  /// So many rows make a column: one colour alone may be anything.
  private static let fewest = 2
  /// Longer tables are judged by their beginning.
  private static let most = 200

  /// The reading of rows under a heading row that is not known as one.
  static func reading(of rows: [[String]]) -> Reading? {
    let rows = Array(rows.prefix(most))
    guard let heading = rows.first, let status = index(in: rows.dropFirst()) else { return nil }
    let words = LedgerWords.shared
    let title = status < heading.count ? CellText.folded(heading[status]) : []
    let isHeaded = LedgerColor.shared.color(of: String(title)) == nil
    // A list of goods has colours too: the heading must speak of judging.
    guard isHeaded, let name = nameColumn(of: rows.dropFirst(), besides: status) else { return nil }
    guard
      words.contains(title, "judged")
        || (name.isUnit && LedgerColumns.shared.heading(String(title))?.column == .status)
    else { return nil }
    return Reading(status: status, name: name.index, isUnit: name.isUnit, firstRow: 1)
  }

  /// The column nearly all of whose filled cells are colours, of two kinds at least or red.
  static func index(in rows: ArraySlice<[String]>) -> Int? {
    let width = rows.map(\.count).max() ?? 0
    for column in (0..<min(width, 64)).reversed() {
      var colours = 0
      var filled = 0
      for row in rows where column < row.count && !CellText.folded(row[column]).isEmpty {
        filled += 1
        if LedgerColor.shared.color(of: row[column]) != nil { colours += 1 }
      }
      if colours >= fewest, colours * 5 >= filled * 4 { return column }
    }
    return nil
  }

  /// The column that names who or what is judged: that of the units, else the first that is no number.
  private static func nameColumn(of rows: ArraySlice<[String]>, besides status: Int) -> (
    index: Int, isUnit: Bool
  )? {
    let width = rows.map(\.count).max() ?? 0
    var first: Int?
    for column in 0..<min(width, 64) where column != status {
      let cells = rows.compactMap { column < $0.count ? CellText.folded($0[column]) : nil }.filter {
        !$0.isEmpty
      }
      guard cells.count * 2 > rows.count, !cells.allSatisfy({ !$0.contains(where: \.isHan) }) else {
        continue
      }
      if cells.count(where: { NameWords.shared.ending(of: $0) == .unit }) * 2 > cells.count {
        return (column, true)
      }
      if first == nil, Set(cells).count > 1 || cells.count == 1 { first = column }
    }
    return first.map { ($0, false) }
  }
}
