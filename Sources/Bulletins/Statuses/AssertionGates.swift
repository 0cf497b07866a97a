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

  // MARK: - Zero and negation

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

  // MARK: - Conditions, rules, plans

  static let consequences = StatusPhrases.consequence

  /// 未向任何县区发出: 任何 behind a denial is no condition.
  func isDenied(_ condition: Clue) -> Bool {
    text[condition.range].first == "任"
      && text[sentence.span(condition.range.lowerBound - 6, condition.range.lowerBound)].contains {
        "未没无".unicodeScalars.contains($0)
      }
  }

  /// 如 is a condition only where a clause begins with it.
  func opens(_ condition: Clue) -> Bool {
    guard text[condition.range].elementsEqual(["如"]) else { return true }
    return sentence.clause(holding: condition.range.lowerBound).lowerBound == condition.range.lowerBound
  }

  /// 播放短片《问题在哪里》: a word of a title asks for nothing.
  private func isInTitle(_ clue: Clue) -> Bool {
    guard let open = text[sentence.span(0, clue.range.lowerBound)].lastIndex(of: "《") else { return false }
    let close = text[open...].firstIndex(of: "》") ?? text.count
    return close >= clue.range.upperBound && close < mention.range.lowerBound
  }

  static let mechanisms = StatusPhrases.mechanism

  func condition() -> StatusJudge.Verdict? {
    if let condition = sentence.clues.last(where: {
      $0.kind.contains(.condition) && $0.range.lowerBound >= segment.lowerBound
        && $0.range.upperBound <= mention.range.lowerBound && opens($0) && !isDenied($0) && !isInTitle($0)
    }) {
      return .mentioned(.condition, "only if: \(String(text[condition.range])) opens a condition")
    }
    if let ruling = StatusPhrases.ruling.matches(in: text[sentence.span(0, mention.range.lowerBound)]).first {
      return .mentioned(.definition, "a rule: \(String(text[ruling.range])) opens it")
    }
    // 一年内收到一张红色卡或者三张黄色卡的,当年不得…: whoever does so.
    if clause.upperBound < text.count, text[clause.upperBound] == ",", text[clause.upperBound - 1] == "的",
      count?.side != .after, !tellsFact(after: clause.upperBound + 1)
    {
      return .mentioned(.condition, "a rule: who does so is not named")
    }
    if count == nil, let name = Self.mechanisms.longestMatch(in: text, at: mention.range.upperBound) {
      return .mentioned(.definition, "the name of a mechanism: \(String(text[name.range])) follows")
    }
    if let condition = sentence.clue(.condition, in: sentence.span(end, min(clause.upperBound, end + 4))) {
      return .mentioned(.condition, "only if: \(String(text[condition.range])) follows it")
    }
    if count == nil || count?.side == .before || count?.side == .subject,
      let consequence = Self.consequences.longestMatch(in: text, at: end),
      !tellsFact(after: consequence.range.upperBound)
    {
      return .mentioned(
        .condition, "a rule: \(String(text[consequence.range])) follows, and says what it would bring")
    }
    if count?.side == .after, let consequence = Self.consequences.longestMatch(in: text, at: end),
      consequence.range.count > 1 || text[consequence.range] == ["扣"]
    {
      return .mentioned(.condition, "a rule: \(String(text[consequence.range])) follows the number")
    }
    if let count, StatusPhrases.limit.longestMatch(in: text, at: count.range.upperBound) != nil {
      return .mentioned(.plan, "a limit, not a number: \(sentence.words(count.range))")
    }
    // 一个季度收到两张红单,年底不能评优: what would follow, for whoever it may concern.
    if sentence.segments.count > 0,
      StatusPhrases.penalty.matches(anywhereIn: text[sentence.span(end, segment.upperBound)]),
      predicate.map({
        NameFinder(sentence: sentence).subjectNames(in: sentence.span(segment.lowerBound, $0.start))
      })
      .map({ !$0.contains(where: \.isSure) }) ?? true
    {
      return .mentioned(.condition, "a rule: what it would bring follows")
    }
    if let every = text[sentence.span(clause.lowerBound, start)].lastIndex(of: "每"), every + 1 < text.count,
      !"月周季年旬天日半".unicodeScalars.contains(text[every + 1])
    {
      return .mentioned(.condition, "a rule: 每 counts cases, not a case")
    }
    return nil
  }

  /// 被亮红灯的,是城关镇: the nominal names what it is.
  func tellsFact(after position: Int) -> Bool {
    StatusPhrases.fact.longestMatch(in: text, at: position) != nil
  }

  func plan() -> StatusJudge.Verdict? {
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    if let future = sentence.lastClue(.future, in: sentence.span(0, mention.range.lowerBound)), let predicate,
      !predicate.isPassive || predicate.followsDe, !sentence.has(.still, in: before)
    {
      return .mentioned(.plan, "to be done: \(String(text[future.range])) opens it")
    }
    if let goal = sentence.lastClue(.plan, in: sentence.span(segment.lowerBound, clause.lowerBound)),
      StatusPhrases.goal.contains(text[goal.range])
    {
      return .mentioned(.plan, "a goal: \(String(text[goal.range])) opens it")
    }
    // 请亮红灯事项的牵头单位说明情况.
    if count?.side != .after, clause.lowerBound < mention.range.lowerBound, text[clause.lowerBound] == "请" {
      return .mentioned(.plan, "a request: 请 opens it")
    }
    if let plan = sentence.lastClue(.plan, in: before) {
      return .mentioned(.plan, "a goal: \(String(text[plan.range])) governs it")
    }
    if let modal = sentence.lastClue(
      .modal,
      in: sentence.span(max(clause.lowerBound, start - 12), max(clause.lowerBound, mention.range.lowerBound)))
    {
      let gap = start - modal.range.upperBound
      let reach = modal.range.count > 1 ? 6 : 1
      // 5个街道未按期交卷,一律亮红灯: said of a number, 一律 tells what was done to all of them.
      let isOfAll = count?.side == .subject || count?.side == .earlierClause
      if gap <= reach, !(count?.side == .after && modal.range.count == 1 && gap > 0),
        // 可能超期的|任务: the modal is that of a relative clause.
        !text[sentence.span(modal.range.upperBound, start)].contains("的"),
        !(isOfAll && StatusPhrases.ofAll.contains(text[modal.range]))
      {
        return .mentioned(.plan, "not yet so: \(String(text[modal.range])) governs it")
      }
    }
    // 将被亮红灯 and 将亮红灯 are to come; 将城东泵站列为红色 is done.
    if let future = text[sentence.span(max(clause.lowerBound, start - 6), start)].lastIndex(of: "将"),
      Self.isAdverbial(text[sentence.span(future + 1, start)])
    {
      return .mentioned(.plan, "not yet so: 将 governs it")
    }
    // 力争三日内清零 and 限期清零 speak of what is to be.
    if count == nil, sentence.has(.demand, in: sentence.span(segment.lowerBound, mention.range.lowerBound)),
      sentence.has(.zeroed, in: sentence.span(mention.range.upperBound, clause.upperBound))
    {
      return .mentioned(.plan, "a demand that it be cleared")
    }
    return nil
  }

  /// True if only adverbs stand between 将 and the predicate: what is to come, and no object of 将.
  private static func isAdverbial(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    var cursor = words.startIndex
    while cursor < words.endIndex {
      guard let adverb = adverbs.longestMatch(in: words, at: cursor) else { return false }
      cursor = adverb.range.upperBound
    }
    return true
  }

  static let adverbs = StatusPhrases.adverb

  // MARK: - Time

  func past() -> StatusJudge.Verdict? {
    if predicate?.isExperience == true { return .mentioned(.past, "past: 过 says that it was so once") }
    let before = sentence.span(segment.lowerBound, mention.range.lowerBound)
    if let past = sentence.lastClue(.past, in: before),
      !sentence.has(.still, in: sentence.span(past.range.upperBound, mention.range.lowerBound))
    {
      return .mentioned(.past, "past: \(String(text[past.range])) stands before it", count: nil)
    }
    // 原29家红牌企业: what they were.
    if let count, count.side == .before,
      sentence.ends(with: "原", at: count.range.lowerBound)
        || sentence.ends(with: "原有", at: count.range.lowerBound)
    {
      return .mentioned(.past, "past: 原 stands before the number")
    }
    if context.isMemory, lastYear(in: sentence.span(0, mention.range.lowerBound)) != nil {
      return .mentioned(.past, "past: somebody remembers a year")
    }
    if let years = closedYears(in: before) {
      return .mentioned(.past, "past: the sum of the years \(years)")
    }
    // 2020年底被评为红牌企业;2021年…: the text goes on to a later year. A deadline in a later year makes nothing past.
    let rest = sentence.span(end, text.count)
    let isDeadline =
      sentence.has([.plan, .demand, .modal, .future], in: rest)
      || text[rest].contains { "前请须限将".unicodeScalars.contains($0) }
    if !isDeadline, !sentence.has(.still, in: before), let year = lastYear(in: before),
      let later = lastYear(in: sentence.span(end, text.count)), later > year
    {
      return .mentioned(.past, "past: \(year)年, and the sentence goes on to \(later)年")
    }
    // 上批挂红牌的: attributive, of the period before.
    if let earlier = sentence.lastClue(.earlier, in: before), start - earlier.range.upperBound <= 4,
      mention.range.upperBound < text.count, text[mention.range.upperBound] == "的", count == nil
    {
      return .mentioned(.past, "of the period before: \(String(text[earlier.range]))")
    }
    return nil
  }

  /// The last year that a range prints with four digits and 年.
  func lastYear(in range: Range<Int>) -> Int? {
    for index in range.reversed() where text[index] == "年" {
      var year = 0
      var start = index
      while start > range.lowerBound, index - start < 4, let digit = text[start - 1].digit {
        year += digit * [1, 10, 100, 1000][index - start]
        start -= 1
      }
      if index - start == 4, year > 1900 { return year }
    }
    return nil
  }

  /// 2015年至2020年: a span of years that is over, unless the text says 以来 or speaks of now.
  private func closedYears(in range: Range<Int>) -> String? {
    for index in range where "至到—-".unicodeScalars.contains(text[index]) {
      let left = text[index - 1 >= 0 ? index - 1 : 0] == "年" ? index - 1 : index
      guard let first = year(endingAt: left), let last = year(endingAt: index + 5),
        index + 5 < text.count, text[index + 5] == "年", last > first,
        index + 6 >= text.count || !text[index + 6].isDigit,
        !sentence.has(.still, in: range), !StatusPhrases.onward.matches(anywhereIn: text[range])
      else { continue }
      return "\(first)年至\(last)年"
    }
    return nil
  }

  /// The year of four digits that ends at a position, or nil.
  private func year(endingAt end: Int) -> Int? {
    guard end >= 4, end <= text.count else { return nil }
    var year = 0
    for index in (end - 4)..<end {
      guard let digit = text[index].digit else { return nil }
      year = year * 10 + digit
    }
    return year > 1900 && year < 2100 ? year : nil
  }

  func question() -> StatusJudge.Verdict? {
    guard text.last == "?",
      sentence.clause(holding: max(0, text.count - 2)).contains(mention.range.lowerBound), count == nil
    else { return nil }
    return StatusPhrases.question.ends(text, at: text.count) ? .mentioned(.other, "a question") : nil
  }
}
