/// Recognises lines that belong to the paper, the site or the printer and not to an article.
enum Furniture {
  /// What such a line is.
  enum Kind: Sendable, Equatable {
    /// Navigation of a site, footer, recipients, secrecy.
    case other
    /// Name of the paper, date, number of the page or issue: an article seldom goes on across it.
    case page
    /// A unit with a date, as heads and feet of bulletins have it.
    case imprint
    /// Nothing but marks: ———, ▼, ***.
    case rule
    /// （完）: the article ends here.
    case over
    /// Recipients and print run at the foot of an official document or bulletin.
    case foot
  }

  private static let navigation = AnchoredWords(PackageResources.page_navigation_txt)
  private static let starts = AnchoredWords(
    WordList(PackageResources.page_furniture_txt).entries.filter { $0.count > 1 && $0[1] == "start" })
  private static let anywhere = Matcher(
    WordList(PackageResources.page_furniture_txt).entries.filter { $0.count > 1 && $0[1] == "anywhere" }
      .map { String(PageFolding.fold($0[0])) })
  private static let ends = AnchoredWords(
    WordList(PackageResources.page_furniture_txt).entries.filter { $0.count > 1 && $0[1] == "end" }, at: .end)
  private static let wholes = AnchoredWords(
    WordList(PackageResources.page_furniture_txt).entries.filter { $0.count > 1 && $0[1] == "whole" })

  /// What kind of furniture a line is, or nil.
  static func kind(_ page: PageText, _ line: PageLine) -> Kind? {
    let range = line.range
    guard range.count <= 160 else { return nil }
    if let kind = whole(page, range) { return kind }
    if line.flags.isDisjoint(with: [.han, .digit, .latin]), range.count <= 40,
      !range.contains(where: { page.folded[$0].properties.isAlphabetic })
    {
      return .rule
    }
    if range.count <= 60, line.flags.isDisjoint(with: .terminal),
      anywhere.matches(anywhereIn: page.folded[range])
    {
      return .foot
    }
    if range.count <= 120, let kind = starting(page, range) { return kind }
    guard range.count <= 80, !line.flags.contains(.terminal) || line.length <= 12 else { return nil }
    if isNavigation(page, range) { return .other }
    if isPageLabel(page, range) { return .page }
    if PageHeader.isImprint(page, range) { return .imprint }
    guard !line.flags.isDisjoint(with: [.digit, .numeral]) else { return nil }
    return isPageNumber(page, range) ? .other : PageHeader.kind(page, range)
  }

  /// Lines and brackets that are furniture as a whole.
  static func whole(_ page: PageText, _ range: Range<Int>) -> Kind? {
    guard range.count <= 40 else { return nil }
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isWrapping(page, lower) { lower += 1 }
    while upper > lower, isWrapping(page, upper - 1) { upper -= 1 }
    guard lower < upper, wholes.mayFit(page.folded[lower]) else { return nil }
    guard let found = wholes.whole(page.packed(lower..<upper)) else { return nil }
    return found.detail == "over" ? .over : .other
  }

  private static func isWrapping(_ page: PageText, _ index: Int) -> Bool {
    switch page.folded[index] {
    case "(", ")", "【", "】", "[", "]", "★", "*", "-", "—": true
    default: page.flags(index).contains(.blank)
    }
  }

  private static func starting(_ page: PageText, _ range: Range<Int>) -> Kind? {
    var start = range.lowerBound
    while start < range.upperBound,
      page.flags(start).contains(.opener) || page.flags(start).contains(.bullet)
        // ↑点击上方蓝字
        || (0x2190...0x21FF).contains(page.folded[start].value) || page.flags(start).contains(.blank)
    {
      start += 1
    }
    if let end = DateText.end(in: page.folded, at: start), end < range.upperBound {
      start = page.trimmed(end..<range.upperBound).lowerBound
    }
    if let word = starts.longest(in: page, start..<range.upperBound) {
      let isColon = word.word.last == ":"
      let next = page.at(start + word.word.count)
      if isColon || next == ":" || next.map({ ScalarFlags.of($0).contains(.digit) }) ?? true
        || page.flags(start + word.word.count).contains(.blank)
        || page.flags(range.upperBound - 1) != .terminal
          && range.count <= 60
      {
        return word.word == ["签", "发", "人"] ? .other : .foot
      }
    }
    if ends.longest(in: page, range) != nil, range.count <= 60, hasDate(page, range) { return .foot }
    return nil
  }

