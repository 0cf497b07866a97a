/// The second and third gate: a status is asserted, now, and not zero, lifted, conditional, planned or past.
struct AssertionGates: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]
  let mention: ColourMention
  let predicate: Predicate?
  let count: CountFinder.Count?
  var context = StatusContext()

  var text: Scalars { sentence.text }
  var start: Int { min(predicate?.start ?? mention.range.lowerBound, mention.range.lowerBound) }
  var end: Int { max(mention.range.upperBound, count?.range.upperBound ?? 0) }
  var clause: Range<Int> { sentence.clause(holding: mention.range.lowerBound) }
  var segment: Range<Int> { sentence.segment(holding: mention.range.lowerBound) }

  /// 没有黄色和红色: none of the colours of a group.
  func zeroOfGroup() -> StatusJudge.Verdict? { zero() }

  /// The verdict of the first gate that fails, or nil if all hold.
  func verdict() -> StatusJudge.Verdict? {
    denied() ?? resolved() ?? plan() ?? condition() ?? zero() ?? past() ?? question()
  }

  /// 网传…不属实; …,我市不在其中: denied as a whole. 本网刊发《…被亮红牌》一文后: the title of an earlier text.
  private func denied() -> StatusJudge.Verdict? {
    if let open = text[sentence.span(0, start)].lastIndex(of: "《"),
      !text[sentence.span(open, mention.range.lowerBound)].contains("》"),
      let close = text[sentence.span(end, text.count)].firstIndex(of: "》"),
      StatusPhrases.titled.longestMatch(in: text, at: close + 1) != nil
        || StatusPhrases.published.matches(anywhereIn: text[sentence.span(open - 6, open)])
    {
      return .mentioned(.past, "the title of an earlier text")
    }
    if let rumour = StatusPhrases.rumour.matches(in: text).first {
      return .mentioned(.negated, "denied: \(String(text[rumour.range]))")
    }
    if let absent = StatusPhrases.notAmong.matches(in: text[sentence.span(end, text.count)]).first {
      return .mentioned(.elsewhere, "told of others: \(String(text[absent.range]))")
    }
    return nil
  }

  func zero() -> StatusJudge.Verdict? {
    if let none = notOne() { return .mentioned(.zero, "none: \(none) stands behind it", count: 0) }
    if count?.value == 0 { return .mentioned(.zero, "counted as none", count: 0) }
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    if let none = sentence.lastClue(.none, in: before), governs(none) {
      let isNegated = StatusPhrases.denial.contains(text[none.range])
      return isNegated
        ? .mentioned(.negated, "denied: \(String(text[none.range]))")
        : .mentioned(.zero, "none: \(String(text[none.range])) stands before it", count: 0)
    }
    if let none = noneAfter() { return .mentioned(.zero, "none: \(none) stands behind it", count: 0) }
    return nil
  }

  /// True if 无, 没有, 未 before the colour denies it, not something else that stands between (因没有手续被亮红灯).
  func governs(_ none: Clue) -> Bool {
    // 没有一个村因环境问题被亮红牌: whom it denies stands before the cause.
    if let cause = sentence.clue(.cause, in: sentence.span(none.range.upperBound, start)),
      predicate?.isPassive == true
    {
      let subject = sentence.text[sentence.span(none.range.upperBound, cause.range.lowerBound)].filter {
        !$0.isDigit && $0.numeral == nil && !"个项家处张盏件块份次".unicodeScalars.contains($0)
      }
      let isOpening = !sentence.has(.cause, in: sentence.span(clause.lowerBound, none.range.lowerBound))
      if isOpening, none.range.count > 1 || subject.isEmpty == false,
        NameWords.shared.isGeneric(Scalars(subject)) || subject.isEmpty
      {
        return true
      }
    }
    let gap = sentence.span(none.range.upperBound, mention.range.lowerBound)
    guard gap.count <= 14,
      !sentence.has([.cause], in: sentence.span(clause.lowerBound, none.range.lowerBound))
    else { return false }
    if gap.isEmpty { return true }
    // 没有一家被评为“哭脸”(红色): without a predicate of its own the colour stands behind another verdict.
    let verb = sentence.clue(.verb, in: gap)?.range.lowerBound ?? gap.upperBound
    let stop = max(gap.lowerBound, min(predicate?.start ?? verb, gap.upperBound))
    let between = Scalars(
      text[sentence.span(gap.lowerBound, stop)].filter {
        !$0.isDigit && $0.numeral == nil && !"个项家处张盏件块份次".unicodeScalars.contains($0)
      })
    if between.isEmpty || NameWords.shared.isGeneric(between)
      || NameWords.shared.isGeneric(Scalars(text[sentence.span(gap.lowerBound, stop)]))
    {
      return true
    }
    // 没有商铺被挂红牌: who is denied to have it. 没有按期完成被亮红牌 tells why.
    if predicate?.isPassive == true, text[none.range].last == "有", (1...6).contains(stop - gap.lowerBound),
      !sentence.has(
        [.cut, .inspect, .lifted, .verb, .cause, .threshold, .rule], in: sentence.span(gap.lowerBound, stop))
    {
      return true
    }
    // 未出现新的红牌, 未再次收到: verbs and particles only.
    return between.count <= 4 && text[none.range].first == "未"
      && between.allSatisfy { "再次有新增的出现发生收到曾被到".unicodeScalars.contains($0) }
  }

  /// 红牌咱们镇今年|一块也没挂过.
  private func notOne() -> String? {
    let rest = sentence.span(mention.range.upperBound, clause.upperBound)
    for index in rest where text[index] == "一" {
      guard let end = Classifiers.shared.classifier(in: text, at: index + 1), end + 1 < rest.upperBound,
        "也都".unicodeScalars.contains(text[end]), "没未无不".unicodeScalars.contains(text[end + 1])
      else { continue }
      return String(text[index..<(end + 2)])
    }
    return nil
  }

  func noneAfter() -> String? {
    var cursor = mention.range.upperBound
    let limit = min(text.count, cursor + 20)
    var spent = 0
    while cursor < limit {
      if let zero = ClueFinder.shared.word(of: [.zeroed], beginningAt: cursor, in: text) {
        return String(text[zero])
      }
      if let none = ClueFinder.shared.word(of: .none, beginningAt: cursor, in: text) {
        // 红色:无; 红灯一个都没有; but not 红牌单位未整改.
        let after = none.upperBound
        let isEnd =
          after >= text.count || ",;。)、(".unicodeScalars.contains(text[after]) || text[after].closesSentence
        return isEnd ? String(text[none]) : nil
      }
      let scalar = text[cursor]
      if "和、与及".unicodeScalars.contains(scalar),
        let next = mentions.first(where: { $0.range.lowerBound == cursor + 1 && !$0.isHarmless })
      {
        cursor = next.range.upperBound
        continue
      }
      if ":()—一个项家张盏也都均仍继续保持数量为已全部实现了事问题项目预警连".unicodeScalars.contains(scalar) {
        cursor += 1
        spent += 1
        continue
      }
      return nil
    }
    return nil
  }

  func question() -> StatusJudge.Verdict? {
    guard text.last == "?",
      sentence.clause(holding: max(0, text.count - 2)).contains(mention.range.lowerBound), count == nil
    else { return nil }
    return StatusPhrases.question.ends(text, at: text.count) ? .mentioned(.other, "a question") : nil
  }
}
