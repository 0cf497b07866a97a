/// Walks the lines of a page and puts articles together.
///
/// It holds the article at hand and what was learned about how this page marks its articles; every kind of line has one
/// method that says what the line is in its place.
struct PageAssembler {
  let page: PageText
  let kinds: [LineKind]
  let tails: [Int: LineTail]
  let layout: PageLayout

  private(set) var articles: [ArticleDraft] = []
  private(set) var current: ArticleDraft?
  /// The column at hand, and whether its briefs are marked.
  private var section: Range<Int>?
  private var sectionHasMarks = false
  private var sectionIsFresh = false
  /// True after the head of a page: an article seldom goes on across it.
  private var pageBreak = false
  /// The mark of the last headline that had one: 2. after 1. is a headline too.
  private var headlineMark: LineMark?
  /// Units that the head of an official document names.
  private var issuers: [Range<Int>] = []

  init(page: PageText, kinds: [LineKind], tails: [Int: LineTail], layout: PageLayout) {
    self.page = page
    self.kinds = kinds
    self.tails = tails
    self.layout = layout
  }

  /// The articles in reading order.
  mutating func assemble() -> [ArticleDraft] {
    var index = 0
    while index < kinds.count { index = max(index + 1, take(index)) }
    finish()
    return articles
  }

  /// Takes the line at an index and gives the index of the next.
  private mutating func take(_ index: Int) -> Int {
    switch kinds[index] {
    case .table: takeTable(index)
    case .furniture(let kind): takeFurniture(kind, index)
    case .date: takeDate()
    case .byline(let byline): takeByline(byline)
    case .continuation(let note): takeContinuation(note)
    case .numberedTitle(let mark): takeNumberedTitle(mark, index)
    case .marked(let mark): takeMarked(mark, index)
    case .attachment: takeAttachment(index)
    case .text: takeText(index)
    case .title, .subtitle, .unit, .section, .documentNumber, .names: return takeTitles(index)
    }
    return index + 1
  }

  // MARK: Articles

  private mutating func finish() {
    if let current, !current.isEmpty { articles.append(current) }
    current = nil
  }

  private mutating func begin(_ article: ArticleDraft = ArticleDraft()) {
    finish()
    current = article
    pageBreak = false
  }

  /// Puts the column over an article that begins here. A column whose briefs are marked ends with them; one above
  /// headlines goes on where the page has several columns.
  private mutating func applySection(to article: inout ArticleDraft, isMarked: Bool) {
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
  }

  private mutating func enterSection(_ name: Range<Int>) {
    section = name
    sectionIsFresh = true
    headlineMark = nil
  }

  // MARK: Furniture, dates, bylines

  private mutating func takeFurniture(_ kind: Furniture.Kind, _ index: Int) {
    switch kind {
    case .page: pageBreak = true
    case .over: current?.isClosed = true
    case .foot:
      if current?.hasBody ?? false { current?.isClosed = true }
    case .imprint:
      if current?.hasBody ?? false {
        current?.sources.append(page.lines[index].range)
        current?.isClosed = true
      } else {
        issuers.append(page.lines[index].range)
      }
    case .other: break
    }
  }

  private mutating func takeDate() {
    guard let article = current, article.hasBody, !article.isClosed else { return }
    if article.isOfficial || !article.sources.isEmpty { current?.isClosed = true }
  }

  private mutating func takeByline(_ byline: Byline) {
    guard current != nil else { return }
    if byline.isCredit {
      current?.byline.merge(Byline(sources: byline.sources))
      if byline.hasEditorRole, current?.hasBody ?? false { current?.isClosed = true }
      return
    }
    current?.byline.merge(byline)
    if current?.hasBody ?? false {
      current?.isClosed = true
    } else {
      current?.isSignedAtStart = true
    }
  }

  private mutating func takeContinuation(_ note: ContinuationNote) {
    guard note.isFrom else {
      current?.isClosed = true
      return
    }
    if current == nil || current?.hasBody ?? false || current?.isContinuation ?? false { begin() }
    current?.isContinuation = true
    current?.section = note.words
  }

  private mutating func takeTable(_ index: Int) {
    guard let table = page.lines[index].table else { return }
    if current == nil { begin() }
    current?.tables.append(table)
    current?.isOpen = false
  }

