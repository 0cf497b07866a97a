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
    var hasEnded = false
    for (index, line) in page.lines.enumerated() {
      let isFull =
        line.table == nil && line.heading == nil && full.contains(page, line) && isRunning(page, line)
        && !(isIndented && !goesOn && line.indent < 2 && isSpacedTitle(page, line))
      if goesOn, let last = lines.indices.last, continues(page, line),
        !(hasEnded && isTitle(page, index))
      {
        lines[last].range = lines[last].range.lowerBound..<line.range.upperBound
        lines[last].flags.formUnion(line.flags)
        lines[last].hasInnerBlank = lines[last].hasInnerBlank || line.hasInnerBlank
      } else {
        lines.append(line)
      }
      let ends = page.flags(line.range.upperBound - 1).contains(.terminal)
      hasEnded = ends
      goesOn = isFull && (isIndented || hasGaps || !ends)
    }
    return lines
  }

  private static func continues(_ page: PageText, _ line: PageLine) -> Bool {
    guard line.table == nil, line.heading == nil, line.gap == 0, line.indent < 2 else { return false }
    guard let mark = LineMark.read(page.folded, line.range) else { return true }
    return mark.style == .arabic || mark.style == .parenthesised
  }

  /// A headline below a last line that happens to be full: an indented paragraph follows.
  private static func isTitle(_ page: PageText, _ index: Int) -> Bool {
    guard page.lines.indices.contains(index + 1), page.lines[index + 1].indent >= 2 else { return false }
    return TitleShape.fits(page, page.lines[index].range)
  }

  /// 永泰县民政局　整治殡葬乱收费, a full line that no paragraph goes on into: the first of a headline.
  private static func isSpacedTitle(_ page: PageText, _ line: PageLine) -> Bool {
    line.hasInnerBlank && page.words(of: line.range).count == 2 && TitleShape.fits(page, line.range)
  }

  /// How wide a full line is: some programs count cells, others characters.
  private struct Full {
    var cells: Int
    var characters: Int

    func contains(_ page: PageText, _ line: PageLine) -> Bool {
      let width = HardWrap.width(page, line)
      return width >= cells
        || (!line.hasInnerBlank && HardWrap.characters(line) >= characters && width * 4 >= cells * 3)
    }
  }

  private static func characters(_ line: PageLine) -> Int { line.length + line.indent / 2 }

  /// The least width of a full line, or nil if the page is not wrapped.
  private static func fullWidth(_ page: PageText) -> Full? {
    var most = 0
    var mostCharacters = 0
    for line in page.lines where line.table == nil {
      if line.length > widest { return nil }
      most = max(most, width(page, line))
      mostCharacters = max(mostCharacters, characters(line))
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
    return Full(cells: most - slack, characters: mostCharacters - 1)
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
