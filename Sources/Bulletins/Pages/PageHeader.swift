/// Recognises the head of a newspaper page or of an issue: 澄溪日报　2026年9月18日　星期五　第3版　综合.
enum PageHeader {
  private static let names = AnchoredWords(
    WordList(PackageResources.page_names_txt).entries.filter { $0.count > 1 && $0[1] != "calendar" }, at: .end
  )

  private static let calendars = AnchoredWords(
    WordList(PackageResources.page_names_txt).entries.filter { $0.count > 1 && $0[1] == "calendar" })
  private static let editors = AnchoredWords(PackageResources.byline_roles_txt)

  private enum Word { case date, page, issue, pageName, paper, imprint, unknown }

  /// `.page` or `.imprint` if a line is such a head, else nil.
  static func kind(_ page: PageText, _ range: Range<Int>) -> Furniture.Kind? {
    let last = page.flags(range.upperBound - 1)
    if last.contains(.terminal) || range.contains(where: { page.folded[$0] == "。" }) { return nil }
    var words: [(kind: Word, range: Range<Int>)] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if isSeparator(page, index) {
        index += 1
        continue
      }
      if let end = DateText.end(in: page.folded, at: index) {
        words.append((.date, index..<min(end, range.upperBound)))
        index = max(end, index + 1)
        continue
      }
      if let end = ordinal(page, index, range.upperBound) {
        words.append((page.folded[end - 1] == "期" ? .issue : .page, index..<end))
        index = end
        continue
      }
      var end = index
      while end < range.upperBound, !isSeparator(page, end) { end += 1 }
      if end == index + 1, let last = spaced(page, from: index, range.upperBound) {
        let packed = page.packed(index..<last)
        words.append(
          (
            packed.last == "报" || names.longest(in: packed, packed.indices) != nil ? .paper : .unknown,
            index..<last
          ))
        index = last
        continue
      }
      // 责编：文静 电话：… in the head of a page: what follows names no article.
      if !words.isEmpty, editors.longest(in: page, index..<end)?.kind == "editor" { break }
      if words.isEmpty || !Furniture.isNavigationWord(page, index..<end) {
        words.append((word(page, index..<end), index..<end))
      }
      index = end
    }
    return kind(of: words, page)
  }

  /// True for 芦城区政府办公室编 on a line of its own.
  static func isImprint(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 30, let found = names.longest(in: page, range), found.kind == "imprint" else {
      return false
    }
    let unit = range.lowerBound..<(range.upperBound - found.word.count)
    return !unit.isEmpty && UnitFinder(text: page.folded).isUnit(page.trimmed(unit))
  }

  private static func kind(of words: [(kind: Word, range: Range<Int>)], _ page: PageText) -> Furniture.Kind? {
    func count(_ kind: Word) -> Int { words.count { $0.kind == kind } }
    let unknown = words.filter { $0.kind == .unknown }
    if words.count == count(.date) { return nil }
    if count(.issue) > 0, unknown.count <= 1 { return .page }
    if count(.page) > 0, unknown.count <= 1, unknown.allSatisfy({ $0.range.count <= 12 }) { return .page }
    if count(.page) + count(.pageName) > 0, count(.date) > 0, unknown.count <= 3,
      unknown.allSatisfy({ $0.range.count <= 8 })
    {
      return .page
    }
    if count(.date) > 0, count(.paper) > 0, unknown.isEmpty { return .page }
    if count(.date) > 0, count(.pageName) > 0, unknown.isEmpty { return .page }
    guard count(.date) > 0, unknown.count <= 4 else { return nil }
    if isPosting(words, unknown.map(\.range), page) { return .other }
    guard unknown.count <= 2 else { return nil }
    let finder = UnitFinder(text: page.folded)
    if unknown.allSatisfy({ finder.isUnit($0.range) }) { return .imprint }
    if count(.imprint) > 0, unknown.count <= 1 { return .imprint }
    return nil
  }

  /// 微平川 2024-02-19 20:15 浙江: name of an account, time of day, place. Not so 记者 甲 2024-02-19 20:15.
  private static func isPosting(
    _ words: [(kind: Word, range: Range<Int>)], _ unknown: [Range<Int>], _ page: PageText
  ) -> Bool {
    let hasClock = words.contains { word in
      word.kind == .date && word.range.contains { page.folded[$0] == ":" }
    }
    guard hasClock, unknown.allSatisfy({ $0.count <= 10 }), let first = words.first?.range,
      let last = words.last?.range, !TitleShape.isLabel(page, first.lowerBound..<(last.upperBound))
    else { return false }
    guard let byline = BylineParser.parse(page, first.lowerBound..<last.upperBound) else { return true }
    return !(byline.signs && (byline.hasWriterRole || byline.isCertain))
  }

  /// The end of a letter-spaced word (白 石 县 报) of at least three characters, or nil.
  private static func spaced(_ page: PageText, from start: Int, _ limit: Int) -> Int? {
    var index = start
    var count = 0
    while index < limit, page.flags(index).contains(.han), index + 1 == limit || isSeparator(page, index + 1)
    {
      count += 1
      index += 1
      var next = index
      while next < limit, page.flags(next).contains(.blank) { next += 1 }
      guard next - index <= 2, next < limit, page.flags(next).contains(.han),
        next + 1 == limit || isSeparator(page, next + 1)
      else { break }
      index = next
    }
    return count >= 3 ? index : nil
  }

  private static func isSeparator(_ page: PageText, _ index: Int) -> Bool {
    !page.flags(index).isDisjoint(with: [.blank, .opener, .closer, .soft, .bullet, .namePoint])
      || page.folded[index] == "|" || page.folded[index] == "/" || page.folded[index] == "—"
  }

  private static func word(_ page: PageText, _ range: Range<Int>) -> Word {
    if isPage(page, range) { return .page }
    if calendars.longest(in: page, range) != nil { return .date }
    if range.count <= 6, page.folded[range.upperBound - 1] == "版" { return .pageName }
    if range.count >= 3, range.count <= 8, page.folded[range.upperBound - 1] == "报" { return .paper }
    if isIssue(page, range) { return .issue }
    guard let found = names.longest(in: page, range) else { return .unknown }
    switch found.kind {
    case "paper": return range.count <= 14 ? .paper : .unknown
    case "page": return range.count == found.word.count ? .pageName : .unknown
    default:
      let before = range.lowerBound..<(range.upperBound - found.word.count)
      return before.isEmpty || UnitFinder(text: page.folded).isUnit(before) ? .imprint : .unknown
    }
  }

  /// The index after 第 02 版, 第 9 期 or 总第 63 期, blanks inside allowed.
  private static func ordinal(_ page: PageText, _ start: Int, _ limit: Int) -> Int? {
    let ordinal = page.folded[start] == "总" ? start + 1 : start
    guard ordinal < limit, page.folded[ordinal] == "第" else { return nil }
    var index = ordinal + 1
    var digits = 0
    while index < limit, index < start + 12 {
      let flags = page.flags(index)
      if !flags.isDisjoint(with: [.digit, .numeral, .latin]) {
        digits += 1
      } else if !flags.contains(.blank) {
        break
      }
      index += 1
    }
    guard digits > 0, index < limit, page.folded[index] == "版" || page.folded[index] == "期" else {
      return nil
    }
    return index + 1
  }

  /// 第2版, 二版, A02版, 02版, 第A3版, 02.
  private static func isPage(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 6, page.folded[range.upperBound - 1] == "版" else {
      // A3, 04.
      let first = range.lowerBound
      guard range.count >= 2, range.count <= 3 else { return false }
      let isNumber = page.folded[first] == "0" && page.flags(first - 1).contains(.blank)
      return (page.flags(first).contains(.latin) || isNumber)
        && page.all((first + 1)..<range.upperBound, are: .digit)
    }
    let start = page.folded[range.lowerBound] == "第" ? range.lowerBound + 1 : range.lowerBound
    return page.all(start..<(range.upperBound - 1), are: [.digit, .numeral, .latin])
  }

  /// 第11期, 总第147期, 2023年第11期, 第5号.
  private static func isIssue(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 14, page.folded[range.upperBound - 1] == "期" else { return false }
    guard let ordinal = range.first(where: { page.folded[$0] == "第" }) else { return false }
    return page.all((ordinal + 1)..<(range.upperBound - 1), are: [.digit, .numeral])
  }
}