  // MARK: Titles

  private mutating func takeTitles(_ start: Int) -> Int {
    var end = start
    while end < kinds.count, kinds[end].isTitleLike { end += 1 }
    if let after = takeSignature(start, end) { return after }
    if takeClosingNames(start, end) { return start + 1 }
    if isList(start, end) {
      takeList(start, end)
      return end
    }
    let next = nextContent(from: end)
    let group = TitleGroup(
      page, kinds, start: start, end: end, isFirst: articles.isEmpty && current == nil,
      isFollowedByText: next.map { kinds[$0].isBody } ?? false)
    if isFragment(group, next: next) {
      takeText(start)
      return start + 1
    }
    if opensArticle(group, next: next) {
      open(group, next: next)
    } else {
      for index in start..<end { current?.subheads.append(page.lines[index].range) }
      current?.isOpen = false
      current?.announcesList = false
    }
    return end
  }

  /// Lines of a list, each a paragraph of its own; the first of them is the headline where none stands yet.
  private mutating func takeList(_ start: Int, _ end: Int) {
    var first = start
    if current?.isClosed ?? true, end - start > TitleGroup.mostLines, section == nil {
      var article = ArticleDraft()
      article.headline = [page.lines[start].range]
      begin(article)
      first += 1
    }
    for index in first..<end { addParagraph(page.lines[index].range) }
  }

  private func opensArticle(_ group: TitleGroup, next: Int?) -> Bool {
    guard let article = current, article.hasBody || !article.headline.isEmpty else { return true }
    if article.isClosed {
      return !(article.isOfficial && article.listsAttachments && !group.hasDocumentNumber)
    }
    guard article.hasBody || !article.subheads.isEmpty else { return article.isContinuation == false }
    let evidence = HeadlineEvidence(page: page, kinds: kinds, layout: layout)
    return evidence.points(group, inside: article, next: next, pageBreak: pageBreak) > 0
  }

  private mutating func open(_ group: TitleGroup, next: Int?) {
    if let name = group.section { enterSection(name) }
    if group.headline.isEmpty, group.kicker == nil {
      openSection(group, next: next)
      return
    }
    var article = ArticleDraft()
    article.headline = group.headline
    article.kicker = group.kicker
    article.isOfficial =
      group.hasDocumentNumber || group.headline.last.map { OfficialMarks.isSure(page, $0) } ?? false
    if let byline = group.byline {
      article.byline = byline
      article.isSignedAtStart = true
    }
    if let waiting = current, waiting.isContinuation, !waiting.hasBody, waiting.headline.isEmpty {
      article.isContinuation = true
      article.section = waiting.section
      current = nil
    }
    let isContinuation = article.isContinuation
    if !isContinuation { applySection(to: &article, isMarked: false) }
    headlineMark = nil
    if isMasthead(current) { current = nil }
    begin(article)
  }

  /// A short line above everything and cut off from the first headline by furniture is the paper's name.
  private func isMasthead(_ article: ArticleDraft?) -> Bool {
    guard articles.isEmpty, let article, !article.hasBody, article.kicker == nil, article.headline.count == 1,
      article.subheads.isEmpty, !article.isContinuation
    else { return false }
    return page.packed(article.headline[0]).count <= 8
  }

  /// A column's name without a headline: its briefs follow, or one text that it names.
  private mutating func openSection(_ group: TitleGroup, next: Int?) {
    finish()
    guard let next, case .text = kinds[next], let name = group.section else { return }
    guard !(tails[next]?.closes ?? false) || !isText(next + 1) else { return }
    var article = ArticleDraft()
    article.headline = [name]
    article.isNamedBySection = true
    applySection(to: &article, isMarked: false)
    section = nil
    begin(article)
  }

  private func isText(_ index: Int) -> Bool {
    guard kinds.indices.contains(index), case .text = kinds[index] else { return false }
    return true
  }

  /// The next line that is a text, a table, a byline or numbered, after furniture and dates.
  private func nextContent(from start: Int) -> Int? {
    var index = start
    while index < kinds.count, index < start + 8 {
      switch kinds[index] {
      case .furniture, .date: index += 1
      case .byline(let byline) where byline.isCredit: index += 1
      default: return index
      }
    }
    return nil
  }

