/// What stands at the beginning of a paragraph and is no part of its text: 本报讯（记者 甲）, （上接一版）.
struct LineHead: Sendable {
  /// Where the text begins.
  var textStart: Int
  /// Who signed.
  var byline: Byline?
  /// The words of a note that it comes from another page (上接一版), or nil.
  var continued: Range<Int>?
  /// True for 本报讯 and the like: only the first paragraph of an article begins so.
  var hasDateline = false

  private static let datelines = AnchoredWords(PackageResources.page_datelines_txt)

  /// Reads the beginning of a range.
  init(_ page: PageText, _ range: Range<Int>) {
    textStart = range.lowerBound
    if let note = ContinuationNote.read(page, range), note.isFrom,
      note.isBracketed || note.end == range.upperBound
    {
      continued = note.words
      skip(to: note.end, page, range)
    }
    readDateline(page, range)
  }

  private mutating func readDateline(_ page: PageText, _ range: Range<Int>) {
    var rest = textStart..<range.upperBound
    if !rest.isEmpty, page.folded[rest.lowerBound] == "【" { rest = (rest.lowerBound + 1)..<rest.upperBound }
    let limit = min(rest.upperBound, rest.lowerBound + 40)
    if let word = Self.datelines.longest(in: page, rest) {
      let end = rest.lowerBound + word.word.count
      let next = page.at(end)
      let bracket = bracketByline(
        page, (next == "】" && end < rest.upperBound ? end + 1 : end)..<rest.upperBound)
      if let bracket {
        byline = bracket.byline
        hasDateline = true
        skip(to: bracket.end, page, range)
        return
      }
      if end < rest.upperBound, page.flags(end).contains(.blank) || next == ":" || next == "】" {
        hasDateline = true
        skip(to: end, page, range)
        readPlainByline(page, range)
        return
      }
    }
    if let bracket = bracketByline(page, rest) ?? squareByline(page, rest), bracket.byline.hasWriterRole {
      byline = bracket.byline
      hasDateline = true
      skip(to: bracket.end, page, range)
      return
    }
    readAgencyDateline(page, rest, limit: limit, range)
  }

  /// 中新社香港3月30日电(记者曾平): a place and a date, 电 or 讯, then a bracket.
  private mutating func readAgencyDateline(
    _ page: PageText, _ rest: Range<Int>, limit: Int, _ range: Range<Int>
  ) {
    var index = rest.lowerBound
    while index < limit {
      let scalar = page.folded[index]
      if page.flags(index).contains(.terminal) || scalar == "," || scalar == ":" || scalar == "“" { return }
      if scalar == "电" || scalar == "讯" || scalar == "息" || scalar == "报",
        let bracket = bracketByline(page, (index + 1)..<rest.upperBound)
      {
        byline = bracket.byline
        hasDateline = true
        skip(to: bracket.end, page, range)
        return
      }
      index += 1
    }
  }

  /// 本报讯 记者张三、通讯员李四报道: without brackets, up to 报道 or a colon.
  private mutating func readPlainByline(_ page: PageText, _ range: Range<Int>) {
    let limit = min(range.upperBound, textStart + 40)
    var index = textStart
    while index + 1 < limit {
      if page.folded[index] == "报", page.folded[index + 1] == "道" || page.folded[index + 1] == "导" {
        let end = index + 2
        guard let found = BylineParser.parse(page, textStart..<end), found.hasWriterRole, !found.names.isEmpty
        else { return }
        byline = found
        skip(to: end, page, range)
        return
      }
      if page.flags(index).contains(.terminal) { return }
      index += 1
    }
  }

  private func bracketByline(_ page: PageText, _ range: Range<Int>) -> (byline: Byline, end: Int)? {
    var start = range.lowerBound
    while start < range.upperBound, page.flags(start).contains(.blank) { start += 1 }
    guard start < range.upperBound, page.folded[start] == "(" else { return nil }
    let limit = min(range.upperBound, start + BylineParser.longest)
    var close = start + 1
    while close < limit, page.folded[close] != ")" { close += 1 }
    guard close < limit, let found = BylineParser.parse(page, page.trimmed((start + 1)..<close)), found.signs,
      found.hasWriterRole || found.isCertain
    else { return nil }
    return (found, close + 1)
  }

  /// 【記者甲／南投報導】: the bracket that opens the line; its opening was skipped.
  private func squareByline(_ page: PageText, _ range: Range<Int>) -> (byline: Byline, end: Int)? {
    guard page.at(range.lowerBound - 1) == "【",
      let close = range.prefix(60).first(where: { page.folded[$0] == "】" }),
      let found = BylineParser.parse(page, page.trimmed(range.lowerBound..<close)), found.signs
    else { return nil }
    return (found, close + 1)
  }

  private mutating func skip(to end: Int, _ page: PageText, _ range: Range<Int>) {
    var index = end
    while index < range.upperBound,
      page.flags(index).contains(.blank) || page.at(index) == ":" || page.at(index) == "】"
    {
      index += 1
    }
    textStart = index
  }
}
