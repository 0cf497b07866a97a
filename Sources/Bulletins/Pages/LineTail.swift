/// What stands at the end of a paragraph and is no part of its text: byline, continuation note, 完.
struct LineTail: Sendable {
  /// Where the text ends, without blanks.
  var textEnd: Int
  /// Who signed, if the paragraph is signed.
  var byline: Byline?
  /// True if it goes on elsewhere (下转).
  var goesOn = false
  /// True for （完） and an editor's name.
  var isOver = false

  /// True if the article ends with this paragraph.
  var closes: Bool { goesOn || isOver || (byline?.signs ?? false) }

  /// Reads the end of a range.
  init(_ page: PageText, _ range: Range<Int>) {
    textEnd = range.upperBound
    var rounds = 0
    while textEnd > range.lowerBound, rounds < 5, peel(page, range.lowerBound..<textEnd) {
      textEnd = page.trimmed(range.lowerBound..<textEnd).upperBound
      rounds += 1
    }
  }

  private mutating func peel(_ page: PageText, _ range: Range<Int>) -> Bool {
    let last = page.folded[range.upperBound - 1]
    if last == "。", range.count > 2, page.folded[range.upperBound - 2] == ")" {
      let before = textEnd
      textEnd -= 1
      if peelBracket(page, range.lowerBound..<(range.upperBound - 1)) { return true }
      textEnd = before
    }
    if last == ")" || last == "]" || last == "】" { return peelBracket(page, range) }
    if last == "版" || last == "页" || last == "面", peelNote(page, range) { return true }
    return peelOpen(page, range)
  }

  /// A bracket at the end: （记者 甲）, （下转第三版）, （完）.
  private mutating func peelBracket(_ page: PageText, _ range: Range<Int>) -> Bool {
    let lowest = max(range.lowerBound, range.upperBound - BylineParser.longest)
    var open = range.upperBound - 2
    var depth = 1
    while open >= lowest {
      switch page.folded[open] {
      case ")", "]", "】": depth += 1
      case "(", "[", "【": depth -= 1
      default: break
      }
      if depth == 0 { break }
      open -= 1
    }
    guard open >= lowest, depth == 0 else { return false }
    let inside = page.trimmed((open + 1)..<(range.upperBound - 1))
    guard !inside.isEmpty else { return false }
    if let note = ContinuationNote.read(page, inside), note.end == inside.upperBound {
      guard !note.isFrom else { return false }
      goesOn = true
      textEnd = open
      return true
    }
    if let over = Furniture.whole(page, inside), over == .over {
      isOver = true
      textEnd = open
      return true
    }
    guard let found = BylineParser.parse(page, inside), accepts(found, page, inside, open: open, range) else {
      return false
    }
    add(found)
    textEnd = open
    return true
  }

  private func accepts(
    _ found: Byline, _ page: PageText, _ inside: Range<Int>, open: Int, _ range: Range<Int>
  ) -> Bool {
    if found.isPhotoOnly {
      return found.isCertain && (page.at(open - 1) == ")" || endsSentence(page, open, range))
    }
    if found.hasWriterRole || found.hasEditorRole { return true }
    if found.hasNote { return true }
    guard !BylineParser.isNeverName(page, inside, alone: false) else { return false }
    guard open > range.lowerBound else { return found.isCertain }
    return endsSentence(page, open, range)
  }

  /// True if a sentence ends before a bracket.
  private func endsSentence(_ page: PageText, _ open: Int, _ range: Range<Int>) -> Bool {
    guard open > range.lowerBound else { return false }
    let before = page.trimmed(range.lowerBound..<open).upperBound - 1
    let flags = page.flags(before)
    return flags.contains(.terminal)
      || (flags.contains(.closer) && page.flags(before - 1).contains(.terminal))
  }

  /// ▶▶下转03版 behind a bracket.
  private mutating func peelNote(_ page: PageText, _ range: Range<Int>) -> Bool {
    let lowest = max(range.lowerBound, range.upperBound - 16)
    for start in lowest..<range.upperBound where page.folded[start] == "下" || isMark(page, start) {
      guard let note = ContinuationNote.read(page, start..<range.upperBound), !note.isFrom,
        note.end == range.upperBound
      else { continue }
      goesOn = true
      textEnd = start
      return true
    }
    return false
  }

  private func isMark(_ page: PageText, _ index: Int) -> Bool { page.flags(index).contains(.bullet) }

  /// Without brackets: 。　　本报记者 张三 文/图; 下转第三版.
  private mutating func peelOpen(_ page: PageText, _ range: Range<Int>) -> Bool {
    var start = range.upperBound - 1
    let lowest = max(range.lowerBound, range.upperBound - 60)
    while start > lowest, !isEnd(page, start - 1) { start -= 1 }
    guard start > range.lowerBound, isEnd(page, start - 1) else { return false }
    let rest = page.trimmed(start..<range.upperBound)
    guard rest.count >= 2 else { return false }
    if let note = ContinuationNote.read(page, rest), note.end == rest.upperBound, !note.isFrom {
      goesOn = true
      textEnd = start
      return true
    }
    guard let found = BylineParser.parse(page, rest), startsWithRole(found) else { return false }
    if found.isPhotoOnly { return false }
    add(found)
    textEnd = start
    return true
  }

  /// Names without a bracket are a byline only with a role; a sentence without its stop is none.
  private func startsWithRole(_ found: Byline) -> Bool {
    (found.hasWriterRole && !found.names.isEmpty) || found.hasEditorRole || found.hasNote
  }

  private func isEnd(_ page: PageText, _ index: Int) -> Bool {
    let flags = page.flags(index)
    if flags.contains(.terminal) { return true }
    return flags.contains(.closer) && page.flags(index - 1).contains(.terminal)
  }

  private mutating func add(_ found: Byline) {
    if found.hasEditorRole, !found.signs { isOver = true }
    guard var merged = byline else {
      byline = found
      return
    }
    if merged.isPhotoOnly {
      // （记者 甲）（乙 摄）: the second is no writer.
      let photo = merged
      merged = found
      merged.merge(photo)
    } else {
      merged.merge(found)
    }
    byline = merged
  }
}