  /// Unit and date at the end of an official document or letter.
  private mutating func takeSignature(_ start: Int, _ end: Int) -> Int? {
    guard let article = current, article.hasBody, !article.isClosed else { return nil }
    var index = start
    while index < end, index < start + 4, case .unit = kinds[index] { index += 1 }
    guard index > start, index == end else { return nil }
    let isDated: Bool =
      if index < kinds.count, case .date = kinds[index] { true } else { false }
    let isLast = index == kinds.count || isFoot(index)
    guard isDated || isLast else { return nil }
    for line in start..<index { current?.sources.append(page.lines[line].range) }
    current?.isClosed = true
    return isDated ? index + 1 : index
  }

  private func isFoot(_ index: Int) -> Bool {
    guard case .furniture(let kind) = kinds[index] else { return false }
    return kind == .foot || kind == .other
  }

  /// Short lines after a colon, or more of them than a headline has.
  private func isList(_ start: Int, _ end: Int) -> Bool {
    if end - start > TitleGroup.mostLines { return true }
    guard let article = current, article.announcesList, !article.isClosed else { return false }
    if case .section = kinds[start] { return false }
    return true
  }

  /// Names without a bracket after the last paragraph.
  private mutating func takeClosingNames(_ start: Int, _ end: Int) -> Bool {
    guard case .names(let names) = kinds[start], let article = current, article.hasBody, !article.isClosed,
      !article.isSignedAtStart
    else { return false }
    let next = start + 1
    if next < kinds.count, case .text = kinds[next], page.lines[next].gap <= layout.usualGap, end == next {
      return false
    }
    current?.byline.merge(names)
    current?.isClosed = true
    return true
  }

  /// The short first half of a paragraph that a column break cut.
  private func isFragment(_ group: TitleGroup, next: Int?) -> Bool {
    guard group.end - group.start == 1, next == group.end, let next, case .text = kinds[next],
      case .title = kinds[group.start], page.lines[group.start].heading == nil
    else { return false }
    let line = page.lines[group.start]
    let following = page.lines[next]
    if !page.flags(following.range.lowerBound).isDisjoint(with: [.closer, .soft]),
      page.folded[following.range.lowerBound] != "“"
    {
      return true
    }
    guard let article = current, !article.isClosed, article.hasBody else { return false }
    return layout.indentsParagraphs && line.indent >= 2 && line.indent <= 8 && following.indent < 2
      && line.length >= 12
  }

  // MARK: Marks and numbers

  private mutating func takeNumberedTitle(_ mark: LineMark, _ index: Int) {
    let range = page.lines[index].range
    if opensNumbered(mark, index) {
      var article = ArticleDraft()
      let title = (range.lowerBound + mark.length)..<range.upperBound
      if UnitFinder(text: page.folded).isUnit(title) {
        article.kicker = title
      } else {
        article.headline = [mark.style == .bullet ? title : range]
      }
      article.mark = mark
      applySection(to: &article, isMarked: true)
      headlineMark = mark
      begin(article)
    } else if isListItem(mark, index) {
      addParagraph(range)
      current?.lastItem = mark
    } else {
      current?.subheads.append(range)
      current?.isOpen = false
      current?.announcesList = false
    }
  }

  private func opensNumbered(_ mark: LineMark, _ index: Int) -> Bool {
    if isListItem(mark, index) { return false }
    if let level = page.lines[index].heading, let headline = layout.headlineLevel {
      return level <= headline && current?.headline.isEmpty ?? true
    }
    guard let article = current else {
      return section != nil || mark.style == .bullet || isNewsTitle(mark, index)
    }
    if let last = headlineMark, last.style == mark.style {
      return mark.style == .bullet || mark.number == last.number + 1 || mark.number == 1
    }
    if article.isClosed { return !article.isOfficial }
    return false
  }

  /// A numbered title at the very beginning is a headline if it names a unit or its text is signed.
  private func isNewsTitle(_ mark: LineMark, _ index: Int) -> Bool {
    let range = page.lines[index].range
    let start = range.lowerBound + mark.length
    return UnitFinder(text: page.folded).unit(at: start, before: range.upperBound) != nil
      || tails[index + 1]?.closes ?? false
  }

