// What the words of a name are: a unit, an item of work, both, or none.
extension NameFinder {
  /// The names of one piece of a list: brackets are read apart, 和及与 part it where both sides are names.
  func names(in range: Range<Int>) -> [Name] {
    let plain = quotedEnd(of: trimmed(range))
    guard plain.count >= 2, plain.count <= Self.longest + 30 else { return [] }
    var base = plain
    var bracketUnit: Range<Int>?
    if let open = text[plain].firstIndex(of: "("), open > plain.lowerBound {
      base = trimmed(sentence.span(plain.lowerBound, open))
      let close = text[sentence.span(open, plain.upperBound)].firstIndex(of: ")") ?? plain.upperBound
      bracketUnit = unit(inBracket: sentence.span(open + 1, close))
    }
    for index in base
    where "和及与".unicodeScalars.contains(text[index]) || sentence.begins(with: "以及", at: index) {
      let right = sentence.begins(with: "以及", at: index) ? index + 2 : index + 1
      guard right < base.upperBound else { continue }
      let left = text[sentence.span(base.lowerBound, index)]
      let rest = text[sentence.span(right, base.upperBound)]
      // 「城北菜市場遷建」與「第三幼兒園新建」.
      let areQuoted =
        sentence.isQuoted(sentence.span(base.lowerBound, index))
        && sentence.isQuoted(sentence.span(right, base.upperBound))
      // 永豐里與中港里: as long as each other, with the same end.
      let areAlike = left.count >= 3 && left.count == rest.count && left.last == rest.last
      let areNames =
        areQuoted || areAlike
        || NameWords.shared.ending(of: left) != nil && NameWords.shared.ending(of: rest) != nil
      if left.count >= 2, rest.count >= 2,
        areNames || (isParted && max(left.count, rest.count) <= 12 && isPart(index, in: base))
      {
        return names(in: sentence.span(base.lowerBound, index))
          + names(in: sentence.span(right, base.upperBound))
      }
    }
    guard base.count >= 2, base.count <= Self.longest, text[base].contains(where: \.isHan) else { return [] }
    return [name(of: base, bracketUnit: bracketUnit)].compactMap { $0 }
  }

  /// 群众反映|“河滨公园夜间噪音”: of a piece that ends with a quotation, the quotation.
  private func quotedEnd(of range: Range<Int>) -> Range<Int> {
    guard range.count > 6 else { return range }
    for index in range.dropFirst().dropLast(3) where sentence.isQuoted(sentence.span(index, range.upperBound))
    {
      // “甲”与“乙” are two.
      if sentence.isQuoted(sentence.span(range.lowerBound, index - 1)) { return range }
      return sentence.span(index, range.upperBound)
    }
    return range
  }

  /// True if 和 at a position joins two names; in 和平, 和谐, 与会 it begins a word.
  func isPart(_ index: Int, in range: Range<Int>) -> Bool {
    index > range.lowerBound && ClueFinder.shared.word(of: .ignore, beginningAt: index, in: text) == nil
      && ClueFinder.shared.word(of: .ignore, endingAt: index + 1, in: text, from: range.lowerBound) == nil
  }

  static let bearers = StatusPhrases.bearer

