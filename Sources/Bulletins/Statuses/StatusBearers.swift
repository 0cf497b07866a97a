/// Finds who or what has a status, around its colour.
struct StatusBearers: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]
  let mention: ColourMention
  let predicate: Predicate?
  let count: CountFinder.Count?

  var text: Scalars { sentence.text }
  var finder: NameFinder { NameFinder(sentence: sentence) }
  var clause: Range<Int> { sentence.clause(holding: mention.range.lowerBound) }
  var segment: Range<Int> { sentence.segment(holding: mention.range.lowerBound) }

  // MARK: - Before the colour

  /// The names of the subject: in the clause itself, else in one before it.
  func subject(isCounted: Bool) -> [NameFinder.Name] {
    guard let predicate else { return [] }
    let own = sentence.span(clause.lowerBound, predicate.start)
    let isMeasured = hasMeasurement
    // What is ordered behind it (并责成重新制定方案) is no rule for it.
    let isRule =
      sentence.has([.threshold, .rule], in: sentence.span(segment.lowerBound, clause.upperBound))
      && !isMeasured
    // 水库蓄水量亮起红灯 is a figure of speech unless work is spoken of.
    let isFirm =
      predicate.isPassive || sentence.has(.still, in: own)
      || (predicate.isEvent && (!mention.nouns.contains(.lamp) || sentence.has(.work)))
      || isParallel
      // 完成率30%,为红色: the verdict on a value that was measured.
      || (isMeasured && predicate.start == clause.lowerBound)
    // 州自然资源局对责任单位挂了红牌: who gives it has it not.
    // 甲为绿牌,乙为黄牌,丙为红牌: a row of verdicts.
    let isGiver =
      marker(in: own).map { text[$0] != "将" && text[$0] != "把" && $0 > own.lowerBound + 1 } ?? false
    let names: [NameFinder.Name] =
      if !isGiver {
        finder.subjectNames(in: own)
      } else if predicate.isPassive, let marker = marker(in: own) {
        // 市生态环境局对|被评为红牌的5家企业|进行约谈: who does something with them has it not.
        finder.subjectNames(in: sentence.span(marker + 1, own.upperBound))
      } else {
        []
      }
    var fallback: [NameFinder.Name] = []
    // 发现上坞水库、长塘水库存在…,区河长办给予亮红牌处理: an office that gives it has it not.
    let isOffice =
      predicate.isImpersonal && clause.lowerBound > segment.lowerBound
      && names.allSatisfy { $0.item == nil && NameWords.shared.isOffice(text[$0.unit ?? 0..<0]) }
    if !names.isEmpty, !isOffice {
      if predicate.isGiving, !isDescribed(names, in: own) { return [] }
      if let sure = sure(names), isFirm || !isRule || sure.contains(where: { $0.unit != nil }) { return sure }
      // 排在榜尾的甲、乙被贴上红签: a passive said of a list is no rule.
      let isTold = predicate.isPassive && !predicate.followsDe && names.count > 1
      let isVerdict =
        isParallel && !sentence.has([.threshold, .rule], in: own)
        && names.allSatisfy {
          ($0.item ?? $0.unit ?? 0..<0).count > 2
        }
      if isFirm, !isRule || isTold || isVerdict, !isCounted { fallback = names }
      if own.count > 3, !fallback.isEmpty { return fallback }
    }
    if predicate.isGiving, !predicate.isImpersonal { return [] }
    // A letter says 你单位, and the piece of work behind it is what has the colour.
    guard let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }) else {
      return []
    }
    // 提案督办:一件提案挂上红灯: the topic of a headline is not what is counted.
    if isCounted, sentence.place == .headline, clause.lowerBound > 0, text[clause.lowerBound - 1] == ":" {
      return []
    }
    var earlier = index
    while earlier > 0, index - earlier < 4 {
      earlier -= 1
      let range = sentence.clauses[earlier]
      guard range.lowerBound >= segment.lowerBound,
        !ClauseBreak.stops(at: range, in: sentence, mentions: mentions)
      else {
        break
      }
      var names = finder.subjectNames(in: range)
      // 不合格账号2个,为A、B,亮红牌: the list of a number before it.
      if names.isEmpty, let lead = StatusPhrases.listLead.longestMatch(in: text, at: range.lowerBound) {
        names = finder.listClause(sentence.span(lead.range.upperBound, range.upperBound))
      }
      if let sure = sure(names) { return sure }
      let isTold = predicate.isPassive && !predicate.followsDe && names.count > 1
      if isFirm, !isRule || isTold, !isCounted, !names.isEmpty { fallback = names }
    }
    return fallback
  }

  /// 整改不力的|市粮食公司、市残联|定为红色: whose fault is told before the name does not give the colour.
  private func isDescribed(_ names: [NameFinder.Name], in own: Range<Int>) -> Bool {
    guard let first = names.compactMap({ ($0.item ?? $0.unit)?.lowerBound }).min(),
      first > own.lowerBound + 2,
      text[first - 1] == "的"
    else { return false }
    return sentence.has([.cut, .threshold], in: sentence.span(own.lowerBound, first))
  }

  /// True if the sentence says of several in turn which colour they are: 甲为绿牌,乙为黄牌,丙为红牌.
  private var isParallel: Bool {
    mentions.count { mention in
      !mention.isHarmless && mention.range.lowerBound > 0
        && "为是".unicodeScalars.contains(text[mention.range.lowerBound - 1])
    } > 1
  }

  /// True if a value stands before the colour that no threshold governs: 完成率30%, and not 低于30%.
  var hasMeasurement: Bool {
    let before = sentence.span(segment.lowerBound, mention.range.lowerBound)
    guard !sentence.has(.rule, in: before) else { return false }
    var index = before.lowerBound
    while index < before.upperBound {
      guard text[index].isDigit else {
        index += 1
        continue
      }
      let start = index
      while index < before.upperBound, text[index].isDigit || text[index] == "." { index += 1 }
      guard index < before.upperBound, "%分天".unicodeScalars.contains(text[index]),
        start - before.lowerBound >= 3,
        !StatusPhrases.comparison.matches(anywhereIn: text[sentence.span(start - 4, start)]),
        !StatusPhrases.comparison.matches(anywhereIn: text[sentence.span(index + 1, index + 3)])
      else { continue }
      return true
    }
    return false
  }

  /// The names if one of them is sure, without those who only give colours.
  func sure(_ all: [NameFinder.Name]) -> [NameFinder.Name]? {
    // 1件投黄票 is no name: a colour stands in it.
    let names = all.filter { name in
      !mentions.contains { !$0.isHarmless && $0.range.overlaps(name.item ?? name.unit ?? 0..<0) }
    }
    guard names.contains(where: \.isSure) else { return nil }
    let kept = names.filter { name in
      guard name.item == nil, let unit = name.unit else { return name.isSure || names.count > 1 }
      return !NameWords.shared.isIssuer(text[unit])
    }
    return kept.isEmpty ? nil : kept
  }
}
