/// Consecutive lines that look like titles, read as column, kicker, headline and names.
struct TitleGroup {
  /// The first line.
  var start: Int
  /// The line after the last.
  var end: Int
  /// The column's name.
  var section: Range<Int>?
  /// A unit or 文号 above the headline.
  var kicker: Range<Int>?
  /// True if the kicker is a 文号.
  var hasDocumentNumber = false
  /// The lines of the headline.
  var headline: [Range<Int>] = []
  /// The names below it.
  var byline: Byline?
  /// The office below the headline that wrote it.
  var author: Range<Int>?
  /// True if it has a second line that begins with a dash.
  var hasSubtitle = false

  /// Groups of more lines are lists, not titles.
  static let mostLines = 6

  /// Reads lines `start..<end`, all of which look like titles; the first of a page may begin with its masthead.
  init(_ page: PageText, _ kinds: [LineKind], start: Int, end: Int, isFirst: Bool, isFollowedByText: Bool) {
    self.start = start
    self.end = end
    for index in start..<end {
      let range = page.lines[index].range
      let isLast = index == end - 1
      switch kinds[index] {
      case .section(let name):
        if isFirst { headline.removeAll() }
        if headline.isEmpty, kicker == nil { section = name } else { headline.append(range) }
      case .documentNumber(let number):
        kicker = number
        hasDocumentNumber = true
        // Below the headline of minutes the number stands last; above it only the name of the paper.
        if !isLast { headline.removeAll() }
      case .unit:
        if isLast, isFollowedByText, !headline.isEmpty, end - start <= 3 || hasDocumentNumber {
          author = range
        } else {
          addUnit(page, range, isLast: isLast)
        }
      case .names(let names):
        if isLast, isFollowedByText, !headline.isEmpty { byline = names } else { headline.append(range) }
      case .subtitle:
        hasSubtitle = true
        headline.append(range)
      default: headline.append(range)
      }
    }
    if section == nil, headline.count >= 2, kicker == nil { takeShortSection(page) }
    if kicker == nil, headline.count == 3 { takeKicker(page) }
    if kicker == nil, headline.count == 2 { takePair(page) }
  }

  private mutating func addUnit(_ page: PageText, _ range: Range<Int>, isLast: Bool) {
    if headline.count == 1, section == nil, !isLast, page.packed(headline[0]).count <= 6 {
      section = headline.removeFirst()
    }
    if headline.isEmpty, kicker == nil {
      kicker = range
    } else {
      headline.append(range)
    }
  }

  /// Of three lines the first is the kicker where a subtitle follows the second, or where it is a pair of clauses.
  private mutating func takeKicker(_ page: PageText) {
    let words = page.words(of: headline[0])
    guard
      hasSubtitle
        ? page.folded[headline[2].lowerBound] == "—" : words.count == 2 && words.allSatisfy({ $0.count >= 4 })
    else { return }
    kicker = headline.removeFirst()
  }

  /// What stands above the line that a list of contents names is the kicker.
  mutating func takeKicker(above listed: Range<Int>?) {
    guard let listed, kicker == nil, headline.count >= 2, headline[1] == listed else { return }
    kicker = headline.removeFirst()
  }

  /// 挂牌保护　一树一策 above one longer line: two equal clauses are a kicker.
  private mutating func takePair(_ page: PageText) {
    let words = page.words(of: headline[0])
    guard words.count == 2, words[0].count == words[1].count, words[0].count >= 4, words[0].count <= 8,
      page.words(of: headline[1]).count == 1, headline[1].count > words[0].count + 2,
      page.folded[headline[1].lowerBound] != "—"
    else { return }
    kicker = headline.removeFirst()
  }

  /// 他山之石 above a headline is a column although no list knows it.
  private mutating func takeShortSection(_ page: PageText) {
    let first = page.packed(headline[0])
    // 典型人物 above 把荒山交给时间 and ——记…: with a subtitle the headline may be short.
    guard first.count <= 4, first.last != ":",
      page.packed(headline[1]).count >= (hasSubtitle ? 5 : 8), !hasSubtitle || headline.count > 2
    else {
      return
    }
    section = headline.removeFirst()
  }
}
