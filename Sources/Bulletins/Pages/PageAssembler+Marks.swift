/// Briefs, numbered headlines and items of lists.
extension PageAssembler {
  mutating func takeNumberedTitle(_ mark: LineMark, _ index: Int) {
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
      takeSubhead(range)
    }
  }

  func opensNumbered(_ mark: LineMark, _ index: Int) -> Bool {
    if mark.style == .chapter || mark.style == .decimal || isListItem(mark, index) { return false }
    let range = page.lines[index].range
    if CommonHeadings.isOne(page, (range.lowerBound + mark.length)..<range.upperBound) { return false }
    if let level = page.lines[index].heading, let headline = layout.headlineLevel {
      return level <= headline && current?.headline.isEmpty ?? true
    }
    guard let article = current else {
      return section != nil || mark.style == .bullet || listed.contains(index) || isNewsTitle(mark, index)
    }
    if let last = headlineMark, last.style == mark.style {
      return mark.style == .bullet || mark.number == last.number + 1 || mark.number == 1
    }
    if article.isClosed { return !article.isOfficial }
    return false
  }

  /// A numbered title at the very beginning is a headline if it names a unit or its text is signed.
  func isNewsTitle(_ mark: LineMark, _ index: Int) -> Bool {
    let range = page.lines[index].range
    let start = range.lowerBound + mark.length
    return UnitFinder(text: page.folded).unit(at: start, before: range.upperBound) != nil
      || tails[index + 1]?.closes ?? false
  }

  /// A short numbered line that is followed by another of its kind, and not by a text, is an item of a list.
  func isListItem(_ mark: LineMark, _ index: Int) -> Bool {
    if current?.listsAttachments ?? false { return true }
    if mark.style == .chapter { return false }
    if let last = current?.lastItem, last.style == mark.style, mark.number == last.number + 1, mark.number > 1
    {
      return true
    }
    // One sentence after a numbered paragraph is the next one.
    if let last = current?.lastMarked, last.style == mark.style, mark.number == last.number + 1,
      page.flags(page.lines[index].range.upperBound - 1).contains(.terminal)
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

  mutating func takeMarked(_ mark: LineMark, _ index: Int) {
    let range = page.lines[index].range
    guard isBrief(mark, index) else {
      addParagraph(range, at: index)
      current?.lastMarked = mark
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

  func isBrief(_ mark: LineMark, _ index: Int) -> Bool {
    guard let article = current else {
      return section != nil || mark.style == .bullet || mark.style == .unit || tails[index]?.byline != nil
    }
    let isSigned = tails[index]?.byline?.signs ?? false
    if let own = article.mark {
      if article.announcesList, mark.style != own.style { return false }
      if mark.style == own.style || mark.style == .bullet || mark.style == .circled {
        return mark.style == .bullet || mark.style == .unit || mark.number == own.number + 1
          || mark.number == 1
      }
      return article.isClosed
    }
    if article.isClosed { return !article.isOfficial }
    if article.announcesList { return false }
    switch mark.style {
    case .bullet, .circled, .arabic: break
    case .unit: return !article.hasBody && hasBriefs(from: index)
    default: return false
    }
    if !article.hasBody { return isSigned || hasBriefs(from: index) }
    return mark.style == .bullet && isSigned && nextIsSigned(mark, index)
  }

  /// True if a headline with nothing but marked lines below it is a column: each names another unit.
  func hasBriefs(from index: Int) -> Bool {
    guard let headline = current?.headline.last, page.packed(headline).count <= 10 else { return false }
    if page.packed(headline).count <= 6, hasWholeBullets(from: index) { return true }
    let finder = UnitFinder(text: page.folded)
    var units = 0
    for line in index..<min(index + 3, kinds.count) {
      guard case .marked(let mark) = kinds[line] else { continue }
      let range = page.lines[line].range
      let isUnit = finder.unit(at: range.lowerBound + mark.length, before: range.upperBound) != nil
      if mark.style == .unit || isUnit { units += 1 }
    }
    return units >= 2
  }

  /// True if the next lines begin with bullets and each is a sentence as long as a brief.
  func hasWholeBullets(from index: Int) -> Bool {
    guard index + 1 < kinds.count else { return false }
    return (index...(index + 1)).allSatisfy { line in
      guard case .marked(let mark) = kinds[line], mark.style == .bullet else { return false }
      let last = page.lines[line].range.upperBound - 1
      return page.lines[line].length >= 30 && (tails[line] != nil || page.flags(last).contains(.terminal))
    }
  }

  func nextIsSigned(_ mark: LineMark, _ index: Int) -> Bool {
    guard index + 1 < kinds.count, case .marked(let next) = kinds[index + 1], next.style == mark.style else {
      return true
    }
    return tails[index + 1]?.byline?.signs ?? false
  }
}
