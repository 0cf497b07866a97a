/// Finds the name of a unit that begins at a position: 区财政局, 市生态环境局上街分局, 温州市鹿城区仰义街道.
///
/// A name is a chain of endings: after a territory anything may follow, after a 街道 what lies in it, after an office only
/// its parts. Between two endings no word may stand that cannot be inside a name (开展, 的).
struct UnitFinder: Sendable {
  /// A unit's name and what kind it is.
  struct Found: Sendable {
    /// Where the name stands.
    var range: Range<Int>
    /// The rank of its last ending.
    var rank: UnitLexicon.Rank
  }

  /// The folded text.
  let text: Scalars

  /// Names are no longer than this.
  private static let longest = 30

  /// The unit whose name begins at a position and ends before another, or nil.
  func unit(at start: Int, before limit: Int) -> Found? {
    let limit = min(limit, text.count, start + Self.longest)
    guard start >= 0, start < limit else { return nil }
    var best: Found?
    var stem = start
    var index = start
    while index < limit {
      let flags = ScalarFlags.of(text[index])
      if text[index] == "“", index > start, best == nil, let end = closing(after: index, limit) {
        index = end
        continue
      }
      guard flags.contains(.han) || (index > start && !flags.isDisjoint(with: [.digit, .latin, .namePoint]))
      else { break }
      if let stop = UnitLexicon.stops.longest(in: text, index..<limit), stopsHere(stop, at: index, stem: stem)
      {
        break
      }
      if index - stem > longestGap(after: best) { break }
      if let ending = ending(at: index, stem: stem, start: start),
        ending.isLonger || follows(ending.rank, best)
      {
        best = Found(range: start..<(index + 1), rank: ending.rank)
        stem = index + 1
      }
      index += 1
    }
    return best.flatMap { isParticular($0) ? $0 : nil }
  }

  /// True if the whole range is the name of one unit, an organ that is named by it included (街道办事处督查室).
  func isUnit(_ range: Range<Int>) -> Bool {
    // Whatever unit it is, an ending must stand at its end: one look tells that most lines are none.
    guard let last = range.last, UnitLexicon.endings.mayFit(text[last]) else { return false }
    guard let found = unit(at: range.lowerBound, before: range.upperBound) else { return false }
    if found.range == range { return true }
    guard found.rank == .township || found.rank == .village else { return false }
    return UnitLexicon.endings.whole(in: text, found.range.upperBound..<range.upperBound) != nil
  }

  /// The index after a short quotation inside a name: 县“三夏”生产指挥部.
  private func closing(after open: Int, _ limit: Int) -> Int? {
    var index = open + 1
    while index < limit, index <= open + 8 {
      if text[index] == "”" { return index + 1 }
      index += 1
    }
    return nil
  }

  private func stopsHere(_ stop: AnchoredWords.Entry, at index: Int, stem: Int) -> Bool {
    switch stop.kind {
    case "place": false
    case "first": index == stem
    default: true
    }
  }

  private func longestGap(after found: Found?) -> Int {
    switch found?.rank {
    case nil: 14
    case .region: 10
    case .township, .village: 6
    case .office, .organ, .inner: 4
    }
  }

  /// Whether an ending of a rank may follow a complete name.
  private func follows(_ rank: UnitLexicon.Rank, _ found: Found?) -> Bool {
    switch found?.rank {
    case nil: rank != .inner
    case .region: true
    case .township: rank != .region && rank != .organ
    case .village: rank == .office || rank == .village
    case .office, .organ, .inner: rank == .inner || rank == .office || rank == .organ
    }
  }

  /// The ending at a position; `isLonger` if it takes in the one before it (社区 in 社区居委会).
  private func ending(at index: Int, stem: Int, start: Int) -> (rank: UnitLexicon.Rank, isLonger: Bool)? {
    let range = start..<(index + 1)
    guard let found = UnitLexicon.endings.longest(in: text, range), let rank = found.rank else { return nil }
    if let never = UnitLexicon.never.longest(in: text, range), never.word.count > found.word.count,
      !(never.kind == "may name" && stem == start && range.count == never.word.count + 1)
    {
      return nil
    }
    if found.word.last == "办", index + 1 < text.count, text[index + 1] == "“" || text[index + 1] == "《" {
      return nil
    }
    let stemLength = index + 1 - stem - found.word.count
    if stem > start {
      return goesOn(rank, found.word, stemLength: stemLength, at: index) ? (rank, stemLength < 0) : nil
    }
    if stemLength <= 0 { return stemLength == 0 && isWholeName(found.word) ? (rank, false) : nil }
    if found.word.count == 1, stemLength == 1, rank != .region, rank != .township, found.word != ["局"] {
      return nil
    }
    return (rank, false)
  }

  /// 县委, 区委: a name by themselves.
  private func isWholeName(_ word: Scalars) -> Bool {
    guard word.count >= 2, let first = word.first else { return false }
    return ["省", "市", "县", "区"].contains(first) && word.last != "区"
  }

  /// Whether an ending that comes after a complete name lengthens it.
  private func goesOn(
    _ rank: UnitLexicon.Rank, _ word: Scalars, stemLength: Int, at index: Int
  ) -> Bool {
    if stemLength < 0 { return true }
    switch rank {
    case .region, .township, .village: return stemLength > 0 || word.count > 1
    case .office, .organ: return stemLength > 1 || word.count > 1
    case .inner: return true
    }
  }

  /// False for 全区, 本市: no particular unit.
  private func isParticular(_ found: Found) -> Bool {
    guard found.range.count == 2, found.rank == .region || found.rank == .township || found.rank == .village
    else { return true }
    return !["全", "本", "各", "我", "该", "某", "多", "新", "老", "县", "市", "区"].contains(
      text[found.range.lowerBound])
  }
}
