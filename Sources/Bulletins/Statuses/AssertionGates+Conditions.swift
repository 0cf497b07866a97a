// Rules, conditions, goals and what is to come: said of nobody yet.
extension AssertionGates {
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
    if !StatusPhrases.decided.matches(
      anywhereIn: text[sentence.span(segment.lowerBound, mention.range.lowerBound)]),
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
      // 支书下周一到镇里说明情况;官塘村亮黄灯: what comes is told before the semicolon, unless it opens the sentence.
      future.range.lowerBound >= segment.lowerBound || future.range.lowerBound < 4,
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
        !text[sentence.span(modal.range.upperBound, start)].contains(where: { $0 == "的" || $0 == "、" }),
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
    // 将扣减亮红灯乡镇的补助资金: what will be done to whoever has it.
    if count == nil, mention.nouns.contains(.work), predicate?.isPassive != true,
      let future = text[sentence.span(clause.lowerBound, start)].lastIndex(of: "将"),
      sentence.clues.allSatisfy({ !$0.range.contains(future) || !$0.kind.contains(.ignore) }),
      start - future == 3, !text[sentence.span(future, start)].contains("其")
    {
      return .mentioned(.plan, "not yet so: 将 governs what is done to whoever has it")
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
}
