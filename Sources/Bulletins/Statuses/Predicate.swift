/// The predicate that puts a colour on something: 被县督导组定为|红色, 亮了|红灯, 收到两份|红色督办单.
struct Predicate: Sendable {
  /// Where the predicate begins, the agent of a passive included.
  var start: Int
  /// True with 被, 遭, 受到: said of something that happened.
  var isPassive: Bool
  /// True if 的 stands right before it: 进度滞后的亮红牌 is a rule for whom it may concern.
  var followsDe: Bool
  /// True for a verb that tells of an event (亮, 挂, 收到), not a mere copula (为, 是).
  var isEvent: Bool
  /// True if the subject gives the colour and does not have it: 效能办亮出红牌.
  var isGiving: Bool
  /// True for 给予, 予以, 处以 without a subject of their own: A不达标,给予红牌警告.
  var isImpersonal: Bool
  /// True with 了 or 着: it happened, whoever has it (出示了红牌).
  var isAccomplished: Bool
  /// True with 过: it was so once (被亮过红牌).
  var isExperience: Bool

  /// The predicate before a mention, or nil.
  init?(of mention: ColourMention, in sentence: StatusSentence) {
    let text = sentence.text
    let clause = sentence.clause(holding: mention.range.lowerBound)
    var end = min(mention.range.lowerBound, mention.number?.range.lowerBound ?? .max)
    if end > clause.lowerBound, text[end - 1] == "其" { end -= 1 }
    guard
      let verb = Self.verb(endingAt: end, in: sentence, from: clause.lowerBound)
        ?? Self.distantVerb(of: mention, in: sentence, from: clause.lowerBound)
        ?? Self.passive(of: mention, in: sentence, from: clause.lowerBound)
    else { return nil }
    isAccomplished = text[sentence.span(verb.lowerBound, mention.range.lowerBound)].contains {
      $0 == "了" || $0 == "着"
    }
    isExperience =
      text[sentence.span(verb.lowerBound, min(end, verb.upperBound + 3))].contains("过")
      && !text[sentence.span(verb.lowerBound - 4, end)].contains("通")
    var start = verb.lowerBound
    while let earlier = ClueFinder.shared.word(of: .verb, endingAt: start, in: text, from: clause.lowerBound),
      earlier.lowerBound < start,
      // 指标|落入, 看板上|亮着: the last character of a noun is no verb.
      earlier.count > 1 || "被遭获受连再又仍现已".unicodeScalars.contains(text[earlier.lowerBound])
    {
      start = earlier.lowerBound
    }
    // 由黄|变红: the turn begins with 由.
    for back in 2...4
    where start - back >= clause.lowerBound && "由从".unicodeScalars.contains(text[start - back]) {
      if StatusColor(character: text[start - back + 1]) != nil { start -= back }
      break
    }
    let words = text[sentence.span(start, verb.upperBound)]
    isEvent = !Self.statives.contains(words)
    isPassive = words.first == "被" || words.first == "遭" || words.starts(with: ["受", "到"])
    if !isPassive,
      let agent = text[sentence.span(max(clause.lowerBound, start - 18), start)].lastIndex(of: "被")
    {
      // 被县督导组|定为: what stands between is the agent.
      isPassive = true
      start = agent
    }
    // A、B——由区委书记|签发红色督办令: the agent opens the clause, and who has it stands before.
    if !isPassive, start > clause.lowerBound, text[clause.lowerBound] == "由",
      StatusColor(character: text[clause.lowerBound + 1]) == nil
    {
      isPassive = true
      start = clause.lowerBound
    }
    // A,进度滞后,列为红色: without a subject of its own in the clause it is said of the one before, as if with 被.
    if !isPassive, start == clause.lowerBound, let last = text[verb].last,
      "为入成".unicodeScalars.contains(last),
      isEvent
    {
      isPassive = true
    }
    let kind = ClueFinder.shared.kind(of: text[verb])
    isGiving = !isPassive && kind.contains(.giving)
    // 你单位负责的…滞后,现|发出红色预警: the letter's own office gives it.
    let opening = text[sentence.span(clause.lowerBound, verb.lowerBound)]
    isImpersonal =
      !isPassive
      && (kind.contains(.patient)
        // 区河长办|给予亮|红牌处理.
        || ClueFinder.shared.word(of: .patient, beginningAt: start, in: text).map {
          $0.upperBound <= verb.lowerBound
        }
          == true
        || isGiving && StatusPhrases.letterOpening.contains(opening))
    self.start = start
    followsDe =
      start > 0 && (text[start - 1] == "的" || text[start - 1] == "者")
      || (start > 1 && text[start - 1] == "," && (text[start - 2] == "的" || text[start - 2] == "者"))
      || Self.isGeneralizing(sentence, at: start)
      // 累计两张黄牌的,折算|为一张红牌.
      || (start > clause.lowerBound && start - clause.lowerBound <= 2 && clause.lowerBound > 1
        && text[clause.lowerBound - 2] == "的" && !"已均共".unicodeScalars.contains(text[clause.lowerBound]))
  }

