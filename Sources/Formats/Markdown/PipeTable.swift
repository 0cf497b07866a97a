import Bulletins

/// A Markdown table (GitHub Flavored Markdown 4.10): a header row, a row of dashes, rows.
enum PipeTable {
  /// The table whose header is at a line, and the line after it; `cell` makes plain text of a cell.
  static func table(
    in text: DecodedText, _ lines: [Range<Int>], at first: Int, cell: (String) -> String
  ) -> (table: Table, next: Int)? {
    guard first + 1 < lines.count, isDelimiter(text.utf8, lines[first + 1]), hasPipe(text.utf8, lines[first])
    else {
      return nil
    }
    var table = Table(rows: [])
    var index = first
    while index < lines.count, hasPipe(text.utf8, lines[index]) {
      if index != first + 1 {
        table.rows.append(cells(text, lines[index]).map(cell))
        table.rowNumbers.append(index + 1)
      }
      index += 1
    }
    return (table, index)
  }

  private static func hasPipe(_ utf8: [UInt8], _ line: Range<Int>) -> Bool { utf8[line].contains(0x7C) }

  /// Dashes, colons, pipes and blanks only, with a pipe and three dashes.
  private static func isDelimiter(_ utf8: [UInt8], _ line: Range<Int>) -> Bool {
    var dashes = 0
    var pipes = 0
    for byte in utf8[line] {
      switch byte {
      case 0x2D: dashes += 1
      case 0x7C: pipes += 1
      case 0x3A, 0x20, 0x09: break
      default: return false
      }
    }
    return pipes >= 1 && dashes >= 3
  }

  private static func cells(_ text: DecodedText, _ line: Range<Int>) -> [String] {
    var row: [String] = []
    var cell: [UInt8] = []
    var escaped = false
    for byte in text.utf8[line] {
      if byte == 0x7C, !escaped {
        row.append(trimmed(cell))
        cell.removeAll(keepingCapacity: true)
      } else {
        if escaped, byte == 0x7C { cell.removeLast() }
        cell.append(byte)
      }
      escaped = byte == 0x5C && !escaped
    }
    row.append(trimmed(cell))
    // Pipes at the edges bound no cell.
    if row.count > 1, row.first == "" { row.removeFirst() }
    if row.count > 1, row.last == "" { row.removeLast() }
    return row
  }

  private static func trimmed(_ cell: [UInt8]) -> String {
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let first = cell.firstIndex(where: { !blank($0) }), let last = cell.lastIndex(where: { !blank($0) })
    else {
      return ""
    }
    return String(decoding: cell[first...last], as: UTF8.self)
  }
}
