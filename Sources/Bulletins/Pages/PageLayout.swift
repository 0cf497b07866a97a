/// How a page is laid out as a whole: what its lines have in common, so that one line can be judged beside the others.
struct PageLayout: Sendable {
  /// True if paragraphs are indented; a line without indent is then a title or the rest of a paragraph.
  var indentsParagraphs = false
  /// How many blank lines usually stand between two lines.
  var usualGap = 0
  /// True if articles usually end with their byline.
  var signsAtEnd = false
  /// True if articles usually begin with their byline.
  var signsAtStart = false
  /// How many columns (【部门动态】) the page names.
  var sectionCount = 0
  /// True if a headline stands below one of them.
  var columnsHaveHeadlines = false
  /// The level of the headings that are headlines, where the format marks headings.
  var headlineLevel: Int?

  /// Measures a page.
  init(_ page: PageText, kinds: [LineKind], tails: [Int: LineTail]) {
    measureLines(page, kinds)
    measureBylines(page, kinds, tails)
    headlineLevel = Self.headlineLevel(page, kinds)
  }

  private mutating func measureLines(_ page: PageText, _ kinds: [LineKind]) {
    var indented = 0
    var paragraphs = 0
    var gaps = [0, 0, 0, 0]
    for (index, line) in page.lines.enumerated() {
      if index > 0 { gaps[min(line.gap, 3)] += 1 }
      if case .section = kinds[index] {
        sectionCount += 1
        if kinds.indices.contains(index + 1), Self.isHeadline(kinds[index + 1]) {
          columnsHaveHeadlines = true
        }
      }
      guard kinds[index].isBody, line.length >= 24 else { continue }
      paragraphs += 1
      if line.indent >= 2 { indented += 1 }
    }
    indentsParagraphs = indented >= 2 && indented * 10 >= paragraphs * 6
    usualGap = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
  }

  private static func isHeadline(_ kind: LineKind) -> Bool {
    switch kind {
    case .title, .unit, .numberedTitle: true
    default: false
    }
  }

  private mutating func measureBylines(_ page: PageText, _ kinds: [LineKind], _ tails: [Int: LineTail]) {
    var ends = tails.values.count { $0.byline?.signs ?? false }
    var starts = 0
    var titles = 0
    var wasTitle = false
    for index in kinds.indices {
      switch kinds[index] {
      case .byline(let byline) where byline.signs:
        if wasTitle { starts += 1 } else { ends += 1 }
        wasTitle = false
      case .title, .unit, .subtitle:
        if !wasTitle { titles += 1 }
        wasTitle = true
      case .text:
        if wasTitle, LineHead(page, page.lines[index].range).hasDateline { starts += 1 }
        wasTitle = false
      case .furniture, .date, .byline, .names: break
      default: wasTitle = false
      }
    }
    signsAtEnd = ends >= 2 && ends * 3 >= titles
    signsAtStart = starts >= 2 && starts * 2 >= titles
  }

  /// The highest level whose headings have a text of their own; those above it are mastheads or columns.
  private static func headlineLevel(_ page: PageText, _ kinds: [LineKind]) -> Int? {
    var level: Int?
    var single: Int?
    var pending: Int?
    var hasNumbered = false
    for (index, line) in page.lines.enumerated() {
      if let heading = line.heading {
        if case .numberedTitle = kinds[index] { hasNumbered = true }
        if let above = pending, above < heading, single == nil, level == nil { single = above }
        pending = heading
      } else if kinds[index].isBody || line.table != nil, let heading = pending {
        level = min(level ?? heading, heading)
        pending = nil
      }
    }
    if let single, let found = level, single < found, hasNumbered { return single }
    return level
  }
}
