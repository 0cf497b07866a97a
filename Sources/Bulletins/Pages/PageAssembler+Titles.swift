/// Headlines, subheads, columns and signatures.
extension PageAssembler {
  mutating func takeTitles(_ start: Int) -> Int {
    var end = start
    while end < kinds.count, kinds[end].isTitleLike || isAboveSubtitle(end) {
      if !kinds[end].isTitleLike { kinds[end] = .title }
      end += 1
    }
    if let after = takeSignature(start, end) { return after }
    if isCall(start, end) {
      takeText(start)
      return start + 1
    }
    if takeClosingNames(start, end) { return start + 1 }
    if isList(start, end) {
      takeList(start, end)
      return end
    }
    let next = nextContent(from: end)
    var group = TitleGroup(
      page, kinds, start: start, end: end, isFirst: articles.isEmpty && current == nil,
      isFollowedByText: next.map { kinds[$0].isBody } ?? false)
    group.takeKicker(above: (start..<end).first(where: listed.contains).map { page.lines[$0].range })
    if isFragment(group, next: next) {
      takeText(start)
      return start + 1
    }
    if isHeadingInBrackets(group, next: next), let name = group.section {
      takeSubhead(name)
    } else if opensArticle(group, next: next) {
      open(group, next: next)
    } else {
      for index in start..<end { current?.subheads.append(page.lines[index].range) }
      current?.isOpen = false
      current?.announcesList = false
    }
    return end
  }

  /// Lines of a list, each a paragraph of its own; the first of them is the headline where none stands yet.
  mutating func takeList(_ start: Int, _ end: Int) {
    var first = start
    if current?.isClosed ?? true, end - start > TitleGroup.mostLines, section == nil {
      var article = ArticleDraft()
      article.headline = [page.lines[start].range]
      begin(article)
      first += 1
    }
    for index in first..<end { addParagraph(page.lines[index].range) }
  }

  /// 【突击队】 alone above a text, inside an article that nobody has signed yet: a heading, where no column of the page
  /// has headlines below it.
  func isHeadingInBrackets(_ group: TitleGroup, next: Int?) -> Bool {
    guard group.end - group.start == 1, let next, isText(next), let article = current, article.hasBody,
      !article.isClosed, !article.headline.isEmpty, article.section == nil,
      let name = group.section, page.at(name.lowerBound - 1) == "【"
    else { return false }
    return !layout.columnsHaveHeadlines && !LineClassifier.isKnownSection(page, name)
  }

  func opensArticle(_ group: TitleGroup, next: Int?) -> Bool {
    guard let article = current, article.hasBody || !article.headline.isEmpty else { return true }
    if article.isClosed {
      return !(article.isOfficial && article.listsAttachments && !group.hasDocumentNumber)
    }
    guard article.hasBody || !article.subheads.isEmpty else {
      if article.isContinuation { return false }
      // Below the line of names or of the site stands the first heading inside.
      return pageBreak || isMasthead(article) || !(article.isSignedAtStart || article.hasSiteLine)
    }
    if (group.start..<group.end).contains(where: listed.contains) { return true }
    let evidence = HeadlineEvidence(page: page, kinds: kinds, tails: tails, layout: layout)
    return evidence.points(group, inside: article, next: next, pageBreak: pageBreak) > 1
  }

