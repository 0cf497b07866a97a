/// Names what a figure counts by the words around it: 清除小广告|1300余张, 34个|无主管、无物业小区.
final class CountedThing: Sendable {
  static let shared = CountedThing()

  /// What is longer names nothing any more.
  private static let longest = 20

  private let leads: Matcher
  private let trails: SuffixMatcher
  private let stops: Matcher
  private let keeps: Matcher
  private let timeWords: SuffixMatcher
  private let empty: Set<Scalars>

  private init() {
    let words = WordList(PackageResources.counted_txt)
    leads = Matcher(words.words(of: "lead"))
    trails = SuffixMatcher(words.words(of: "trail"))
    stops = Matcher(words.words(of: "stop"))
    keeps = Matcher(words.words(of: "keep"))
    timeWords = SuffixMatcher(words.words(of: "time"))
    empty = Set(words.words(of: "verb").map(\.scalars))
  }

  /// The thing, or nil where the text does not name it.
  ///
  /// - Parameters:
  ///   - figure: where the figure stands.
  ///   - previous: the figure before it in the text.
  ///   - prefersBefore: true for money and measures, which the words before them name.
  func thing(
    in text: Scalars, figure: Range<Int>, previous: FigureReader.Found?, prefersBefore: Bool
  ) -> String? {
    if let share = share(in: text, figure: figure, previous: previous) { return share }
    let before = { self.before(in: text, from: previous?.range.upperBound ?? 0, to: figure.lowerBound) }
    let after = { self.after(in: text, from: figure.upperBound) }
    return prefersBefore ? before() ?? after() : after() ?? before()
  }

  /// 蓝色34项，占75.6%: the share is of what was just counted.
  private func share(in text: Scalars, figure: Range<Int>, previous: FigureReader.Found?) -> String? {
    guard let previous, let thing = previous.figure.what, previous.figure.unit != "%",
      figure.lowerBound - previous.range.upperBound <= 4,
      previous.range.upperBound < figure.lowerBound
    else { return nil }
    let between = text[previous.range.upperBound..<figure.lowerBound]
    guard between.contains("占"), between.allSatisfy({ $0.endsClause || $0.isBlank || $0 == "占" || $0 == "比" })
    else { return nil }
    return thing + "占比"
  }

  /// True if 目前, 此前, 随后 and the like end at a position, whose 前 and 后 rank nothing.
  func endsWithTimeWord(in text: Scalars, at end: Int) -> Bool {
    timeWords.longestMatch(in: text, endingAt: end) != nil
  }

  private func before(in text: Scalars, from previous: Int, to figure: Int) -> String? {
    var end = figure
    // 环保不良企业(红牌)26家: the remark in parentheses is stepped over.
    if end > previous, text[end - 1] == ")" || text[end - 1] == "）",
      let open = text[max(previous, end - 16)..<end].lastIndex(where: { $0 == "(" || $0 == "（" })
    {
      end = open
    }
    let limit = max(previous, end - 2 * Self.longest)
    var start = end
    while start > limit, !text[start - 1].bounds { start -= 1 }
    while end > start {
      if text[end - 1].isBlank || text[end - 1].isQuote {
        end -= 1
      } else if let trail = trails.longestMatch(in: text, endingAt: end), trail.range.lowerBound >= start {
        end = trail.range.lowerBound
      } else {
        break
      }
    }
    // The last leading word that still leaves something to name.
    var cut = start
    let kept = keeps.matches(in: text[start..<end]).map(\.range)
    for match in leads.matches(in: text[start..<end])
    where match.range.upperBound > cut && match.range.upperBound < end
      && !kept.contains(where: { $0.overlaps(match.range) })
    {
      cut = match.range.upperBound
    }
    return name(text[cut..<end])
  }

  private func after(in text: Scalars, from start: Int) -> String? {
    var end = start
    let limit = min(text.count, start + Self.longest)
    while end < limit {
      let scalar = text[end]
      if scalar.endsClause || scalar.isBlank || scalar.isDigit || scalar.isQuote || scalar == "《" { break }
      if scalar == "、", continuesWithNumber(in: text, from: end + 1, to: limit) { break }
      if let kept = keeps.longestMatch(in: text, at: end), kept.range.upperBound <= limit {
        end = kept.range.upperBound
        continue
      }
      if stops.longestMatch(in: text, at: end) != nil { break }
      end += 1
    }
    return name(text[start..<end], shortest: 1)
  }

  /// True if a numeral stands before the next mark.
  private func continuesWithNumber(in text: Scalars, from start: Int, to limit: Int) -> Bool {
    for scalar in text[start..<limit] {
      if scalar.isDigit || scalar.numeral != nil { return true }
      if scalar.endsClause { return false }
    }
    return false
  }

  private func name(_ scalars: ArraySlice<Unicode.Scalar>, shortest: Int = 2) -> String? {
    guard scalars.count >= shortest, scalars.count <= Self.longest, scalars.contains(where: \.isHan) else {
      return nil
    }
    return empty.contains(Scalars(scalars)) ? nil : String(scalars)
  }
}

extension Unicode.Scalar {
  fileprivate var isQuote: Bool {
    switch self {
    case "“", "”", "‘", "’", "\"", "「", "」", "『", "』": true
    default: false
    }
  }

  /// A mark or blank that separates what is counted from what stands before.
  fileprivate var bounds: Bool {
    endsClause || isBlank
      || {
        switch self {
        case "、", "《", "》", "【", "】", "●", "—", "①", "②", "③", "④", "⑤": true
        default: false
        }
      }()
  }
}
