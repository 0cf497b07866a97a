/// A pipe table of Markdown (GitHub Flavored Markdown, section 4.10): a heading row, a row of dashes, rows.
enum MarkdownTable {
  /// The table that begins at a line, and the line after it.
  static func find(at index: Int, in lines: [NumberedLine]) -> (table: Table, end: Int)? {
    guard index + 1 < lines.count, lines[index].text.utf8.contains(0x7C), isRule(lines[index + 1].text) else {
      return nil
    }
    var table = Table(rows: [cells(lines[index].text)], rowNumbers: [lines[index].number])
    var next = index + 2
    while next < lines.count, lines[next].text.utf8.contains(0x7C) {
      table.rows.append(cells(lines[next].text))
      table.rowNumbers.append(lines[next].number)
      next += 1
    }
    return (table, next)
  }

  /// True for | --- | :---: |.
  private static func isRule(_ line: String) -> Bool {
    var dashes = 0
    var pipes = 0
    for byte in line.utf8 {
      switch byte {
      case 0x2D: dashes += 1
      case 0x7C: pipes += 1
      case 0x20, 0x09, 0x3A: break
      default: return false
      }
    }
    return dashes >= 2 && pipes >= 1
  }

  /// The cells of a row; `\|` is a bar inside a cell, and `<br>` a line end.
  private static func cells(_ line: String) -> [String] {
    var cells: [Scalars] = [[]]
    var escaped = false
    for scalar in CellText.trimmed(line.scalars) {
      if scalar == "|", !escaped {
        cells.append([])
        continue
      }
      if escaped, scalar != "|" { cells[cells.count - 1].append("\\") }
      escaped = scalar == "\\"
      if !escaped { cells[cells.count - 1].append(scalar) }
    }
    if cells.first?.isEmpty == true { cells.removeFirst() }
    if cells.last?.isEmpty == true { cells.removeLast() }
    return cells.map { String(withoutMarks(CellText.trimmed($0))) }
  }

  private static func withoutMarks(_ cell: Scalars) -> Scalars {
    var rest = cell[...]
    while rest.count >= 4, rest.starts(with: "**".scalars), rest.ends(with: "**".scalars) {
      rest = rest.dropFirst(2).dropLast(2)
    }
    return Scalars(rest)
  }
}
