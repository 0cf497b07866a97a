import Bulletins

/// Joins the lines of pages to paragraphs, and tells headings and tables by their places.
///
/// A line that reaches the right edge of its column goes on in the next, unless that is indented or of another size. Page
/// numbers are left out. The flows of poppler do not tell: at the line spacing of official documents (GB/T 9704: 29 points for
/// characters of 16) every line is one of its own.
enum PDFParagraphs {
  /// The paragraphs, headings and tables of a text.
  static func blocks(of lines: [PDFLine]) -> [Document.Block] {
    let lines = withoutPageNumbers(lines)
    let body = bodyHeight(lines)
    var blocks: [Document.Block] = []
    var tables = tables(of: lines)
    var last: PDFTable?
    var index = 0
    while index < lines.count {
      if let number = tables.numbers[index] {
        // Where its first line stands in reading order; the others may come anywhere.
        if let table = tables.waiting.removeValue(forKey: number) {
          if var known = last, case .table = blocks.last, known.goesOn(with: table) {
            known.append(table)
            blocks[blocks.count - 1] = .table(known.table)
            last = known
          } else {
            blocks.append(.table(table.table))
            last = table
          }
        }
        index += 1
        continue
      }
      var end = index + 1
      while end < lines.count, tables.numbers[end] == nil, isBelow(lines[end], lines[end - 1]) { end += 1 }
      append(lines[index..<end], body, to: &blocks)
      index = end
    }
    return blocks
  }

  /// The tables of all pages by number, and for each line the number of its table.
  private static func tables(of lines: [PDFLine]) -> (waiting: [Int: PDFTable], numbers: [Int?]) {
    var waiting: [Int: PDFTable] = [:]
    var numbers = [Int?](repeating: nil, count: lines.count)
    var start = 0
    while start < lines.count {
      let end = lines[start...].firstIndex { $0.page != lines[start].page } ?? lines.count
      for table in PDFTable.tables(on: lines[start..<end]) {
        for line in table.lines { numbers[line] = waiting.count }
        waiting[waiting.count] = table
      }
      start = end
    }
    return (waiting, numbers)
  }

  /// True if a line stands in the same column below another.
  private static func isBelow(_ line: PDFLine, _ above: PDFLine) -> Bool {
    line.page == above.page && line.top > above.top && line.left < above.right && above.left < line.right
  }

  private static func append(_ column: ArraySlice<PDFLine>, _ body: Double, to blocks: inout [Document.Block])
  {
    let ordinary = column.filter { abs($0.height - body) < body * 0.2 }
    let left = (ordinary.isEmpty ? Array(column) : ordinary).map(\.left).min() ?? 0
    let right = (ordinary.isEmpty ? Array(column) : ordinary).map(\.right).max() ?? 0
    var paragraph = ""
    var previous: PDFLine?
    var heading: Int?
    for line in column {
      if let before = previous, goesOn(before, line, left, right) {
        let needsSpace = (paragraph.last?.isASCII ?? false) && (line.text.first?.isASCII ?? false)
        paragraph += needsSpace ? " " + line.text : line.text
      } else {
        if previous != nil { blocks.append(.line(Document.Line(paragraph, heading: heading))) }
        let isIndented =
          column.count > 1 && line.left - left > line.height * 1.2 && line.left - left < line.height * 3
        heading = level(line, body)
        paragraph = isIndented && heading == nil ? "\u{3000}\u{3000}" + line.text : line.text
      }
      previous = line
    }
    if previous != nil { blocks.append(.line(Document.Line(paragraph, heading: heading))) }
  }

  private static func goesOn(_ line: PDFLine, _ next: PDFLine, _ left: Double, _ right: Double) -> Bool {
    right - line.right < line.height * 1.6 && next.left - left < line.height * 0.8
      && abs(next.height - line.height) < line.height * 0.2 && next.top > line.top
      && next.top - line.top < line.height * 2.6
  }

  private static func level(_ line: PDFLine, _ body: Double) -> Int? {
    guard body > 0, line.height >= body * 1.2, line.text.utf8.count <= 180 else { return nil }
    return line.height >= body * 1.5 ? 1 : 2
  }

  /// The height that most characters have, to half a point.
  private static func bodyHeight(_ lines: [PDFLine]) -> Double {
    var characters: [Int: Int] = [:]
    for line in lines where line.height < 1000 {
      characters[Int(line.height * 2), default: 0] += line.text.utf8.count
    }
    return characters.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { Double($0.key) / 2 } ?? 0
  }

  /// Without rows in the upper or lower margin that are a number, alone or between dashes.
  private static func withoutPageNumbers(_ lines: [PDFLine]) -> [PDFLine] {
    var kept: [PDFLine] = []
    var index = 0
    while index < lines.count {
      let first = lines[index]
      var end = index + 1
      while end < lines.count, lines[end].page == first.page, abs(lines[end].top - first.top) < 1 { end += 1 }
      let isMarginal = first.top < first.pageHeight * 0.08 || first.top > first.pageHeight * 0.88
      if !isMarginal || !isNumber(lines[index..<end]) { kept.append(contentsOf: lines[index..<end]) }
      index = end
    }
    return kept
  }

  private static func isNumber(_ row: ArraySlice<PDFLine>) -> Bool {
    guard row.count <= 5 else { return false }
    let core = row.flatMap { $0.text.unicodeScalars }.filter {
      !$0.isBlank && !"-–—―－·第页/共".unicodeScalars.contains($0)
    }
    return !core.isEmpty && core.count <= 6 && core.allSatisfy(\.isDigit)
  }
}
