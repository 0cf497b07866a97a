/// Says whether a line has the shape of a title: short, whole, and without the end of a sentence.
enum TitleShape {
  /// Titles of articles are no longer than this, those of official documents than twice as much.
  static let longest = 42

  private static let lasts = AnchoredWords(
    WordList(PackageResources.page_titles_txt).entries.filter { $0.count > 1 && $0[1].hasSuffix("last") },
    at: .end)
  private static let neverFirst = AnchoredWords(
    WordList(PackageResources.page_titles_txt).entries.filter { $0.count > 1 && $0[1] == "never first" })
  private static let headlines = AnchoredWords(
    WordList(PackageResources.page_titles_txt).entries.filter { $0.count > 1 && $0[1] == "headline" })
  private static let notes = AnchoredWords(
    WordList(PackageResources.page_titles_txt).entries.filter { $0.count > 1 && $0[1] == "note" })
  private static let leads = AnchoredWords(
    WordList(PackageResources.page_titles_txt).entries.filter { $0.count > 1 && $0[1] == "lead" })

  /// True if a line could be a title.
  static func fits(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count >= 2, range.count <= 2 * longest else { return false }
    guard let shape = measure(page, range), shape.length >= 2 else { return false }
    if shape.length > longest, !OfficialMarks.isDocumentTitle(page, range) { return false }
    if shape.commas > 2 || (shape.commas == 2 && shape.length > 30) { return false }
    if lasts.longest(in: page, range)?.kind == "never last" || neverFirst.longest(in: page, range) != nil {
      return false
    }
    if shape.commas > 0, isLead(page, range) || !isEven(page, range, shape) { return false }
    return true
  }

  /// True if a line could be a title where one is expected: clauses may be uneven.
  static func fitsLoosely(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count >= 6, range.count <= longest + 8, let shape = measure(page, range) else { return false }
    return shape.commas <= 2 && !isLead(page, range) && lasts.longest(in: page, range)?.kind != "never last"
      && neverFirst.longest(in: page, range) == nil
  }

  /// True for 天气预报 and other lines that are headlines however short they are.
  static func isHeadline(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 16, headlines.mayFit(page.folded[range.lowerBound]) else { return false }
    return headlines.whole(page.packed(range)) != nil
  }

  /// True for 编者按： on a line of its own.
  static func isEditorsNoteTitle(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 8, let word = notes.longest(in: page, range)?.word, word.last != ":" else {
      return false
    }
    return range.count == word.count
      || range.count == word.count + 1 && page.folded[range.upperBound - 1] == ":"
  }

  /// True for 编者按：…, with which a bulletin speaks before its first article.
  static func isEditorsNote(_ page: PageText, _ range: Range<Int>) -> Bool {
    notes.longest(in: page, range) != nil
  }

  /// True for 地点：… and other lines of a form.
  static func isLabel(_ page: PageText, _ range: Range<Int>) -> Bool {
    neverFirst.longest(in: page, range)?.word.last == ":"
  }

  /// True if a text opens as the first sentence of an article does (近日, 7月15日, 今年以来, 为了).
  static func isLead(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    if leads.longest(in: page, range) != nil { return true }
    guard page.flags(first).contains(.digit), let end = DateText.end(in: page.folded, at: first) else {
      return false
    }
    return end < range.upperBound
  }

  private struct Measure {
    var length = 0
    var commas = 0
  }

  private static func measure(_ page: PageText, _ range: Range<Int>) -> Measure? {
    var measure = Measure()
    var depth = 0
    for index in range {
      let flags = page.flags(index)
      if flags.contains(.blank) { continue }
      measure.length += 1
      if flags.contains(.opener) { depth += 1 }
      if flags.contains(.closer) { depth -= 1 }
      if depth < 0 { return nil }
      let scalar = page.folded[index]
      if scalar == "。" || scalar == ";" { return nil }
      if scalar == "," { measure.commas += 1 }
    }
    guard depth == 0 else { return nil }
    let last = page.folded[range.upperBound - 1]
    let lastFlags = page.flags(range.upperBound - 1)
    if lastFlags.contains(.soft) || last == "…" || last == "." { return nil }
    let firstFlags = page.flags(range.lowerBound)
    if !firstFlags.isDisjoint(with: [.soft, .closer, .terminal]) { return nil }
    return measure
  }

  /// The clauses of a title with commas are about equally long: 强基固本,组建红色支部.
  private static func isEven(_ page: PageText, _ range: Range<Int>, _ shape: Measure) -> Bool {
    let clauses = page.pieces(of: range) { $0 == "," }
    guard let shortest = clauses.map(\.count).min(), let longest = clauses.map(\.count).max() else {
      return false
    }
    return longest <= 14 && longest - shortest <= 6 && shortest >= 2
  }
}
