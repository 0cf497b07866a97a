/// Columns parted by tabs, bars, commas, semicolons, 、 or spaces, under a heading line that names them.
enum DelimitedTable {
  /// What parts the cells of a line.
  enum Delimiter {
    case tab, bar, comma, wideComma, semicolon, enumeration, dash, spaces, space
  }

  /// The table that begins at a line, and the line after it.
  static func find(at index: Int, in lines: [NumberedLine]) -> (table: Table, end: Int)? {
    guard lines[index].text.utf8.count <= 2000,
      let (delimiter, titles) = heading(lines[index].text) ?? colouredHeading(at: index, in: lines)
    else {
      return tabbed(at: index, in: lines)
    }
    let header = LedgerHeader(of: [titles])
    var aligner = RowAligner(columns: header?.columns ?? titles.map { _ in nil })
    aligner.joiner = delimiter == .comma || delimiter == .wideComma ? "，" : ""
    var table = Table(rows: [titles], rowNumbers: [lines[index].number])
    var next = index + 1
    var end = next
    while next < lines.count {
      if lines[next].isBlank || isRule(lines[next].text) {
        // Blank lines may part the rows, but not more than one at a time.
        guard next + 1 < lines.count, !lines[next + 1].isBlank else { break }
        next += 1
        continue
      }
      let number = lines[next].number
      var record = lines[next].text
      var last = next
      if delimiter != .spaces, delimiter != .space {
        while hasOpenQuote(record), last + 1 < lines.count, last - next < 20 {
          last += 1
          record += "\n" + lines[last].text
        }
        if hasOpenQuote(record) {
          record = lines[next].text
          last = next
        }
      }
      var cells = row(
        record, by: delimiter, header: titles, headingLine: lines[index].text, aligner: aligner)
      if cells == nil, last + 1 < lines.count {
        // A broken row or a title between whole rows belongs to them: the reader of the ledger says what it cannot
        // read.
        let broken = split(record, by: delimiter)
        let following = split(lines[last + 1].text, by: delimiter)
        if following.count == titles.count, broken.count >= 2 || record.utf8.count <= 90 { cells = broken }
      }
      guard let row = cells else { break }
      table.rows.append(row)
      table.rowNumbers.append(number)
      next = last + 1
      end = next
    }
    return table.rows.count > 1 ? (table, end) : nil
  }

  /// The delimiter under which most cells of a line are headings, and the cells.
  private static func heading(_ line: String) -> (Delimiter, [String])? {
    for delimiter in candidates(for: line) {
      let cells = split(line, by: delimiter)
      if cells.count >= 3, cells.allSatisfy({ $0.utf8.count <= 72 }), LedgerHeader.isHeading(cells) {
        return (delimiter, cells)
      }
    }
    return nil
  }

  /// 街道|垃圾分类|考核: a line over rows with as many cells, one of whose columns holds colours.
  private static func colouredHeading(at index: Int, in lines: [NumberedLine]) -> (Delimiter, [String])? {
    for delimiter in candidates(for: lines[index].text) where delimiter == .bar || delimiter == .tab {
      let rows = lines[index...].prefix(8).map { split($0.text, by: delimiter) }
      guard let titles = rows.first, titles.count >= 2 else { continue }
      let same = Array(rows.prefix { $0.count == titles.count })
      if ColourColumn.reading(of: same) != nil { return (delimiter, titles) }
    }
    return nil
  }

