/// Says what each line of a page is by its own words.
struct LineClassifier {
  private static let sections = AnchoredWords(
    WordList(PackageResources.page_sections_txt).entries.filter { $0.count > 1 && $0[1] == "whole" })
  private static let sectionEnds = AnchoredWords(
    WordList(PackageResources.page_sections_txt).entries.filter { $0.count > 1 && $0[1] == "end" }, at: .end)

  let page: PageText

  /// The kind of a line.
  func kind(of line: PageLine) -> LineKind {
    if line.table != nil { return .table }
    let range = line.range
    if range.count > 2 * BylineParser.longest { return longLine(range) }
    if TitleShape.isHeadline(page, range) || TitleShape.isEditorsNoteTitle(page, range) { return .title }
    if let kind = Furniture.kind(page, line) { return .furniture(kind) }
    if let note = ContinuationNote.read(page, range), note.end == range.upperBound {
      return .continuation(note)
    }
    if let number = OfficialMarks.number(page, range) { return .documentNumber(number) }
    // 读者来信 is a column, 读者 甲 signs a letter.
    if range.count <= 12, Self.sections.mayFit(page.folded[range.lowerBound]),
      Self.sections.whole(page.packed(range)) != nil
    {
      return .section(range)
    }
    if let byline = wholeByline(range) { return byline }
    if DateText.isDate(page.folded, range) { return .date }
    if line.heading != nil { return heading(range) }
    if CommonHeadings.isOne(page, range) { return .subhead }
    if let section = section(range) { return .section(section) }
    if isAttachment(range) { return .attachment }
    if let mark = LineMark.read(page.folded, range), mark.length < range.count { return marked(mark, range) }
    if beginsWithUnitInBrackets(range) { return .marked(LineMark(style: .unit, number: 0, length: 0)) }
    if page.folded[range.lowerBound] == "—", TitleShape.fits(page, afterDash(range)) { return .subtitle }
    if isUnitLine(range) { return .unit }
    if TitleShape.fits(page, range) { return .title }
    return .text
  }

  private func longLine(_ range: Range<Int>) -> LineKind {
    if let mark = LineMark.read(page.folded, range), mark.length < range.count { return .marked(mark) }
    if beginsWithUnitInBrackets(range) { return .marked(LineMark(style: .unit, number: 0, length: 0)) }
    return .text
  }

  /// 【县林业局】完成义务植树68万株。
  private func beginsWithUnitInBrackets(_ range: Range<Int>) -> Bool {
    guard page.folded[range.lowerBound] == "【", range.count >= 16,
      let close = range.prefix(20).first(where: { page.folded[$0] == "】" })
    else { return false }
    return UnitFinder(text: page.folded).isUnit((range.lowerBound + 1)..<close)
  }

  private func heading(_ range: Range<Int>) -> LineKind {
    if let section = section(range) { return .section(section) }
    if let mark = LineMark.read(page.folded, range), mark.length < range.count, mark.style != .bullet {
      return .numberedTitle(mark)
    }
    if page.folded[range.lowerBound] == "—" { return .subtitle }
    return isUnitLine(range) ? .unit : .title
  }

  private func afterDash(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, page.folded[start] == "—" || page.flags(start).contains(.blank) {
      start += 1
    }
    return start..<range.upperBound
  }

