/// Makes paragraphs whole again where a program broke every line at one width.
///
/// A page is hard-wrapped if no line is wider than 160 cells, many are as wide as the widest, and most of those stop in
/// mid-sentence. Then a full line goes on in the next one, unless that is indented or a blank line stands between.
enum HardWrap {
  private static let widest = 160
  private static let narrowest = 24
  /// A line is full if no more than two characters would fit.
  private static let slack = 4

  /// The lines of a page with wrapped ones joined, or nil where nothing is wrapped.
  static func unwrapped(_ page: PageText) -> [PageLine]? {
    guard let full = fullWidth(page) else { return nil }
    let isIndented = page.lines.count { $0.indent >= 2 && $0.indent <= 8 } * 8 >= page.lines.count
    let hasGaps = page.lines.count { $0.gap > 0 } * 8 >= page.lines.count
    var lines: [PageLine] = []
    lines.reserveCapacity(page.lines.count)
    var goesOn = false
    for line in page.lines {
      let isFull =
        line.table == nil && line.heading == nil && width(page, line) >= full && isRunning(page, line)
      if goesOn, let last = lines.indices.last, continues(page, line) {
        lines[last].range = lines[last].range.lowerBound..<line.range.upperBound
        lines[last].flags.formUnion(line.flags)
        lines[last].hasInnerBlank = lines[last].hasInnerBlank || line.hasInnerBlank
      } else {
        lines.append(line)
      }
      let ends = page.flags(line.range.upperBound - 1).contains(.terminal)
      goesOn = isFull && (isIndented || hasGaps || !ends)
    }
    return lines
  }

  private static func continues(_ page: PageText, _ line: PageLine) -> Bool {
    guard line.table == nil, line.heading == nil, line.gap == 0, line.indent < 2 else { return false }
    guard let mark = LineMark.read(page.folded, line.range) else { return true }
    return mark.style == .arabic || mark.style == .parenthesised
  }

  /// The least width of a full line, or nil if the page is not wrapped.
  private static func fullWidth(_ page: PageText) -> Int? {
    var most = 0
    for line in page.lines where line.table == nil {
      if line.length > widest { return nil }
      most = max(most, width(page, line))
    }
    guard most >= narrowest, most <= widest else { return nil }
    var full = 0
    var cut = 0
    var long = 0
    for line in page.lines where line.table == nil {
      let width = width(page, line)
      if width * 2 >= most { long += 1 }
      guard width >= most - slack, isRunning(page, line) else { continue }
      full += 1
      if page.flags(line.range.upperBound - 1).isDisjoint(with: [.terminal, .closer]) { cut += 1 }
    }
    guard full >= 3, cut * 10 >= full * 6, full * 10 >= long * 4 else { return nil }
    return most - slack
  }

  /// False for a line that blanks place: a signature at the right, number and signer of a document.
  private static func isRunning(_ page: PageText, _ line: PageLine) -> Bool {
    guard line.indent <= 8 else { return false }
    guard line.hasInnerBlank else { return true }
    var run = 0
    for index in line.range {
      run = page.flags(index).contains(.blank) ? run + 1 : 0
      if run >= 4 { return false }
    }
    return true
  }

  private static func width(_ page: PageText, _ line: PageLine) -> Int {
    guard line.length <= widest else { return widest + 1 }
    return line.range.reduce(line.indent) { $0 + (page.scalars[$1].value < 0x1100 ? 1 : 2) }
  }
}