  /// 县交通局承担的云竹公路改建: the unit and its item.
  func name(of range: Range<Int>, bracketUnit: Range<Int>?) -> Name? {
    for index in range.dropFirst(2) {
      guard let bearer = Self.bearers.longestMatch(in: text, at: index),
        bearer.range.upperBound < range.upperBound
      else { continue }
      let owner = afterLead(trimmed(sentence.span(range.lowerBound, index)))
      let rest = trimmed(sentence.span(bearer.range.upperBound, range.upperBound))
      guard !owner.isEmpty, rest.count >= 2,
        NameWords.shared.ending(of: text[owner]) == .unit
          || (bearer.range.count > 1 && NameWords.shared.isGeneric(Scalars(text[owner])))
      else { continue }
      // 我局牵头的|8项指标有: what is counted is no name.
      let isCounted =
        CountFinder(sentence: sentence, mentions: []).numbers(in: rest).first?.range.lowerBound
        == rest.lowerBound
      if isCounted, text[owner].contains(where: { "我本".unicodeScalars.contains($0) }) { return nil }
      if isCounted || NameWords.shared.isGeneric(Scalars(text[rest])) {
        return NameWords.shared.isGeneric(Scalars(text[owner]))
          ? nil : Name(item: nil, unit: owner, isSure: true)
      }
      return Name(
        item: rest, unit: NameWords.shared.isGeneric(Scalars(text[owner])) ? nil : owner, isSure: true)
    }
    // 3家搅拌站, 全州126个以工代赈项目 count, they do not name.
    if let number = Numerals.number(in: text, at: range.lowerBound), number.end < range.upperBound,
      "家个项处件宗户座栋条块起份名所".unicodeScalars.contains(text[number.end])
        || text[range.lowerBound].isDigit && Classifiers.shared.classifier(in: text, at: number.end) != nil
    {
      return nil
    }
    let counts = CountFinder(sentence: sentence, mentions: []).numbers(in: range)
    if counts.contains(where: { $0.range.lowerBound == 0 || text[$0.range.lowerBound - 1] != "第" }) {
      return nil
    }
    // 市水务集团客户服务中心|满意率: whose rate it is.
    if bracketUnit == nil, let last = range.last, "率度".unicodeScalars.contains(text[last]),
      let end = sentence.span(range.lowerBound + 5, range.upperBound - 2).last(where: {
        NameWords.shared.ending(of: text[sentence.span(range.lowerBound, $0)]) == .unit
      }), range.upperBound - end <= 4
    {
      return Name(item: nil, unit: sentence.span(range.lowerBound, end), isSure: true)
    }
    if let parts = prefixedUnit(in: range) { return parts }
    if let work = measured(in: range) { return Name(item: work, unit: bracketUnit, isSure: true) }
    if range.contains(where: { sentence.begins(with: "我们", at: $0) })
      || sentence.begins(with: "咱", at: range.lowerBound)
    {
      return nil
    }
    // 岩口乡厕改户用率|低: whose rate it is.
    if let mark = range.dropFirst(3).first(where: {
      "率度".unicodeScalars.contains(text[$0]) && $0 + 1 < range.upperBound
        && "低高不偏较仅只".unicodeScalars.contains(text[$0 + 1])
    }), let unit = leadingPlace(of: sentence.span(range.lowerBound, mark + 1)) {
      return Name(item: nil, unit: unit, isSure: true)
    }
    let words = Scalars(text[range])
    // 老寨乡支出|进度不足60%: whose progress it is.
    if let end = sentence.span(range.lowerBound + 3, range.upperBound).last(where: {
      NameWords.shared.ending(of: text[sentence.span(range.lowerBound, $0)]) == .unit
    }), range.upperBound - end <= 4,
      StatusPhrases.measured.longestMatch(in: text, at: range.upperBound) != nil,
      NameWords.shared.ending(of: words) == nil
    {
      return Name(item: nil, unit: sentence.span(range.lowerBound, end), isSure: true)
    }
    // 支付率 alone is what is measured, nobody's name.
    if !isEntry, (2...4).contains(words.count), let last = words.last, "率度".unicodeScalars.contains(last) {
      return nil
    }
    // 某社区 names nobody; 拟将该项目 points at one, 以下小区 at a list that follows.
    if words.first == "某" || words.contains("我") { return nil }
    if StatusPhrases.pointingAhead.longestMatch(in: text, at: range.lowerBound) != nil { return nil }
    if let last = sentence.lastClue(.anaphor, in: range), last.range.upperBound == range.upperBound {
      return nil
    }
    guard !NameWords.shared.isGeneric(words) else { return nil }
    if !isEntry, sentence.has([.threshold, .rule, .vague, .anaphor, .none], in: range),
      NameWords.shared.ending(of: words) == nil
    {
      return nil
    }
    // 你社区2024年第四季度文明创建: the letter's addressee.
    if let first = sentence.clue(.anaphor, in: range), first.range.lowerBound == range.lowerBound {
      return nil
    }
    // 区长姚志刚 is a person.
    // 东区长照园区 is none.
    let isPlace =
      NameWords.shared.ending(of: words) != nil && !words.contains("在")
      && StatusPhrases.leader.longestMatch(in: words, at: 0) == nil
    if StatusPhrases.leader.matches(anywhereIn: words) && !isPlace
      || (StatusPhrases.title.matches(anywhereIn: words) && NameWords.shared.ending(of: words) == nil)
    {
      // 大河乡|党委书记: the shortest unit is whose secretary he is.
      let places = sentence.span(range.lowerBound + 3, range.upperBound - 2)
      let end = places.first {
        NameWords.shared.ending(of: text[sentence.span(range.lowerBound, $0)]) == .unit
      }
      return end.map { Name(item: nil, unit: sentence.span(range.lowerBound, $0), isSure: true) }
    }
    // 一律, 目前: a word of another kind is no name.
    if sentence.clues.contains(where: { $0.range == range }), NameWords.shared.ending(of: words) == nil {
      return nil
    }
    // 月考核中, 调度会上 tell the setting.
    if !isEntry, NameWords.shared.ending(of: words) == nil, let last = words.last,
      "中上时里后前下间内外".unicodeScalars.contains(last),
      // 福安里、铁路新村: a lane in a list.
      last != "里" || words.count > 4 || range.upperBound >= text.count || text[range.upperBound] != "、"
    {
      return nil
    }
    // 大湾村|农合收缴率: whose rate it is.
    if bracketUnit == nil, let last = words.last, "率量额".unicodeScalars.contains(last),
      let unit = leadingPlace(of: range)
    {
      return Name(item: nil, unit: unit, isSure: true)
    }
    switch NameWords.shared.ending(of: words) {
    case .unit: return Name(item: nil, unit: range, isSure: true)
    case .item: return Name(item: range, unit: bracketUnit, isSure: true)
    case nil:
      if bracketUnit == nil, let unit = leadingUnit(of: range) {
        return Name(item: range, unit: unit, isSure: true)
      }
      // “春光小区停车位分配”: in quotation marks it is a name.
      let isQuoted = range.count >= 4 && sentence.isQuoted(range)
      return Name(item: range, unit: bracketUnit, isSure: bracketUnit != nil || isQuoted)
    }
  }