  private static let statives = StatusPhrases.stative

  /// What stands between the people of a rule and its predicate: 低于60%的,一律亮红牌.
  private static func isGeneralizing(_ sentence: StatusSentence, at end: Int) -> Bool {
    let text = sentence.text
    var cursor = StatusPhrases.generalizing.start(endingAt: end, in: text, from: 0) ?? end
    if cursor > 0, text[cursor - 1] == "," { cursor -= 1 }
    return cursor > 0 && (text[cursor - 1] == "的" || text[cursor - 1] == "者")
  }

  private static func verb(endingAt end: Int, in sentence: StatusSentence, from start: Int) -> Range<Int>? {
    let text = sentence.text
    var end = end
    for _ in 0..<4 {
      if let verb = ClueFinder.shared.word(of: .verb, endingAt: end, in: text, from: start) { return verb }
      if let counter = counter(endingAt: end, in: text, from: start) {
        end = counter
      } else if end > start, "了过起出着上到一其".unicodeScalars.contains(text[end - 1]) {
        end -= 1
      } else if let period = period(endingAt: end, in: sentence, from: start) {
        end = period
      } else {
        return nil
      }
    }
    return nil
  }

  /// Where 6月的, 本期的 that ends at a position begins.
  private static func period(endingAt end: Int, in sentence: StatusSentence, from start: Int) -> Int? {
    for word in StatusPhrases.whoseColour.words
    where sentence.ends(with: word, at: end) {
      var begin = end - word.unicodeScalars.count
      while begin > start, sentence.text[begin - 1].isDigit || sentence.text[begin - 1].numeral != nil {
        begin -= 1
      }
      return begin >= start ? begin : nil
    }
    return nil
  }

  /// 列入|全县红色名单, 收到|区委督查室发来的红色督办单: a verb that takes lists and slips, a few words before.
  private static func distantVerb(of mention: ColourMention, in sentence: StatusSentence, from start: Int)
    -> Range<Int>?
  {
    guard !mention.nouns.isDisjoint(with: [.list, .slip, .level, .warning, .card]) else { return nil }
    let reach = sentence.span(max(start, mention.range.lowerBound - 16), mention.range.lowerBound)
    guard
      let verb = sentence.clues.last(where: {
        $0.kind.contains(.verb) && $0.range.count > 1 && $0.range.lowerBound >= reach.lowerBound
          && $0.range.upperBound <= reach.upperBound
      })
    else { return nil }
    let gap = sentence.text[sentence.span(verb.range.upperBound, mention.range.lowerBound)]
    return gap.count <= 12 && !gap.contains("、") && StatusColor.isAbsent(from: gap) ? verb.range : nil
  }

  /// 被|县督查组红牌警告: the agent stands between, and the warning is the verb.
  private static func passive(of mention: ColourMention, in sentence: StatusSentence, from start: Int)
    -> Range<Int>?
  {
    guard mention.nouns.contains(.warning),
      let mark = sentence.text[
        sentence.span(max(start, mention.range.lowerBound - 12), mention.range.lowerBound)
      ]
      .lastIndex(where: { $0 == "被" || $0 == "遭" })
    else { return nil }
    let agent = sentence.text[sentence.span(mark + 1, mention.range.lowerBound)]
    return agent.allSatisfy { $0.isHan && $0 != "的" } ? sentence.span(mark, mark + 1) : nil
  }

  /// Where 两张, 3份, 一个 that ends at a position begins.
  private static func counter(endingAt end: Int, in text: Scalars, from start: Int) -> Int? {
    for begin in stride(from: end - 1, through: max(start, end - 6), by: -1)
    where text[begin].isDigit || text[begin].numeral != nil {
      if begin > start, text[begin - 1].isDigit || text[begin - 1].numeral != nil { continue }
      guard let number = Numerals.number(in: text, at: begin) else { return nil }
      if number.end == end { return begin }
      return Classifiers.shared.classifier(in: text, at: number.end) == end ? begin : nil
    }
    return nil
  }
}

extension StatusColor {
  /// True if no colour character stands in a text.
  static func isAbsent(from text: some Sequence<Unicode.Scalar>) -> Bool {
    !text.contains { StatusColor(character: $0) != nil }
  }
}
