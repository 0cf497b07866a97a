/// Finds who acts in an article: from the kicker, the headline's beginning, the subject of the lead, or the source.
struct ActingUnit: Sendable {
  /// What an article says about who acts, each as printed.
  struct Clues: Sendable {
    /// The line above the headline.
    var kicker: String?
    /// The headline on one line.
    var headline: String?
    /// The first paragraph.
    var lead: String?
    /// Offices that signed or sent it, the nearest first.
    var sources: [String] = []
    /// True where the lead is one of several briefs of different units.
    var hasManyActors = false
  }

  /// So much of a lead is looked at.
  private static let leadLength = 500

  /// The unit as printed, or nil when nobody is named.
  func unit(_ clues: Clues) -> String? {
    if let kicker = clues.kicker, isUnitLine(kicker) { return kicker }
    if let headline = clues.headline, let found = unit(ofHeadline: headline) { return found }
    if !clues.hasManyActors, let lead = clues.lead, let found = unit(ofLead: lead) { return found }
    for source in clues.sources {
      if let found = unitAtStart(of: source) { return found }
    }
    return nil
  }

  /// True if a line names units and nothing else.
  private func isUnitLine(_ line: String) -> Bool {
    let text = PageFolding.fold(line)
    let words = text.indices.split { ScalarFlags.of(text[$0]).contains(.blank) || text[$0] == "、" }
    let finder = UnitFinder(text: text)
    return !words.isEmpty && words.allSatisfy { finder.isUnit($0.startIndex..<$0.endIndex) }
  }

  private func unitAtStart(of source: String) -> String? {
    let printed = source.scalars
    guard let found = UnitFinder(text: PageFolding.fold(source)).unit(at: 0, before: printed.count) else {
      return nil
    }
    return String(printed[found.range])
  }

  /// A headline names its unit at its beginning, after a mark, or after a space, dash, colon or call.
  private func unit(ofHeadline headline: String) -> String? {
    let printed = headline.scalars
    let text = PageFolding.fold(headline)
    let finder = UnitFinder(text: text)
    var isFirst = true
    for start in segmentStarts(of: text) {
      defer { isFirst = false }
      guard let found = finder.unit(at: skipTime(text, from: start), before: text.count),
        !isPerson(text, after: found.range)
      else {
        continue
      }
      let isAfterDash = start > 0 && text[start - 1] == "—"
      if found.rank == .region, !isFirst, !isAfterDash { continue }
      if found.rank == .region, !standsAlone(text, found.range) { continue }
      return String(printed[found.range])
    }
    return nil
  }

  /// 云坪县第二水厂 names no county: what follows goes on with the name.
  private func standsAlone(_ text: Scalars, _ range: Range<Int>) -> Bool {
    guard range.upperBound < text.count else { return true }
    return text[range.upperBound] != "第"
  }

  private func segmentStarts(of text: Scalars) -> [Int] {
    var starts: [Int] = []
    var index = 0
    if text.first == "【", let close = text.firstIndex(of: "】") { index = close + 1 }
    while index < text.count, ScalarFlags.of(text[index]).contains(.blank) { index += 1 }
    if let mark = LineMark.read(text, index..<text.count) { index += mark.length }
    if index < text.count { starts.append(index) }
    var depth = 0
    for position in index..<max(index, text.count - 1) {
      let scalar = text[position]
      let flags = ScalarFlags.of(scalar)
      if flags.contains(.opener) { depth += 1 }
      if flags.contains(.closer) { depth = max(0, depth - 1) }
      let ends =
        !flags.isDisjoint(with: [.blank, .terminal]) || scalar == "—" || scalar == ":" || scalar == "】"
        || scalar == ","
      if depth == 0, ends, !ScalarFlags.of(text[position + 1]).contains(.blank), text[position + 1] != "—" {
        starts.append(position + 1)
      }
    }
    return starts
  }

  /// The subject of one of the lead's clauses; a territory only in the first sentence.
  private func unit(ofLead lead: String) -> String? {
    let printed = Scalars(lead.unicodeScalars.prefix(Self.leadLength))
    let text = printed.map(PageFolding.fold)
    let finder = UnitFinder(text: text)
    var depth = 0
    var isStart = true
    var isFirstSentence = true
    var index = text.first == "【" ? 1 : 0
    while index < text.count {
      if isStart, depth == 0 {
        isStart = false
        let subject = skipTime(text, from: index)
        if let found = finder.unit(at: subject, before: text.count), !isPerson(text, after: found.range),
          found.rank != .region || (isFirstSentence && standsAlone(text, found.range))
        {
          return String(printed[found.range])
        }
      }
      let scalar = text[index]
      let flags = ScalarFlags.of(scalar)
      if scalar == "“" || scalar == "‘" { depth += 1 }
      if scalar == "”" || scalar == "’" { depth = max(0, depth - 1) }
      if scalar == "。" { isFirstSentence = false }
      if flags.contains(.terminal) || scalar == "," || scalar == ":" || scalar == ";" { isStart = true }
      index += 1
    }
    return nil
  }

  /// The index after dates, blanks and words such as 近日 and 记者从.
  private func skipTime(_ text: Scalars, from start: Int) -> Int {
    var index = start
    while index < text.count {
      if let word = UnitLexicon.before.longest(in: text, index..<text.count) {
        index += word.word.count
      } else if ScalarFlags.of(text[index]).contains(.blank) || text[index] == "”" {
        index += 1
      } else if let end = DateText.end(in: text, at: index) {
        index = end
      } else {
        return index
      }
    }
    return index
  }

  private func isPerson(_ text: Scalars, after range: Range<Int>) -> Bool {
    UnitLexicon.people.longest(in: text, range.upperBound..<text.count) != nil
  }
}
