// Of whom a status is the label or the verdict.
extension StatusBearers {
  static let attributes = StatusPhrases.attribute

  /// A:红色; A(红色); 项目名称:A;…;预警等级:红色.
  func labelled() -> [NameFinder.Name]? {
    guard predicate == nil || predicate?.isEvent == false else { return nil }
    let behind = mention.range.upperBound
    let isGloss =
      behind + 1 < text.count && text[behind] == ")" && (text[behind + 1].isDigit || text[behind + 1].isHan)
      && mention.range.lowerBound > 0 && text[mention.range.lowerBound - 1] == "("
    if !isGloss, let open = enclosingBracket(), open > segment.lowerBound {
      var start = open
      while start > segment.lowerBound, !",、;:)".unicodeScalars.contains(text[start - 1]) { start -= 1 }
      let names = finder.subjectNames(in: sentence.span(start, open))
      if !names.isEmpty { return names }
    }
    guard predicate == nil else { return nil }
    let next = mention.range.upperBound
    let isLast =
      next >= text.count || ",;。)、".unicodeScalars.contains(text[next]) || text[next].closesSentence
    guard isLast, mention.range.lowerBound > 0 else { return nil }
    let mark = text[mention.range.lowerBound - 1]
    guard mark == ":" || mark == "(" || mark == "—" || mark == "," else { return nil }
    var start = mention.range.lowerBound - 1
    let floor = mark == "," ? segment.lowerBound : segment.lowerBound
    while start > floor, !",、;)".unicodeScalars.contains(text[start - 1]) { start -= 1 }
    if Self.attributes.contains(text[sentence.span(start, mention.range.lowerBound - 1)]) {
      return attributed()
    }
    guard mark != "," else { return nil }
    return finder.subjectNames(in: sentence.span(start, mention.range.lowerBound - 1)).filter(\.isSure)
  }

  /// “获得用水用气”“执行合同”|两项红色指标: as many names as are counted, right before the number.
  func beforeCount() -> [NameFinder.Name]? {
    guard let count, count.side == .before || (count.side == .subject && predicate == nil),
      count.range.lowerBound > clause.lowerBound
    else { return nil }
    let names = finder.subjectNames(in: sentence.span(clause.lowerBound, count.range.lowerBound))
    return names.count == count.value ? names : nil
  }

  /// A、B、C等3个工地裸土未覆盖,出入车辆带泥,…亮红灯: the names that the number of an earlier clause counts.
  func aroundEarlierCount() -> [NameFinder.Name]? {
    guard let count, count.side == .earlierClause || count.side == .subject else { return nil }
    let counted = sentence.clause(holding: count.range.lowerBound)
    let names = finder.subjectNames(in: sentence.span(counted.lowerBound, count.range.upperBound))
    return names.count == count.value && counted.lowerBound < count.range.lowerBound ? names : nil
  }

  /// Where the bracket opens that encloses the mention, or nil.
  func enclosingBracket() -> Int? {
    for index in sentence.span(max(0, mention.range.lowerBound - 30), mention.range.lowerBound).reversed() {
      if text[index] == ")" { return nil }
      if text[index] == "(" { return index }
    }
    return nil
  }

  /// The first value of a line of labels and values, and the unit that a label of its own names.
  func attributed() -> [NameFinder.Name]? {
    guard let first = sentence.clauses.first, first.upperBound < text.count else { return nil }
    var range = first
    if text[first.upperBound] == ":", sentence.clauses.count > 1 { range = sentence.clauses[1] }
    let names = finder.subjectNames(in: range)
    return names.isEmpty ? nil : names
  }

  /// 城关镇红牌警告: no verb, in a headline or as a whole clause.
  func adjacent() -> [NameFinder.Name] {
    guard predicate == nil, mention.form == .bound,
      !mention.nouns.isDisjoint(with: [.card, .lamp, .warning]), !mention.nouns.contains(.list)
    else { return [] }
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    guard before.count >= 2, mention.range.upperBound >= clause.upperBound - 1,
      mention.range.upperBound >= text.count || !text[mention.range.upperBound].isHan
    else { return [] }
    let names = finder.subjectNames(in: before).filter(\.isSure)
    guard let last = names.last,
      (last.item ?? last.unit)?.upperBound ?? 0 >= mention.range.lowerBound - (last.listed == nil ? 1 : 6)
    else {
      return []
    }
    return names
  }

  /// 县行政审批局群众评价率仅为41%,红牌! — the colour alone is the verdict on what stands before.
  func judgedBefore() -> [NameFinder.Name] {
    guard predicate == nil,
      mention.form == .bound || (mention.form != .scheme && mentions.count { !$0.isHarmless } > 1),
      mention.range.lowerBound == clause.lowerBound,
      mention.range.upperBound >= clause.upperBound - 1, clause.lowerBound > segment.lowerBound,
      text[clause.lowerBound - 1] == ","
    else { return [] }
    guard let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }), index > 0
    else { return [] }
    let earlier = sentence.clauses[index - 1]
    guard earlier.lowerBound >= segment.lowerBound,
      !ClauseBreak.stops(at: earlier, in: sentence, mentions: mentions)
    else { return [] }
    let names = finder.subjectNames(in: earlier)
    // In a row of verdicts (学校食堂,绿;工地食堂,黄) whatever stands there is what is judged.
    let isRow = mentions.count { $0.form == .bare } > 1
    return sure(names) ?? (isRow ? names.filter { ($0.item ?? 0..<0).count > 2 } : [])
  }
}
