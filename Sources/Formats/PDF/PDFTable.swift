import Bulletins

/// Finds tables of a page: rows of short lines side by side whose columns stand below each other.
enum PDFTable {
  /// The table that begins at a line, and the line behind it.
  static func table(in lines: [PDFLine], at first: Int) -> (table: Table, next: Int)? {
    var rows: [[PDFLine]] = []
    var index = first
    while index < lines.count {
      let row = self.row(in: lines, at: index)
      guard row.count >= 2, rows.isEmpty || fits(row, rows[rows.count - 1]) else { break }
      rows.append(Array(row))
      index += row.count
    }
    guard rows.count >= 2, let head = rows.first else { return nil }
    // Columns are the cells of the widest row; the first of them if several are as wide.
    let widest = rows.max { $0.count < $1.count } ?? head
    var table = Table(rows: [])
    for (number, row) in rows.enumerated() {
      var cells = [String](repeating: "", count: widest.count)
      for cell in row {
        let column = widest.indices.min { distance(cell, widest[$0]) < distance(cell, widest[$1]) } ?? 0
        cells[column] += cells[column].isEmpty ? cell.text : " " + cell.text
      }
      table.rows.append(cells)
      table.rowNumbers.append(number + 1)
    }
    return (table, index)
  }

  /// The lines from a place that stand at one height, from left to right.
  private static func row(in lines: [PDFLine], at first: Int) -> ArraySlice<PDFLine> {
    var end = first + 1
    while end < lines.count, end - first < 64, lines[end].page == lines[first].page,
      abs(lines[end].top - lines[first].top) < lines[first].height * 0.4,
      lines[end].left > lines[end - 1].right
    { end += 1 }
    return lines[first..<end]
  }

  /// True if a row may stand below another: on the same page, near, and each cell of the shorter one over or under one of the other.
  private static func fits(_ row: ArraySlice<PDFLine>, _ above: [PDFLine]) -> Bool {
    guard let cell = row.first, let upper = above.first, cell.page == upper.page, cell.top > upper.top,
      cell.top - upper.top < upper.height * 4
    else { return false }
    let (few, many) = row.count <= above.count ? (Array(row), above) : (above, Array(row))
    return few.allSatisfy { one in many.contains { one.left < $0.right && $0.left < one.right } }
  }

  private static func distance(_ one: PDFLine, _ other: PDFLine) -> Double {
    abs((one.left + one.right) - (other.left + other.right))
  }
}
