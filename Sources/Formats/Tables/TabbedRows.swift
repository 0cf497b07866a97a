import Bulletins

/// Rows whose cells stand between tabs, amid other lines: what pasting from a spreadsheet leaves.
enum TabbedRows {
  /// The table that begins at a line and the line after it: two rows or more with the same two tabs or more.
  static func table(in text: DecodedText, _ lines: [Range<Int>], at first: Int) -> (table: Table, next: Int)?
  {
    let tabs = count(text.utf8, lines[first])
    guard tabs >= 2, first + 1 < lines.count, count(text.utf8, lines[first + 1]) == tabs else { return nil }
    var table = Table(rows: [])
    var index = first
    while index < lines.count, count(text.utf8, lines[index]) == tabs {
      var row: [String] = []
      var start = lines[index].lowerBound
      for place in lines[index] where text.utf8[place] == 0x09 {
        row.append(text.string(of: start..<place))
        start = place + 1
      }
      row.append(text.string(of: start..<lines[index].upperBound))
      table.rows.append(row)
      table.rowNumbers.append(index + 1)
      index += 1
    }
    return (table, index)
  }

  private static func count(_ utf8: [UInt8], _ line: Range<Int>) -> Int {
    utf8.withUnsafeBufferPointer { bytes in
      var count = 0
      for index in line where bytes[index] == 0x09 { count += 1 }
      return count
    }
  }
}
