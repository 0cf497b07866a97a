/// Weighs whether a group of title lines opens a new article or is a heading inside the one at hand.
///
/// Nothing on a page says so for sure; a person looks at several things at once, and so does this sum. Points above one
/// speak for a new article.
struct HeadlineEvidence {
  let page: PageText
  let kinds: [LineKind]
  let tails: [Int: LineTail]
  let layout: PageLayout

  /// The points for a group inside an article that is not closed and has a text.
  func points(_ group: TitleGroup, inside article: ArticleDraft, next: Int?, pageBreak: Bool) -> Int {
    if let level = page.lines[group.start].heading { return points(heading: level) }
    var points = 0
    if layout.headlineLevel != nil { points -= 4 }
    if let name = group.section { points += LineClassifier.isKnownSection(page, name) ? 10 : 5 }
    if group.hasDocumentNumber { points += 6 }
    if group.kicker != nil { points += group.headline.isEmpty ? 1 : 4 }
    if group.hasSubtitle || group.byline != nil { points += 4 }
    if pageBreak { points += 3 }
    // The rest of an article from another page has few headings, and was perhaps signed there.
    if article.isContinuation, article.headline.isEmpty { points += 3 }
    points += pointsOfWords(group)
    points += pointsOfPlace(group, next: next)
    if let next { points += pointsOfText(at: next) }
    if layout.signsAtEnd, !article.isSignedAtStart { points -= 3 }
    if layout.signsAtStart, group.byline == nil, let next, !opensWithByline(next) { points -= 3 }
    if article.isSignedAtStart, let next, isSignedBelow(next) { points += 4 }
    if article.isOfficial { points -= 5 }
    if isParallel(group, after: article.headline.last?.upperBound ?? 0) { points -= 4 }
    if hasTwin(group, after: article.headline.last?.upperBound ?? 0) { points -= 2 }
    return points
  }

  private func points(heading: Int) -> Int {
    guard let level = layout.headlineLevel else { return 1 }
    return heading <= level ? 5 : -5
  }

  private func pointsOfWords(_ group: TitleGroup) -> Int {
    guard let first = group.headline.first else { return 0 }
    var points = 0
    let length = group.headline.reduce(0) { $0 + page.packed($1).count }
    if page.folded[first.lowerBound] == "【" { points += 4 }
    if TitleShape.isHeadline(page, first) { points += 12 }
    if UnitFinder(text: page.folded).unit(at: first.lowerBound, before: first.upperBound) != nil {
      points += 2
    }
    if startsWithHere(first) { points += 2 }
    if length <= 8 { points -= 2 }
    if length >= 12 { points += 1 }
    if length >= 16 { points += 1 }
    if group.headline.contains(where: { range in range.contains { page.folded[$0] == "," } }) { points -= 2 }
    if group.headline.count == 1, page.words(of: first).count == 2, length >= 12 { points += 1 }
    if group.headline.count == 2 { points += 2 }
    return points
  }

  /// 我区, 全市: headlines begin so.
  private func startsWithHere(_ range: Range<Int>) -> Bool {
    guard range.count >= 6 else { return false }
    let first = page.folded[range.lowerBound]
    let second = page.folded[range.lowerBound + 1]
    return (first == "我" || first == "全" || first == "本")
      && ["省", "市", "县", "区", "镇", "乡", "街"].contains(second)
  }

  private func pointsOfPlace(_ group: TitleGroup, next: Int?) -> Int {
    let line = page.lines[group.start]
    var points = 0
    if line.gap > layout.usualGap { points += 2 }
    if layout.indentsParagraphs { points += line.indent >= 2 && line.indent <= 8 ? -2 : 2 }
    if let next, page.lines[next].gap > layout.usualGap, line.gap <= layout.usualGap { points -= 1 }
    return points
  }

  private func pointsOfText(at next: Int) -> Int {
    if opensWithByline(next) { return 4 }
    switch kinds[next] {
    case .text:
      if OfficialMarks.isSalutation(page, page.lines[next].range) { return 4 }
      return TitleShape.isLead(page, page.lines[next].range) ? 2 : 0
    case .marked, .table: return 0
    default: return -1
    }
  }

  /// True if the text at a line ends with names before another title: what has names at its start has none at its end.
  private func isSignedBelow(_ start: Int) -> Bool {
    var index = start
    while index < kinds.count, index < start + 8 {
      if tails[index]?.byline?.signs ?? false { return true }
      switch kinds[index] {
      case .text, .marked: index += 1
      case .byline(let byline): return byline.signs && index > start
      default: return false
      }
    }
    return false
  }

  private func opensWithByline(_ index: Int) -> Bool {
    switch kinds[index] {
    case .byline(let byline): byline.signs
    case .text: LineHead(page, page.lines[index].range).hasDateline
    default: false
    }
  }

  /// 种树：三十年不下山 and 传树：儿子接过水壶: headings built alike, a word and a colon, part one article.
  private func isParallel(_ group: TitleGroup, after start: Int) -> Bool {
    guard group.headline.count == 1, group.kicker == nil, let own = label(group.headline[0]) else {
      return false
    }
    let lines = max(0, group.start - 40)..<min(kinds.count, group.end + 40)
    return lines.contains { index in
      guard index < group.start || index >= group.end, page.lines[index].range.lowerBound >= start,
        case .title = kinds[index], let other = label(page.lines[index].range)
      else { return false }
      return other.count == own.count && zip(own, other).contains { $0 == $1 }
    }
  }

  /// The short word before the colon of a title.
  private func label(_ range: Range<Int>) -> Scalars? {
    guard let colon = range.prefix(5).firstIndex(where: { page.folded[$0] == ":" }),
      colon - range.lowerBound >= 2
    else { return nil }
    let word = range.lowerBound..<colon
    return page.all(word, are: .han) ? Scalars(page.folded[word]) : nil
  }

  /// Headings inside an article are often of one length: 强基固本,组建红色支部 and 联建共建,凝聚组织合力.
  private func hasTwin(_ group: TitleGroup, after start: Int) -> Bool {
    guard group.headline.count == 1, group.kicker == nil else { return false }
    let length = page.packed(group.headline[0]).count
    guard length <= 16 else { return false }
    return isTwin(of: length, steps: 1, from: group.end, after: start)
      || isTwin(of: length, steps: -1, from: group.start - 1, after: start)
  }

  private func isTwin(of length: Int, steps: Int, from start: Int, after: Int) -> Bool {
    var index = start
    var looked = 0
    while kinds.indices.contains(index), looked < 8 {
      if page.lines[index].range.lowerBound < after { return false }
      if case .title = kinds[index] { return page.packed(page.lines[index].range).count == length }
      if case .byline = kinds[index] { return false }
      if !kinds[index].isBody { return false }
      index += steps
      looked += 1
    }
    return false
  }
}