  private func wholeByline(_ range: Range<Int>) -> LineKind? {
    guard range.count <= BylineParser.longest else { return nil }
    var inside = range
    if let mark = LineMark.read(page.folded, range), mark.style == .bullet {
      inside = (range.lowerBound + mark.length)..<range.upperBound
    }
    guard !inside.isEmpty else { return nil }
    let isBracketed =
      page.flags(inside.lowerBound).contains(.opener) && page.flags(inside.upperBound - 1).contains(.closer)
    if isBracketed { inside = page.trimmed((inside.lowerBound + 1)..<(inside.upperBound - 1)) }
    if inside.count > 2, page.folded[inside.upperBound - 1] == "。" {
      inside = inside.lowerBound..<(inside.upperBound - 1)
    }
    // 甲某代表： is a salutation.
    guard !inside.isEmpty, page.folded[inside.upperBound - 1] != ":", isBalanced(inside),
      let found = BylineParser.parse(page, inside)
    else {
      return nil
    }
    if isFormLine(found, inside) { return nil }
    if found.isPhotoOnly { return found.isCertain ? .byline(found) : nil }
    if page.folded[inside.lowerBound - 1 >= range.lowerBound ? inside.lowerBound - 1 : range.lowerBound]
      == "【",
      !found.hasWriterRole
    {
      return nil
    }
    if found.isCredit || found.hasWriterRole { return isTitleAfterAll(found, inside) ? nil : .byline(found) }
    guard !BylineParser.isNeverName(page, inside, alone: true) else { return nil }
    if !found.offices.isEmpty { return isBracketed && inside.count < range.count ? .byline(found) : nil }
    guard found.isCertain || isBracketed else { return nil }
    if isBracketed { return .byline(found) }
    // 石门镇 has the shape of a name, and is a kicker.
    if inside.count >= 3, UnitFinder(text: page.folded).isUnit(inside) { return nil }
    return found.people.isEmpty ? nil : .names(found)
  }

  /// 时间：2023年6月5日 is a line of minutes, 时间：2023-06-05 one of a site.
  private func isFormLine(_ found: Byline, _ range: Range<Int>) -> Bool {
    if page.has(["联", "系", "人"], at: range.lowerBound, before: range.upperBound) { return true }
    return found.isCredit && !found.hasEditorRole && found.sources.isEmpty && TitleShape.isLabel(page, range)
      && range.contains { page.folded[$0] == "年" || page.folded[$0] == "月" }
  }

