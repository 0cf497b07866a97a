/// Walks the lines of a page and puts articles together.
///
/// It holds the article at hand and what was learned about how this page marks its articles; every kind of line has one
/// method that says what the line is in its place.
struct PageAssembler {
  let page: PageText
  var kinds: [LineKind]
  let tails: [Int: LineTail]
  let layout: PageLayout
  /// Lines that a list of contents names as headlines.
  let listed: Set<Int>

  var articles: [ArticleDraft] = []
  var current: ArticleDraft?
  /// The column at hand, and whether its briefs are marked.
  var section: Range<Int>?
  var sectionHasMarks = false
  var sectionIsFresh = false
  /// True after the head of a page: an article seldom goes on across it.
  var pageBreak = false
  /// The mark of the last headline that had one: 2. after 1. is a headline too.
  var headlineMark: LineMark?
  /// Units that the head of an official document names.
  var issuers: [Range<Int>] = []

  init(page: PageText, kinds: [LineKind], tails: [Int: LineTail], layout: PageLayout, listed: Set<Int> = []) {
    self.page = page
    self.kinds = kinds
    self.tails = tails
    self.layout = layout
    self.listed = listed
  }

  /// The articles in reading order.
  mutating func assemble() -> [ArticleDraft] {
    var index = 0
    while index < kinds.count { index = max(index + 1, take(index)) }
    finish()
    return articles
  }

  /// Takes the line at an index and gives the index of the next.
  mutating func take(_ index: Int) -> Int {
    switch kinds[index] {
    case .table: takeTable(index)
    case .furniture(let kind): takeFurniture(kind, index)
    case .date: takeDate()
    case .byline(let byline): takeByline(byline)
    case .continuation(let note): takeContinuation(note)
    case .numberedTitle(let mark): takeNumberedTitle(mark, index)
    case .marked(let mark): takeMarked(mark, index)
    case .attachment: takeAttachment(index)
    case .subhead:
      if isColumn(index) {
        kinds[index] = .section(page.lines[index].range)
        return takeTitles(index)
      }
      if let article = current, article.isClosed, !article.isOfficial {
        kinds[index] = .title
        return takeTitles(index)
      }
      takeSubhead(page.lines[index].range)
    case .text:
      if isLooseTitle(index) {
        kinds[index] = .title
        return takeTitles(index)
      }
      takeText(index)
    case .title, .subtitle, .unit, .section, .documentNumber, .names: return takeTitles(index)
    }
    return index + 1
  }

  mutating func finish() {
    if let current, !current.isEmpty { articles.append(current) }
    current = nil
  }

  mutating func begin(_ article: ArticleDraft = ArticleDraft()) {
    finish()
    current = article
    pageBreak = false
  }

  /// Puts the column over an article that begins here. A column whose briefs are marked ends with them; one above
  /// headlines goes on where the page has several columns.
  mutating func applySection(to article: inout ArticleDraft, isMarked: Bool) {
    guard let name = section else { return }
    if sectionIsFresh {
      sectionHasMarks = isMarked
      sectionIsFresh = false
    } else if sectionHasMarks, !isMarked {
      section = nil
      return
    } else if !isMarked, layout.sectionCount < 2, !articles.isEmpty, article.headline.isEmpty == false {
      section = nil
      return
    }
    if let first = article.headline.first, page.folded[first.lowerBound] == "【" { return }
    article.section = name
    if !isMarked, LineClassifier.holdsOneArticle(page, name) { section = nil }
  }

  /// 经验做法 above a headline that is numbered anew, or at the head of a bulletin: a column all the same.
  func isColumn(_ index: Int) -> Bool {
    guard index + 1 < kinds.count, case .numberedTitle(let mark) = kinds[index + 1], mark.number == 1,
      mark.style == .arabic
    else { return false }
    return current == nil || headlineMark?.style == .arabic
  }

  mutating func takeSubhead(_ range: Range<Int>) {
    if current == nil { begin() }
    current?.subheads.append(range)
    current?.isOpen = false
    current?.announcesList = false
  }

  mutating func enterSection(_ name: Range<Int>) {
    section = name
    sectionIsFresh = true
    headlineMark = nil
  }
}
