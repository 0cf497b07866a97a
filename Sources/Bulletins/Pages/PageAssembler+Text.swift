/// Paragraphs, and the rest of those that a column break cut.
extension PageAssembler {
  mutating func takeAttachment(_ index: Int) {
    addParagraph(page.lines[index].range)
    current?.listsAttachments = true
    current?.isOpen = false
  }

  mutating func takeText(_ index: Int) {
    let range = page.lines[index].range
    if isPartOfFoot(index) { return }
    let head = LineHead(page, range)
    if let continued = head.continued {
      takeContinuation(
        ContinuationNote(isFrom: true, words: continued, end: head.textStart, isBracketed: true))
    } else if head.hasDateline, let deck = deck {
      current?.headline.append(deck)
      current?.paragraphs.removeAll()
      current?.isOpen = false
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

  /// 地址：… below 主办：….
  func isPartOfFoot(_ index: Int) -> Bool {
    guard index > 0, case .furniture(.foot) = kinds[index - 1] else { return false }
    return page.lines[index].length <= 80 && TitleShape.isLabel(page, page.lines[index].range)
  }

  /// The one line between a headline and 本报讯, without the end of a sentence: it was the headline's second line.
  var deck: Range<Int>? {
    guard let article = current, !article.isClosed, !article.headline.isEmpty, article.tables.isEmpty,
      article.paragraphs.count == 1, let line = article.paragraphs[0].first,
      article.paragraphs[0].count == 1, line.count <= 2 * TitleShape.longest, isUnfinished(line)
    else { return nil }
    return line
  }

  /// A text after the end of an article, without a headline, is one of its own if it is signed or opens like one.
  func opensWithoutTitle(_ index: Int, _ head: LineHead) -> Bool {
    guard let article = current else { return true }
    if head.hasDateline, article.hasBody { return true }
    guard article.isClosed else { return false }
    if article.isOfficial { return false }
    if head.hasDateline { return true }
    var line = index
    while line < kinds.count, line < index + 6 {
      if tails[line]?.closes ?? false { return true }
      switch kinds[line] {
      case .text:
        // 出品人：甲 and the like begin no article.
        if line == index, page.lines[line].length < 16 { return false }
        line += 1
      case .byline(let byline): return byline.signs
      default: return false
      }
    }
    return false
  }

  /// Adds a paragraph, or the rest of one that a column break cut.
  mutating func addParagraph(_ range: Range<Int>, at index: Int? = nil) {
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

  func add(_ text: Range<Int>, at index: Int?, to article: inout ArticleDraft) {
    if !article.hasBody, OfficialMarks.isSalutation(page, text) { article.isOfficial = true }
    if article.isOpen, let last = article.paragraphs.indices.last, let index, joins(index, to: article) {
      article.paragraphs[last].append(text)
    } else {
      article.paragraphs.append([text])
    }
  }

  /// A byline that a column break cut in its bracket: （通讯员 / 郭 靖）.
  func closeBrokenByline(_ article: inout ArticleDraft) {
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

  func joins(_ index: Int, to article: ArticleDraft) -> Bool {
    if case .marked = kinds[index] { return false }
    if TitleShape.isLabel(page, page.lines[index].range) { return false }
    guard let last = article.paragraphs.last?.last else { return false }
    if layout.indentsParagraphs, page.lines[index].indent >= 2 { return isHardOpen(last) }
    return true
  }

  /// True if a paragraph lacks the end of its last sentence.
  func isUnfinished(_ text: Range<Int>) -> Bool {
    guard text.count >= 2, text.count > 40 || !TitleShape.isLabel(page, text) else { return false }
    let last = page.flags(text.upperBound - 1)
    let scalar = page.folded[text.upperBound - 1]
    if last.contains(.terminal) || scalar == ":" || scalar == "." || scalar == "摄" { return false }
    if last.contains(.closer) { return !page.flags(text.upperBound - 2).contains(.terminal) }
    return true
  }

  /// True if a text ends where no sentence can: after a comma, inside a quotation.
  func isHardOpen(_ text: Range<Int>) -> Bool {
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