  mutating func open(_ group: TitleGroup, next: Int?) {
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
    if let author = group.author { article.sources.append(author) }
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
  func isMasthead(_ article: ArticleDraft?) -> Bool {
    guard articles.isEmpty, let article, !article.hasBody, article.kicker == nil, article.headline.count == 1,
      article.subheads.isEmpty, !article.isContinuation
    else { return false }
    let length = page.packed(article.headline[0]).count
    return length <= 8 || length <= 16 && Mastheads.isName(page, article.headline[0])
  }

  /// A column's name without a headline: its briefs follow, or one text that it names.
  mutating func openSection(_ group: TitleGroup, next: Int?) {
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

  /// 让我们携手共建美好家园！ above the signature of a letter.
  func isCall(_ start: Int, _ end: Int) -> Bool {
    guard let article = current, article.hasBody, !article.isClosed, case .title = kinds[start],
      page.flags(page.lines[start].range.upperBound - 1).contains(.terminal)
    else { return false }
    if start + 1 == kinds.count || end == start + 1 && isFoot(end) { return true }
    if start + 1 < end, case .unit = kinds[start + 1] { return end == kinds.count || !kinds[end].isBody }
    if end == start + 1, end < kinds.count, case .date = kinds[end] { return true }
    return false
  }

  func isText(_ index: Int) -> Bool {
    guard kinds.indices.contains(index), case .text = kinds[index] else { return false }
    return true
  }

  /// The next line that is a text, a table, a byline or numbered, after furniture and dates.
  func nextContent(from start: Int) -> Int? {
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

  /// Where an article must begin, a line may be a headline that would pass for a piece of text elsewhere.
  func isLooseTitle(_ index: Int) -> Bool {
    if isAboveSubtitle(index) { return true }
    guard current?.isClosed ?? true, let following = nextContent(from: index + 1) else { return false }
    if isUnitBeforeTitle(index) { return true }
    var body = following
    if case .byline = kinds[body] { body += 1 }
    if articles.isEmpty, current == nil, following > index + 1, case .title = kinds[following] { body += 1 }
    guard isText(body) else { return false }
    let next = page.lines[body].range
    guard TitleShape.fitsLoosely(page, page.lines[index].range), next.count > page.lines[index].length else {
      return false
    }
    return page.flags(next.lowerBound).isDisjoint(with: [.soft, .closer, .terminal])
  }

  /// 四年，一条河的“回家”路 above ——北汀县清溪河治理纪实: uneven clauses, and a headline all the same.
  func isAboveSubtitle(_ index: Int) -> Bool {
    guard index + 1 < kinds.count, case .subtitle = kinds[index + 1] else { return false }
    return TitleShape.fitsLoosely(page, page.lines[index].range)
  }

  /// 苍山乡： on a line of its own above the rest of the headline.
  func isUnitBeforeTitle(_ index: Int) -> Bool {
    let range = page.lines[index].range
    guard index + 1 < kinds.count, case .title = kinds[index + 1], range.count <= 20,
      page.folded[range.upperBound - 1] == ":"
    else { return false }
    let name = range.lowerBound..<(range.upperBound - 1)
    return UnitFinder(text: page.folded).isUnit(name)
      || (name.count >= 3 && UnitLexicon.endings.longest(in: page, name) != nil)
  }

  /// Unit and date at the end of an official document or letter.
  mutating func takeSignature(_ start: Int, _ end: Int) -> Int? {
    guard let article = current, article.hasBody, !article.isClosed else { return nil }
    if article.isOfficial, let signer = OfficialMarks.signer(page, page.lines[start].range),
      start + 1 == kinds.count || !kinds[start + 1].isBody
    {
      current?.byline.merge(Byline(people: [String(page.scalars[signer])]))
      current?.isClosed = true
      return start + 1
    }
    var index = start
    while index < end, index < start + 4, case .unit = kinds[index] { index += 1 }
    if index == start, end == start + 1, isOtherSigner(start) { index = end }
    guard index > start, index == end else { return nil }
    let isDated: Bool =
      if index < kinds.count, case .date = kinds[index] { true } else { false }
    let isLast = index == kinds.count || isFoot(index)
    guard isDated || isLast else { return nil }
    for line in start..<index { current?.sources.append(page.lines[line].range) }
    current?.isClosed = true
    return isDated ? index + 1 : index
  }

  /// A short line above a date at the very end, of a shop or anybody else whom no list of units knows.
  func isOtherSigner(_ index: Int) -> Bool {
    guard case .title = kinds[index], page.lines[index].length <= 30, index + 1 < kinds.count,
      case .date = kinds[index + 1], !page.lines[index].flags.contains(.terminal)
    else { return false }
    return index + 2 == kinds.count || !kinds[index + 2].isBody
  }

  func isFoot(_ index: Int) -> Bool {
    guard case .furniture(let kind) = kinds[index] else { return false }
    return kind == .foot || kind == .other
  }

  /// Short lines after a colon, or more of them than a headline has.
  func isList(_ start: Int, _ end: Int) -> Bool {
    if end - start > TitleGroup.mostLines { return true }
    guard let article = current, article.announcesList, !article.isClosed else { return false }
    if case .section = kinds[start] { return false }
    return true
  }

  /// Names without a bracket after the last paragraph.
  mutating func takeClosingNames(_ start: Int, _ end: Int) -> Bool {
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
  func isFragment(_ group: TitleGroup, next: Int?) -> Bool {
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
}
