/// Finds tables that were pasted with one cell on each line and whose headings are not those of a ledger: 名次, 村, 得分.
///
/// A running number tells where the rows begin; without one, a column of figures does, and only below a line that announces
/// a list. What is found becomes one table, so that no cell is taken for a headline.
enum PastedTable {
  private static let mostColumns = 12
  /// Cells are no longer than this.
  private static let longestCell = 80
  /// A longer run of short lines is no table.
  private static let mostCells = 400

  /// The table that begins at a line, and the line after it.
  static func find(at index: Int, in lines: [NumberedLine]) -> (table: Table, end: Int)? {
    guard let first = cell(index, lines) else { return nil }
    if LedgerWords.shared.isWord(CellText.folded(first), of: "serial") { return numbered(index, lines) }
    guard index > 0, announces(lines[index - 1].text) else { return nil }
    return unnumbered(index, lines)
  }

  /// True for a line that announces a list: it ends with a colon, or begins with 附.
  static func announces(_ line: String) -> Bool {
    line.unicodeScalars.last == "：" || line.unicodeScalars.last == ":"
      || (line.unicodeScalars.first == "附" && line.utf8.count <= 180)
  }

  // MARK: - With a running number

  private static func numbered(_ index: Int, _ lines: [NumberedLine]) -> (table: Table, end: Int)? {
    let last = min(lines.count, index + mostColumns + 1)
    var start = index + 1
    while start < last, cell(start, lines) != nil, number(start, lines) == nil { start += 1 }
    let width = start - index
    guard start < last, width >= 2, number(start, lines) == 1 else { return nil }
    var table = Table(
      rows: [(index..<start).compactMap { cell($0, lines) }], rowNumbers: [lines[index].number])
    var before = 0
    while let serial = number(start, lines), serial > before, serial <= before + 50 {
      let row = (start..<(start + width)).compactMap { cell($0, lines) }
      guard row.count == width else { break }
      table.rows.append(row)
      table.rowNumbers.append(lines[start].number)
      before = serial
      start += width
    }
    return table.rows.count > 1 ? (table, start) : nil
  }

  // MARK: - Without one

  private static func unnumbered(_ index: Int, _ lines: [NumberedLine]) -> (table: Table, end: Int)? {
    var cells: [String] = []
    while cells.count < mostCells, let cell = shortCell(index + cells.count, lines) { cells.append(cell) }
    guard cells.count >= 9 else { return nil }
    var best: (width: Int, rows: Int)?
    for width in 2...min(mostColumns, cells.count / 3) {
      guard let rows = rowsOfFigures(cells, width), rows >= 3 else { continue }
      if rows * width > (best.map { $0.rows * $0.width } ?? 0) { best = (width, rows) }
    }
    guard let best else { return nil }
    var table = Table(rows: [])
    for row in 0..<best.rows {
      table.rows.append(Array(cells[(row * best.width)..<((row + 1) * best.width)]))
      table.rowNumbers.append(lines[index + row * best.width].number)
    }
    return (table, index + best.rows * best.width)
  }

  /// How many rows of a width, headings included, hold figures in the same columns, or nil.
  private static func rowsOfFigures(_ cells: [String], _ width: Int) -> Int? {
    guard !cells[..<width].contains(where: isFigure) else { return nil }
    let columns = cells[width..<(2 * width)].map(isFigure)
    guard columns.contains(true), columns[0] == false else { return nil }
    var rows = 2
    while (rows + 1) * width <= cells.count,
      cells[(rows * width)..<((rows + 1) * width)].map(isFigure) == columns
    {
      rows += 1
    }
    return rows
  }

  // MARK: - Cells

  private static func cell(_ index: Int, _ lines: [NumberedLine]) -> String? {
    guard lines.indices.contains(index) else { return nil }
    let text = CellText.clean(lines[index].text)
    return !text.isEmpty && text.unicodeScalars.count <= longestCell ? text : nil
  }

  private static func shortCell(_ index: Int, _ lines: [NumberedLine]) -> String? {
    guard let text = cell(index, lines), text.unicodeScalars.count <= 16,
      !text.unicodeScalars.contains(where: \.endsSentence), !isDate(text)
    else { return nil }
    return text
  }

  /// True for 2026年9月30日: the date under a letter is no cell.
  private static func isDate(_ text: String) -> Bool {
    text.unicodeScalars.last == "日" && text.unicodeScalars.contains("月")
  }

  /// The number that a line is, or nil.
  private static func number(_ index: Int, _ lines: [NumberedLine]) -> Int? {
    guard let text = cell(index, lines), text.unicodeScalars.count <= 4 else { return nil }
    return Int(String(CellText.folded(text)))
  }

  /// True for 97, 95.5, 31%, -2.
  private static func isFigure(_ text: String) -> Bool {
    let scalars = CellText.folded(text)
    guard let first = scalars.first, first.isDigit || first == "-" else { return false }
    return scalars.dropFirst().allSatisfy { $0.isDigit || $0 == "." || $0 == "%" }
  }
}