  private func isBalanced(_ range: Range<Int>) -> Bool {
    var depth = 0
    for index in range {
      let flags = page.flags(index)
      if flags.contains(.opener) { depth += 1 }
      if flags.contains(.closer) { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  /// 记者走基层 is a title: what follows the role has no surname.
  private func isTitleAfterAll(_ found: Byline, _ range: Range<Int>) -> Bool {
    guard found.hasWriterRole, !found.isCertain else { return false }
    let words = page.words(of: range)
    if words.count >= 4, words.allSatisfy({ $0.count <= 4 }) { return false }
    if range.count > 10, !page.flags(range.lowerBound - 1).contains(.opener) { return true }
    return !range.contains { !page.flags($0).isDisjoint(with: [.blank, .soft]) || page.folded[$0] == "/" }
  }

  /// True for the name of a column that holds one article (读者来信).
  static func holdsOneArticle(_ page: PageText, _ name: Range<Int>) -> Bool {
    let packed = page.packed(name)
    let found = sections.whole(packed) ?? sectionEnds.longest(in: packed, packed.indices)
    return found?.detail == "one"
  }

  /// True if a list names a column so.
  static func isKnownSection(_ page: PageText, _ name: Range<Int>) -> Bool {
    let packed = page.packed(name)
    return sections.whole(packed) != nil || sectionEnds.longest(in: packed, packed.indices) != nil
  }

  private func section(_ range: Range<Int>) -> Range<Int>? {
    guard range.count <= 24 else { return nil }
    var inside = range
    if page.folded[range.lowerBound] == "【" {
      guard page.folded[range.upperBound - 1] == "】", range.count <= 14 else { return nil }
      inside = page.trimmed((range.lowerBound + 1)..<(range.upperBound - 1))
      guard !inside.isEmpty, !inside.contains(where: { page.flags($0).contains(.closer) }) else { return nil }
      return inside
    }
    while inside.count > 1, !page.flags(inside.lowerBound).isDisjoint(with: [.bullet, .opener, .blank]) {
      inside = (inside.lowerBound + 1)..<inside.upperBound
    }
    while inside.count > 1, !page.flags(inside.upperBound - 1).isDisjoint(with: [.bullet, .closer, .blank]) {
      inside = inside.lowerBound..<(inside.upperBound - 1)
    }
    // 每日要闻速览（2023.7.3）: a date in brackets is no part of the name.
    if page.folded[range.upperBound - 1] == ")", let open = inside.last(where: { page.folded[$0] == "(" }),
      open > inside.lowerBound, DateText.isDate(page.folded, open..<range.upperBound)
    {
      inside = page.trimmed(inside.lowerBound..<open)
    }
    // 早安东陵｜一分钟速览: the column of an account.
    if let bar = inside.last(where: { page.folded[$0] == "|" }), bar > inside.lowerBound,
      bar + 1 < inside.upperBound
    {
      let name = page.trimmed((bar + 1)..<inside.upperBound)
      if !name.isEmpty, Self.isKnownSection(page, name) { return name }
    }
    // A line has no blanks at its ends, so that its characters tell whether a word can stand there.
    guard
      Self.sections.mayFit(page.folded[inside.lowerBound])
        || Self.sectionEnds.mayFit(page.folded[inside.upperBound - 1])
    else { return nil }
    let packed = page.packed(inside)
    guard packed.count <= 10, packed.count >= 2 else { return nil }
    if Self.sections.whole(packed) != nil { return inside }
    guard packed.count <= 8, let end = Self.sectionEnds.longest(in: packed, packed.indices) else {
      return nil
    }
    let stem = packed.count - end.word.count
    return stem <= 5 ? inside : nil
  }

  private func isAttachment(_ range: Range<Int>) -> Bool {
    guard range.count >= 2, page.folded[range.lowerBound] == "附" else { return false }
    let next = page.folded[range.lowerBound + 1]
    if next == ":" { return true }
    guard next == "件" || next == "表" || next == "录" else { return false }
    guard range.count > 2 else { return true }
    let after = range.lowerBound + 2
    return page.folded[after] == ":" || !page.flags(after).isDisjoint(with: [.digit, .blank, .numeral])
  }

  private func marked(_ mark: LineMark, _ range: Range<Int>) -> LineKind {
    let rest = (range.lowerBound + mark.length)..<range.upperBound
    switch mark.style {
    case .unit: return .marked(mark)
    case .chapter: return TitleShape.fits(page, rest) ? .numberedTitle(mark) : .text
    case .chinese, .chineseParenthesised:
      return isHeading(rest) ? .numberedTitle(mark) : .marked(mark)
    case .arabic, .parenthesised, .bullet, .circled, .decimal:
      return TitleShape.fits(page, rest) ? .numberedTitle(mark) : .marked(mark)
    }
  }

  /// A title, or one short sentence: （一）个别任务严重滞后。
  private func isHeading(_ range: Range<Int>) -> Bool {
    if TitleShape.fits(page, range) { return true }
    guard range.count <= 32, range.count >= 2 else { return false }
    let last = page.folded[range.upperBound - 1]
    guard last == "。" || last == ":" else { return false }
    let inside = range.lowerBound..<(range.upperBound - 1)
    // 思想不重视，责任不落实，措施不到位。is a heading; a sentence of three longer parts is a demand.
    let commas = inside.count { page.folded[$0] == "," }
    return !inside.contains { page.folded[$0] == "。" || page.folded[$0] == ":" || page.folded[$0] == ";" }
      && (commas <= 1 || commas == 2 && inside.count <= 24)
  }

  private func isUnitLine(_ range: Range<Int>) -> Bool {
    guard range.count <= 60 else { return false }
    let finder = UnitFinder(text: page.folded)
    let words = page.pieces(of: range) { ScalarFlags.of($0).contains(.blank) || $0 == "、" }
    return !words.isEmpty && words.allSatisfy(finder.isUnit)
  }
}