  private static func hasDate(_ page: PageText, _ range: Range<Int>) -> Bool {
    range.contains { page.flags($0).contains(.digit) || page.flags($0).contains(.numeral) }
  }

  /// A1：头版, 第A05版：身边, 03版 民生: number and name of a page.
  private static func isPageLabel(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard (4...14).contains(range.count) else { return false }
    var index = range.lowerBound
    if page.folded[index] == "第" { index += 1 }
    if page.flags(index).contains(.latin) { index += 1 }
    let start = index
    while index < range.upperBound, page.flags(index).contains(.digit) { index += 1 }
    guard index > start, index - start <= 2, index < range.upperBound else { return false }
    let hasPage = page.folded[index] == "版"
    if hasPage { index += 1 }
    guard index < range.upperBound, page.folded[index] == ":",
      hasPage || page.flags(start - 1).contains(.latin)
    else { return false }
    let name = page.trimmed((index + 1)..<range.upperBound)
    return (2...6).contains(name.count) && page.all(name, are: [.han])
  }

  /// A line of nothing but navigation words, dates and numbers; a path that begins with 首页.
  private static func isNavigation(_ page: PageText, _ range: Range<Int>) -> Bool {
    var known = 0
    var words = 0
    var unknown = 0
    var start = range.lowerBound
    while let word = page.piece(at: start, before: range.upperBound, separatedBy: separates) {
      words += 1
      start = word.upperBound
      if isNavigationWord(page, word) {
        known += 1
      } else if let end = DateText.end(in: page.folded, at: word.lowerBound), end >= word.upperBound {
        start = min(end, range.upperBound)
      } else if !page.all(word, are: [.digit]) {
        // The name of the site may stand first: 云坪新闻网 | 数字报首页 | 版面概览.
        // Of a long row of short words a few may be unknown.
        guard word.count <= 10, unknown == 0 && known == 0 || word.count <= 6 && unknown < 3 else {
          return known > 0 && isPath(page, range)
        }
        unknown += known == 0 && unknown == 0 ? 1 : 2
      }
    }
    if unknown > 1 { return known > unknown }
    if unknown > 0 { return known >= 2 || (known > 0 && isPath(page, range)) }
    return known > 1 || (known == 1 && (words > 1 || range.count >= 2))
  }

  /// True if a range is one word of a site's navigation.
  static func isNavigationWord(_ page: PageText, _ word: Range<Int>) -> Bool {
    navigation.mayFit(page.folded[word.lowerBound]) && navigation.whole(in: page.folded, word) != nil
  }

  private static func separates(_ scalar: Unicode.Scalar) -> Bool {
    if !ScalarFlags.of(scalar).isDisjoint(with: [.blank, .opener, .closer, .namePoint, .soft]) {
      return true
    }
    switch scalar {
    case "|", ">", "»", "›", "/", "-", "—", "←", "→", "<", "«", "‹", "+", "A": return true
    default: return false
    }
  }

  private static func isPath(_ page: PageText, _ range: Range<Int>) -> Bool {
    page.has(["首", "页"], at: range.lowerBound, before: range.upperBound)
      && range.contains { page.folded[$0] == ">" || page.folded[$0] == "»" || page.folded[$0] == "›" }
  }

  /// - 1 -, — 2 —, 第 1 页 共 3 页, 1/3.
  private static func isPageNumber(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 20 else { return false }
    var hasDigit = false
    for index in range {
      let scalar = page.folded[index]
      let flags = page.flags(index)
      if flags.contains(.digit) {
        hasDigit = true
      } else if !flags.contains(.blank), !isBesideNumber(scalar) {
        return false
      }
    }
    return hasDigit
  }

  private static func isBesideNumber(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "—", "–", "第", "页", "共", "/", ",", "·": true
    default: false
    }
  }
}
