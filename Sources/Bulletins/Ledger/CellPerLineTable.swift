/// A table pasted with one cell on each line: headings first, then row after row.
enum CellPerLineTable {
  /// The table that begins at a line, and the line after it.
  static func find(at index: Int, in lines: [NumberedLine]) -> (table: Table, end: Int)? {
    guard let heading = heading(at: index, in: lines) else { return nil }
    // A01, A02 are cells as any other; 1, 2, 3 tell where a row begins.
    let numbered =
      heading.titles.first.flatMap { LedgerColumns.shared.heading($0) }?.column == .number
      && heading.end < lines.count && serial(of: CellText.clean(lines[heading.end].text)) == 1
    let header = LedgerHeader(of: [heading.titles])
    let aligner = RowAligner(columns: header?.columns ?? heading.titles.map { _ in nil })
    var table = Table(rows: [heading.titles], rowNumbers: [lines[index].number])
    var next = heading.end
    while let row = row(
      at: next, in: lines, aligner: aligner, serial: numbered ? table.rows.count : nil, after: table)
    {
      table.rows.append(row.cells)
      table.rowNumbers.append(row.number)
      next = row.end
    }
    return table.rows.count > 1 ? (table, next) : nil
  }

  /// The headings that stand one on each line from here. Where a running number leads, the line “1” ends them; else
  /// every one of them must be known.
  private static func heading(at index: Int, in lines: [NumberedLine]) -> (titles: [String], end: Int)? {
    var titles: [String] = []
    var known: Set<LedgerColumn> = []
    var next = index
    var knownEnd = (count: 0, line: index)
    while next < lines.count, titles.count <= 24 {
      let text = CellText.clean(lines[next].text)
      if text.isEmpty {
        next += 1
        // Two blank lines end any table.
        if next < lines.count, lines[next].isBlank { break }
        continue
      }
      if serial(of: text) == 1 { break }
      guard text.unicodeScalars.count <= 16, !text.unicodeScalars.contains(where: \.endsSentence) else {
        break
      }
      if titles.contains(text) { break }
      titles.append(text)
      next += 1
      if let column = LedgerColumns.shared.heading(text)?.column {
        known.insert(column)
        knownEnd = (titles.count, next)
      } else if titles.count - knownEnd.count > 2 {
        break
      }
    }
    guard known.count >= 3, let first = titles.first else { return nil }
    if LedgerColumns.shared.heading(first)?.column == .number, next < lines.count,
      serial(of: CellText.clean(lines[next].text)) == 1, titles.count - knownEnd.count <= 2
    {
      return known.count * 2 >= titles.count ? (titles, next) : nil
    }
    titles.removeLast(titles.count - knownEnd.count)
    return LedgerHeader.isHeading(titles) && known.count * 2 >= titles.count ? (titles, knownEnd.line) : nil
  }

  /// The row that begins at a line: as many cells as there are headings, or, where that does not come out, the best
  /// fit by what the cells look like.
  private static func row(
    at start: Int, in lines: [NumberedLine], aligner: RowAligner, serial: Int?, after table: Table
  ) -> (cells: [String], number: Int, end: Int)? {
    let width = aligner.columns.count
    var cells: [String] = []
    var ends: [Int] = []
    var next = start
    var first: Int?
    var isLast = true
    var blanks = 0
    while next < lines.count, cells.count < width * 2 {
      let text = CellText.clean(lines[next].text)
      if text.isEmpty {
        blanks += 1
        next += 1
        if blanks > 1 { break }
        continue
      }
      blanks = 0
      if let serial {
        if cells.isEmpty, self.serial(of: text) != serial { return nil }
        // The next running number begins the next row, unless a row of full width still needs the cell.
        if !cells.isEmpty, self.serial(of: text) == serial + 1,
          cells.count >= width || cells.count * 2 >= width
        {
          isLast = false
          break
        }
      } else if cells.count == width {
        break
      }
      guard isCell(text) else { break }
      if first == nil { first = lines[next].number }
      cells.append(text)
      next += 1
      ends.append(next)
    }
    guard let first, cells.count >= 2 else { return nil }
    if serial == nil {
      guard cells.count == width, fits(cells, aligner) else { return nil }
      return (cells, first, next)
    }
    // A cell that ends with a comma goes on in the next line, also where another cell is missing in exchange.
    let isWhole = !cells.contains { $0.unicodeScalars.last == "，" || $0.unicodeScalars.last == "、" }
    if !isLast {
      if cells.count == width, isWhole { return (cells, first, next) }
      guard let fit = aligner.fit(cells) else { return nil }
      return (fit.cells, first, next)
    }
    // The last row: what follows the table may look like cells.
    if cells.count >= width, isWhole, fits(Array(cells[..<width]), aligner) {
      return (Array(cells[..<width]), first, ends[width - 1])
    }
    guard let fit = aligner.fit(cells, tail: true), fit.used >= 2, fit.used <= ends.count, fit.score > 0
    else { return nil }
    return (fit.cells, first, ends[fit.used - 1])
  }

  /// The running number that a line is: 1, １, 一, 1., （1）, ①.
  static func serial(of line: String) -> Int? {
    guard line.utf8.count <= 12 else { return nil }
    var text = CellText.folded(line)
    if let first = text.first, text.count == 1, (0x2460...0x2473).contains(first.value) {
      return Int(first.value - 0x245F)
    }
    if text.first == "(", text.last == ")" { text = Scalars(text.dropFirst().dropLast()) }
    if let last = text.last, ".、".unicodeScalars.contains(last) { text.removeLast() }
    guard !text.isEmpty, text.count <= 4, text.allSatisfy({ $0.isDigit || $0.numeral != nil }),
      let number = Numerals.number(in: text, at: 0), number.end == text.count, number.value < 10_000
    else { return nil }
    return Int(number.value)
  }

  /// True if cells look like what their columns hold.
  private static func fits(_ cells: [String], _ aligner: RowAligner) -> Bool {
    var score = 0
    for (cell, column) in zip(cells, aligner.columns) {
      let likeness = RowAligner.likeness(of: cell, to: column)
      if likeness <= -4 { return false }
      score += likeness
    }
    return score >= 2
  }

  /// True for a line that may be a cell: not a heading of a section, not a paragraph.
  private static func isCell(_ text: String) -> Bool {
    let scalars = text.scalars
    guard scalars.count <= 120 else { return false }
    if LedgerWords.shared.prefix(of: scalars, "note") != nil, scalars.contains("：") || scalars.contains(":") {
      return false
    }
    if scalars.count >= 2, scalars[1] == "、", "一二三四五六七八九十".unicodeScalars.contains(scalars[0]) {
      return false
    }
    return true
  }
}