  /// A short numbered line that is followed by another of its kind, and not by a text, is an item of a list.
  private func isListItem(_ mark: LineMark, _ index: Int) -> Bool {
    if current?.listsAttachments ?? false { return true }
    if let last = current?.lastItem, last.style == mark.style, mark.number == last.number + 1, mark.number > 1
    {
      return true
    }
    guard let next = nextContent(from: index + 1) else { return true }
    if case .numberedTitle(let other) = kinds[next], other.style == mark.style { return true }
    if case .numberedTitle = kinds[next] { return false }
    if page.lines[index].heading != nil { return false }
    switch kinds[next] {
    case .text, .marked, .table, .byline: return false
    default: return mark.style != .chinese
    }
  }

  private mutating func takeMarked(_ mark: LineMark, _ index: Int) {
    let range = page.lines[index].range
    guard isBrief(mark, index) else {
      addParagraph(range, at: index)
      return
    }
    if let article = current, !article.hasBody, !article.headline.isEmpty, section == nil,
      !article.isContinuation
    {
      section = article.headline.last
      sectionIsFresh = true
      current = nil
    }
    var article = ArticleDraft()
    article.mark = mark
    applySection(to: &article, isMarked: true)
    begin(article)
    addParagraph((range.lowerBound + mark.length)..<range.upperBound, at: index)
  }

  private func isBrief(_ mark: LineMark, _ index: Int) -> Bool {
    guard let article = current else {
      return section != nil || mark.style == .bullet || tails[index]?.byline != nil
    }
    let isSigned = tails[index]?.byline?.signs ?? false
    if let own = article.mark {
      if article.announcesList, mark.style != own.style { return false }
      if mark.style == own.style || mark.style == .bullet || mark.style == .circled {
        return mark.style == .bullet || mark.number == own.number + 1 || mark.number == 1
      }
      return article.isClosed
    }
    if article.isClosed { return !article.isOfficial }
    if article.announcesList { return false }
    guard mark.style == .bullet || mark.style == .circled || mark.style == .arabic else { return false }
    if !article.hasBody { return isSigned || hasBriefs(from: index) }
    return mark.style == .bullet && isSigned && nextIsSigned(mark, index)
  }

  /// True if a headline with nothing but marked lines below it is a column: each names another unit.
  private func hasBriefs(from index: Int) -> Bool {
    guard let headline = current?.headline.last, page.packed(headline).count <= 10 else { return false }
    let finder = UnitFinder(text: page.folded)
    var units = 0
    for line in index..<min(index + 3, kinds.count) {
      guard case .marked(let mark) = kinds[line] else { continue }
      let range = page.lines[line].range
      if finder.unit(at: range.lowerBound + mark.length, before: range.upperBound) != nil { units += 1 }
    }
    return units >= 2
  }

  private func nextIsSigned(_ mark: LineMark, _ index: Int) -> Bool {
    guard index + 1 < kinds.count, case .marked(let next) = kinds[index + 1], next.style == mark.style else {
      return true
    }
    return tails[index + 1]?.byline?.signs ?? false
  }

  // MARK: Text

  private mutating func takeAttachment(_ index: Int) {
    addParagraph(page.lines[index].range)
    current?.listsAttachments = true
    current?.isOpen = false
  }

  private mutating func takeText(_ index: Int) {
    let range = page.lines[index].range
    let head = LineHead(page, range)
    if let continued = head.continued {
      takeContinuation(
        ContinuationNote(isFrom: true, words: continued, end: head.textStart, isBracketed: true))
    } else if opensWithoutTitle(index, head) {
      var article = ArticleDraft()
      let isMarked = current?.mark != nil
      applySection(to: &article, isMarked: isMarked)
      begin(article)
    }
    if current == nil { begin() }
    if let byline = head.byline {
      current?.byline.merge(byline)
      current?.isSignedAtStart = true
    }
    addParagraph(head.textStart..<range.upperBound, at: index)
  }

