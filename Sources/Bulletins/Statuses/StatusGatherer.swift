/// Gathers the verdicts of an article: the same fact said twice is one status, a total stands over its parts.
struct StatusGatherer: Sendable {
  private struct Entry: Sendable {
    var status: Status
    var sentence: Int
    var isHeadline: Bool
    var isList: Bool
  }

  private struct Group: Hashable {
    var color: StatusColor
    var kind: Status.Kind
  }

  private static let mergeable: [Status.Kind] = [.reported, .blacklisted, .resolved]

  private var entries: [Entry] = []
  private var seen: Set<String> = []
  private var sentences = 0
  private var lastQuote = ""
  private var lastSentence: StatusSentence?

  /// Takes a verdict in.
  mutating func add(
    _ verdict: StatusJudge.Verdict, _ mention: ColourMention, _ sentence: StatusSentence, hasBlackList: Bool
  ) {
    var verdict = verdict
    let word = sentence.words(mention.range)
    // 红点 beside 黑点, 红旗 beside 黑旗: what is praised.
    if hasBlackList, mention.color == .red,
      !mention.nouns.isDisjoint(with: [.list]) || sentence.ends(with: "红点", at: mention.range.upperBound)
        || sentence.ends(with: "红旗", at: mention.range.upperBound),
      verdict.kind == .reported
    {
      verdict = .mentioned(.honour, "red is the honour list beside a black one", count: verdict.count)
    }
    let isVisible =
      mention.color == .red || mention.color == .black || verdict.kind != .mentioned
      || (verdict.gate != .other && mention.form != .scheme)
    guard isVisible else { return }
    append(verdict, color: mention.color, word: word, sentence)
  }

  /// Takes a delay without a colour in.
  mutating func add(lagging verdict: StatusJudge.Verdict, _ sentence: StatusSentence) {
    append(verdict, color: .yellow, word: "", sentence)
  }

  private mutating func append(
    _ verdict: StatusJudge.Verdict, color: StatusColor, word: String, _ sentence: StatusSentence
  ) {
    // The same sentence is asked for once for each of its colours.
    let isSame = sentence === lastSentence
    let quote = isSame ? lastQuote : String(sentence.printed)
    lastSentence = sentence
    if quote != lastQuote {
      sentences += 1
      lastQuote = quote
      seen = []
    }
    var items: [String] = []
    var units: [String] = []
    for name in verdict.names {
      if let item = name.item { items.append(sentence.words(item)) }
      if let unit = name.unit {
        let words = sentence.words(unit)
        units.append(words)
        // Who stands in a list of reds is what is red.
        if name.item == nil, verdict.isList { items.append(words) }
      }
    }
    var count = verdict.count ?? (verdict.kind == .mentioned ? nil : verdict.listed)
    if count == nil, verdict.isList, !verdict.isOpen, verdict.names.count > 1,
      verdict.kind == .reported || verdict.kind == .blacklisted
    {
      count = verdict.names.count
    }
    if count == nil, verdict.isList, verdict.kind == .blacklisted, !verdict.isOpen {
      count = verdict.names.count
    }
    if verdict.kind == .mentioned {
      guard seen.insert("\(color)\(verdict.gate?.rawValue ?? "")\(word)").inserted else { return }
    }
    let because = word.isEmpty ? verdict.because : "\(word): \(verdict.because)"
    entries.append(
      Entry(
        status: Status(
          color: color, kind: verdict.kind, gate: verdict.gate, count: count, items: unique(items),
          units: unique(units), quote: quote, because: because),
        sentence: sentences, isHeadline: sentence.place == .headline, isList: verdict.isList))
  }

  private func unique(_ names: [String]) -> [String] {
    guard names.count > 1 else { return names.first == "" ? [] : names }
    var known: Set<String> = []
    return names.filter { !$0.isEmpty && known.insert($0).inserted }
  }

  // MARK: - One status for one fact

  /// The statuses in reading order, and what they contradict.
  func result() -> StatusReader.Result {
    var result = StatusReader.Result()
    var merged: [Entry] = []
    // One pass over the entries, however many there are.
    var groups: [Group: [Entry]] = [:]
    for entry in entries where Self.mergeable.contains(entry.status.kind) {
      groups[Group(color: entry.status.color, kind: entry.status.kind), default: []].append(entry)
    }
    for color in StatusColor.allCases {
      for kind in Self.mergeable {
        if let group = groups[Group(color: color, kind: kind)] { merged += merge(group, into: &result) }
      }
    }
    let single = entries.filter { !Self.mergeable.contains($0.status.kind) }
    let ordered = (merged + single).enumerated().sorted { left, right in
      (left.element.sentence, left.offset) < (right.element.sentence, right.offset)
    }
    result.statuses = ordered.map(\.element.status)
    return result
  }

  private func merge(_ group: [Entry], into result: inout StatusReader.Result) -> [Entry] {
    guard group.count > 1 else { return group }
    let body = group.filter { !$0.isHeadline }
    let counted = group.filter { $0.status.count != nil }
    var kept: Entry
    if let first = counted.first(where: { !$0.isHeadline }) ?? counted.first {
      kept = first
      let values = (body.isEmpty ? counted : counted.filter { !$0.isHeadline }).compactMap(\.status.count)
      let distinct = Set(values)
      if distinct.count > 1, let total = values.max() {
        let rest = values.reduce(0, +) - total
        let sameSentence = Set(counted.filter { !$0.isHeadline }.map(\.sentence)).count == 1
        if sameSentence, rest != total, values.count > 1, values.first != total {
          kept.status.count = values.reduce(0, +)
        } else if let whole = counted.first(where: {
          $0.status.count == total && (!$0.isHeadline || body.isEmpty)
        }) {
          kept = whole
        }
      } else if distinct.count == 1, values.count > 1, Set(counted.map(\.sentence)).count == 1,
        counted.allSatisfy({ !$0.isList }), !group.contains(where: \.isHeadline)
      {
        kept.status.count = values.reduce(0, +)
      }
      if let headline = counted.first(where: \.isHeadline)?.status.count, let value = kept.status.count,
        headline != value,
        !body.isEmpty
      {
        result.remarks.append("the headline counts \(headline) \(kept.status.color), the text \(value)")
      }
    } else {
      kept = body.first ?? group[0]
    }
    var items: [String] = []
    var units: [String] = []
    let named = group.filter { !$0.status.items.isEmpty || !$0.status.units.isEmpty }
    for entry in named.contains(where: { !$0.isHeadline }) ? named.filter({ !$0.isHeadline }) : named {
      items += entry.status.items
      units += entry.status.units
    }
    kept.status.items = unique(items)
    kept.status.units = unique(units)
    return [kept]
  }
}