  /// The delimiters to try: a tab or a bar anywhere, else the first that stands in the line.
  private static func candidates(for line: String) -> [Delimiter] {
    var first: [Delimiter] = []
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\t": return [.tab, .spaces]
      case "|", "｜", "│": return [.bar]
      default: break
      }
      guard first.isEmpty else { continue }
      switch scalar {
      case ",": first = [.comma]
      case "，": first = [.wideComma]
      case ";", "；": first = [.semicolon]
      case "、": first = [.enumeration]
      case "—", "―", "─": first = [.dash]
      default: if scalar.isBlank { first = [.spaces, .space, .comma, .wideComma] }
      }
    }
    return first
  }

  /// The cells of a record under the headings, or nil if the line is no row of this table.
  private static func row(
    _ record: String, by delimiter: Delimiter, header: [String], headingLine: String, aligner: RowAligner
  ) -> [String]? {
    let cells = split(record, by: delimiter)
    if cells.count == header.count { return cells }
    switch delimiter {
    case .tab, .bar:
      return cells.count >= 2 ? cells : nil
    case .spaces:
      guard cells.count >= 2, cells.count < header.count + 4 else { return nil }
      if let placed = placed(record, under: headingLine, width: header.count) { return placed }
    case .comma, .wideComma, .semicolon, .enumeration, .dash, .space:
      let numbered = CellText.folded(cells[0]).allSatisfy(\.isDigit) && !cells[0].isEmpty
      guard cells.count >= 3, numbered || abs(cells.count - header.count) <= 2 else { return nil }
      if delimiter != .space, cells.count < header.count, numbered { return cells }
    }
    guard let fit = aligner.fit(cells.filter { !$0.isEmpty }), fit.score >= 4 else { return nil }
    return fit.cells
  }

  /// Any lines that hold the same number of tabs, whatever they mean.
  private static func tabbed(at index: Int, in lines: [NumberedLine]) -> (table: Table, end: Int)? {
    var table = Table(rows: [])
    var next = index
    while next < lines.count {
      let text = lines[next].text
      guard text.utf8.contains(0x09) else { break }
      let cells = split(text, by: .tab)
      guard cells.count >= 3, cells.count(where: { !$0.isEmpty }) >= 2,
        cells.count == (table.rows.first?.count ?? cells.count)
      else { break }
      table.rows.append(cells)
      table.rowNumbers.append(lines[next].number)
      next += 1
    }
    return table.rows.count >= 2 ? (table, next) : nil
  }

  /// True for a line of dashes or box drawing between the rows.
  private static func isRule(_ line: String) -> Bool {
    line.unicodeScalars.allSatisfy { scalar in
      CellText.isSpace(scalar) || "-=+|_".unicodeScalars.contains(scalar)
        || (0x2500...0x257F).contains(scalar.value)
    }
  }

  private static func hasOpenQuote(_ record: String) -> Bool {
    record.utf8.reduce(0) { $0 + ($1 == 0x22 ? 1 : 0) } % 2 == 1
  }

  /// The cells of a line, trimmed, quotation marks taken off (RFC 4180).
  static func split(_ line: String, by delimiter: Delimiter) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var quoted = false
    var blanks = 0
    func finish() -> String { String(CellText.trimmed(Scalars(cell))) }
    for scalar in (delimiter == .tab ? line.scalars : CellText.trimmed(line.scalars)) {
      if scalar == "\"" {
        if quoted || cell.isEmpty { quoted.toggle() } else { cell.append(scalar) }
        continue
      }
      if delimiter == .spaces || delimiter == .space {
        if scalar.isBlank {
          blanks += scalar == "\t" || scalar == "\u{3000}" ? 2 : 1
          continue
        }
        if blanks >= (delimiter == .space ? 1 : 2) {
          cells.append(finish())
          cell = String.UnicodeScalarView()
        } else if blanks == 1 {
          cell.append(" ")
        }
        blanks = 0
      } else if !quoted, matches(scalar, delimiter) {
        cells.append(finish())
        cell = String.UnicodeScalarView()
        continue
      }
      cell.append(scalar)
    }
    cells.append(finish())
    // A dash of two characters parts once.
    if delimiter == .dash { return cells.filter { !$0.isEmpty } }
    if delimiter == .bar {
      if cells.first == "" { cells.removeFirst() }
      if cells.last == "" { cells.removeLast() }
    }
    return cells
  }

  private static func matches(_ scalar: Unicode.Scalar, _ delimiter: Delimiter) -> Bool {
    switch delimiter {
    case .tab: scalar == "\t"
    case .bar: scalar == "|" || scalar == "｜" || scalar == "│"
    case .comma: scalar == ","
    case .wideComma: scalar == "，"
    case .semicolon: scalar == ";" || scalar == "；"
    case .enumeration: scalar == "、"
    case .dash: scalar == "—" || scalar == "―" || scalar == "─"
    case .spaces, .space: false
    }
  }

  /// Cells set under the headings by their place on the line, a Chinese character two columns wide; nil if one of
  /// them begins under no heading.
  private static func placed(_ record: String, under heading: String, width: Int) -> [String]? {
    let titles = places(of: heading)
    guard titles.count == width else { return nil }
    var cells = [String](repeating: "", count: width)
    for (text, place) in places(of: record) {
      guard let column = titles.firstIndex(where: { abs($0.place - place) <= 1 }), cells[column].isEmpty
      else {
        return nil
      }
      cells[column] = text
    }
    return cells
  }

  private static func places(of line: String) -> [(text: String, place: Int)] {
    var found: [(text: String, place: Int)] = []
    var cell = String.UnicodeScalarView()
    var place = 0
    var begin = 0
    var blanks = 2
    for scalar in line.unicodeScalars {
      if scalar.isBlank {
        blanks += scalar == "\u{3000}" ? 2 : 1
      } else {
        if blanks >= 2 {
          if !cell.isEmpty { found.append((String(cell), begin)) }
          cell = String.UnicodeScalarView()
          begin = place
        } else if blanks == 1 {
          cell.append(" ")
        }
        blanks = 0
        cell.append(scalar)
      }
      place += scalar.value >= 0x1100 ? 2 : 1
    }
    if !cell.isEmpty { found.append((String(cell), begin)) }
    return found
  }
}
