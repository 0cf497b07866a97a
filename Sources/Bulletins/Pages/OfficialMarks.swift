/// Marks of official documents: the document number (文号), the salutation, the kind of document in the title.
enum OfficialMarks {
  private static let titles = AnchoredWords(
    WordList(PackageResources.page_documents_txt).entries.filter { $0.count > 1 && $0[1] != "salutation" },
    at: .end)
  private static let salutations = AnchoredWords(
    WordList(PackageResources.page_documents_txt).entries.filter { $0.count > 1 && $0[1] == "salutation" },
    at: .end)

  /// Where a 文号 (石塘办督〔2021〕7号, GB/T 9704-2012 7.2.5) stands in a line that holds little else, or nil.
  static func number(_ page: PageText, _ range: Range<Int>) -> Range<Int>? {
    guard range.count <= 60 else { return nil }
    guard
      let open = range.first(where: {
        page.folded[$0] == "[" || page.folded[$0] == "(" || page.folded[$0] == "【"
      }),
      open - range.lowerBound <= 16
    else { return nil }
    guard open == range.lowerBound || page.all(range.lowerBound..<open, are: [.han, .blank, .latin]) else {
      return nil
    }
    var index = open + 1
    while index < range.upperBound, page.flags(index).contains(.digit) { index += 1 }
    guard index - open == 5, index < range.upperBound, page.flags(index).contains(.closer) else { return nil }
    index += 1
    let digits = index
    while index < range.upperBound,
      !page.flags(index).isDisjoint(with: [.digit, .blank]) || page.folded[index] == "第"
    {
      index += 1
    }
    guard index > digits, index < range.upperBound, page.folded[index] == "号" else { return nil }
    let number = range.lowerBound..<(index + 1)
    let rest = page.trimmed((index + 1)..<range.upperBound)
    guard rest.isEmpty || BylineParser.parse(page, rest)?.hasEditorRole == true else { return nil }
    return number
  }

  /// True for 各科室、各社区：, 区政府：, 各位居民：
  static func isSalutation(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 80, page.folded[range.upperBound - 1] == ":" else { return false }
    let inside = range.lowerBound..<(range.upperBound - 1)
    guard !inside.contains(where: { page.folded[$0] == "。" || page.folded[$0] == "“" }), inside.count >= 2
    else { return false }
    let first = page.folded[inside.lowerBound]
    if first == "各" || page.has(["尊", "敬"], at: inside.lowerBound, before: inside.upperBound)
      || page.has(["亲", "爱"], at: inside.lowerBound, before: inside.upperBound)
    {
      return true
    }
    if inside.count <= 20, salutations.longest(in: page, inside) != nil,
      !inside.contains(where: { page.folded[$0] == "," })
    {
      return true
    }
    return UnitFinder(text: page.folded).isUnit(inside)
  }

  /// The name in 柳岸小区居民　诸葛青, with which a reader signs a letter, or nil.
  static func signer(_ page: PageText, _ range: Range<Int>) -> Range<Int>? {
    guard range.count <= 24 else { return nil }
    let words = page.words(of: range)
    guard words.count == 2, words[0].count >= 2, words[1].count <= 4, page.all(words[0], are: .han),
      salutations.longest(in: page, words[0]) != nil, PersonNames.isName(page.folded, words[1])
    else { return nil }
    return words[1]
  }

  /// True if a headline says what kind of document it is (的通报, 督查情况报告).
  static func isDocumentTitle(_ headline: String) -> Bool {
    let text = PageFolding.fold(headline).filter { !ScalarFlags.of($0).contains(.blank) }
    var end = text.count
    if let open = text.lastIndex(of: "("), open > 3, text.last == ")" { end = open }
    return titles.longest(in: text, 0..<end) != nil
  }

  /// True if a title cannot be that of a news article (…情况的通报).
  static func isSure(_ page: PageText, _ range: Range<Int>) -> Bool {
    titles.longest(in: page, range)?.kind == "sure"
  }

  /// True if a range of the page is such a headline.
  static func isDocumentTitle(_ page: PageText, _ range: Range<Int>) -> Bool {
    titles.longest(in: page, range) != nil
  }
}