  /// 老火车站片区改造|征收签约率: the work that a rate or an amount measures.
  func measured(in range: Range<Int>) -> Range<Int>? {
    guard !isEntry, let last = range.last, "率量额".unicodeScalars.contains(text[last]) else { return nil }
    for end in sentence.span(range.lowerBound + 4, range.upperBound - 2).reversed()
    where NameWords.shared.ending(of: text[sentence.span(range.lowerBound, end)]) == .item {
      return sentence.span(range.lowerBound, end)
    }
    return nil
  }

  /// 县行政审批局|窗口群众评价率: the office at the beginning of what is no name as a whole.
  func leadingUnit(of range: Range<Int>) -> Range<Int>? {
    for end in sentence.span(range.lowerBound + 3, range.upperBound - 1)
    where StatusPhrases.officeEnd.ends(text, at: end) || StatusPhrases.placeEnd.ends(text, at: end) {
      return sentence.span(range.lowerBound, end)
    }
    return nil
  }

  /// The longest beginning of a measured thing that is a unit: 不动产分中心|回访率.
  func leadingPlace(of range: Range<Int>) -> Range<Int>? {
    for end in sentence.span(range.lowerBound + 2, range.upperBound - 2).reversed()
    where NameWords.shared.ending(of: text[sentence.span(range.lowerBound, end)]) == .unit {
      return sentence.span(range.lowerBound, end)
    }
    return nil
  }

  /// The unit that a clause begins with, the shortest of those that it may be: 枫木乡|抽查4个村.
  func openingUnit(of clause: Range<Int>, of kinds: [NameWords.Class] = [.unit]) -> Range<Int>? {
    let start = afterLead(clause).lowerBound
    for end in sentence.span(start + 3, min(clause.upperBound, start + 14))
    where NameWords.shared.ending(of: text[sentence.span(start, end)]).map(kinds.contains) == true {
      // 市不动产|测绘中心: a longer one that ends right there.
      let longer = sentence.span(end + 1, min(clause.upperBound, end + 6)).last {
        NameWords.shared.ending(of: text[sentence.span(start, $0)]).map(kinds.contains) == true
          && !sentence.has([.cut, .inspect, .cause], in: sentence.span(end, $0))
      }
      return sentence.span(start, longer ?? end)
    }
    return nil
  }

  /// 公路局国道改线, 滨湖街道垃圾分类工作: a unit and its work without a word between them.
  func prefixedUnit(in range: Range<Int>) -> Name? {
    guard range.count >= 6 else { return nil }
    for end in sentence.span(range.lowerBound + 3, range.upperBound - 2) {
      let isOffice = StatusPhrases.officeEnd.ends(text, at: end)
      let isPlace = StatusPhrases.placeEnd.ends(text, at: end)
      guard isOffice || isPlace else { continue }
      let rest = sentence.span(end, range.upperBound)
      let words = Scalars(text[rest])
      let isTask = words.suffix(2) == Scalars("工作".unicodeScalars)[...]
      guard isTask || (isOffice && NameWords.shared.ending(of: words) == .item), words.count >= 4 else {
        continue
      }
      let item = isTask ? sentence.span(rest.lowerBound, rest.upperBound - 2) : rest
      return Name(item: item, unit: sentence.span(range.lowerBound, end), isSure: true)
    }
    return nil
  }

  static let responsible = StatusPhrases.responsible

  func unit(inBracket range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    var labelled = false
    if let label = Self.responsible.longestMatch(in: text, at: start) {
      start = label.range.upperBound
      labelled = true
    }
    let end =
      text[sentence.span(start, range.upperBound)].firstIndex { ",;".unicodeScalars.contains($0) }
      ?? range.upperBound
    let unit = sentence.span(start, end)
    guard unit.count >= 2, unit.count <= 24 else { return nil }
    if labelled { return unit }
    return NameWords.shared.ending(of: text[unit]) == .unit && !sentence.has([.cut, .cause], in: unit)
      ? unit : nil
  }

  /// The pieces of a range between a mark; marks inside brackets do not part.
  func pieces(of range: Range<Int>, separatedBy mark: Unicode.Scalar) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    var depth = 0
    for index in range {
      switch text[index] {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      case mark where depth == 0:
        if start < index { found.append(sentence.span(start, index)) }
        start = index + 1
      default: break
      }
    }
    if start < range.upperBound { found.append(sentence.span(start, range.upperBound)) }
    return found
  }
}