  /// A text after the end of an article, without a headline, is one of its own if it is signed or opens like one.
  private func opensWithoutTitle(_ index: Int, _ head: LineHead) -> Bool {
    guard let article = current else { return true }
    if head.hasDateline, article.hasBody { return true }
    guard article.isClosed else { return false }
    if article.isOfficial { return false }
    if head.hasDateline { return true }
    var line = index
    while line < kinds.count, line < index + 6 {
      if tails[line]?.closes ?? false { return true }
      switch kinds[line] {
      case .text: line += 1
      case .byline(let byline): return byline.signs
      default: return false
      }
    }
    return false
  }

  /// Adds a paragraph, or the rest of one that a column break cut.
  private mutating func addParagraph(_ range: Range<Int>, at index: Int? = nil) {
    if current == nil { begin() }
    guard var article = current else { return }
    current = nil
    defer { current = article }
    let tail = index.flatMap { tails[$0] }
    let end = min(max(tail?.textEnd ?? range.upperBound, range.lowerBound), range.upperBound)
    let text = page.trimmed(range.lowerBound..<end)
    if !text.isEmpty { add(text, at: index, to: &article) }
    if tail == nil { closeBrokenByline(&article) }
    article.isOpen = !article.isClosed && tail == nil && index != nil && isUnfinished(text)
    article.announcesList = !text.isEmpty && page.folded[text.upperBound - 1] == ":"
    if let tail {
      if let byline = tail.byline {
        if byline.isCredit {
          article.byline.merge(Byline(sources: byline.sources))
        } else {
          article.byline.merge(byline)
        }
      }
      if tail.closes { article.isClosed = true }
    }
  }

  private func add(_ text: Range<Int>, at index: Int?, to article: inout ArticleDraft) {
    if !article.hasBody, OfficialMarks.isSalutation(page, text) { article.isOfficial = true }
    if article.isOpen, let last = article.paragraphs.indices.last, let index, joins(index, to: article) {
      article.paragraphs[last].append(text)
    } else {
      article.paragraphs.append([text])
    }
  }

  /// A byline that a column break cut in its bracket: （通讯员 / 郭 靖）.
  private func closeBrokenByline(_ article: inout ArticleDraft) {
    guard let last = article.paragraphs.indices.last, article.paragraphs[last].count >= 2,
      let rest = article.paragraphs[last].last, rest.count <= 60,
      page.flags(rest.upperBound - 1).contains(.closer)
    else { return }
    let before = article.paragraphs[last][article.paragraphs[last].count - 2]
    let start = max(before.lowerBound, before.upperBound - BylineParser.longest)
    let joined = String(page.scalars[start..<before.upperBound]) + " " + String(page.scalars[rest])
    let text = PageText(Document(lines: [joined]))
    guard let line = text.lines.first else { return }
    let tail = LineTail(text, line.range)
    guard let byline = tail.byline, byline.signs, tail.textEnd <= before.upperBound - start else { return }
    article.paragraphs[last].removeLast()
    article.paragraphs[last][article.paragraphs[last].count - 1] = before.lowerBound..<(start + tail.textEnd)
    article.byline.merge(byline)
    article.isClosed = true
  }

  private func joins(_ index: Int, to article: ArticleDraft) -> Bool {
    if case .marked = kinds[index] { return false }
    guard let last = article.paragraphs.last?.last else { return false }
    if layout.indentsParagraphs, page.lines[index].indent >= 2 { return isHardOpen(last) }
    return true
  }

  /// True if a paragraph lacks the end of its last sentence.
  private func isUnfinished(_ text: Range<Int>) -> Bool {
    guard text.count >= 2 else { return false }
    let last = page.flags(text.upperBound - 1)
    let scalar = page.folded[text.upperBound - 1]
    if last.contains(.terminal) || scalar == ":" || scalar == "." || scalar == "摄" { return false }
    if last.contains(.closer) { return !page.flags(text.upperBound - 2).contains(.terminal) }
    return true
  }

  /// True if a text ends where no sentence can: after a comma, inside a quotation.
  private func isHardOpen(_ text: Range<Int>) -> Bool {
    let last = page.folded[text.upperBound - 1]
    if page.flags(text.upperBound - 1).contains(.soft), last != ":" { return true }
    var depth = 0
    for index in text.suffix(200) {
      if page.flags(index).contains(.opener) { depth += 1 }
      if page.flags(index).contains(.closer) { depth = max(0, depth - 1) }
    }
    return depth > 0
  }
}
