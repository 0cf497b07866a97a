/// The fourth gate: a status is about work, not about weather, traffic, health, games or markets.
struct DomainGate: Sendable {
  let sentence: StatusSentence
  let context: StatusContext

  /// The verdict where another field owns the colour, else nil.
  func verdict(
    on mention: ColourMention, predicate: Predicate?, count: CountFinder.Count?
  ) -> StatusJudge.Verdict? {
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let isSupervised = predicate?.isPassive == true
    let warns =
      mention.nouns.contains(.warning) || mention.nouns.contains(.level) || mention.form == .adjective
    if warns, isWeather(mention, predicate, isSupervised: isSupervised, count: count) {
      return .init(kind: .weather, because: "a warning of weather, air or flood")
    }
    if mention.nouns.contains(.lamp) || mention.form == .adjective || mention.nouns == [.level] {
      if !isSupervised, isTraffic(mention, clause: clause, count: count) {
        return .mentioned(.traffic, "a traffic light")
      }
      if !isSupervised, count == nil || count?.side == .earlierClause,
        !sentence.has(.work, in: clause) || predicate == nil,
        sentence.has(.figurative, in: sentence.span(clause.lowerBound, mention.range.lowerBound))
      {
        return .mentioned(.other, "a figure of speech or a lamp of a device")
      }
    }
    if !isSupervised, !context.isWork, mention.form == .adjective || mention.nouns == [.level],
      sentence.clues.contains(where: { $0.kind.contains(.culture) && $0.range.count > 1 })
    {
      return .mentioned(.culture, "a colour of things or of culture, bound to no status")
    }
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    if !isSupervised, !mention.nouns.isDisjoint(with: [.card, .lamp, .code]) || mention.form == .adjective,
      let physical = sentence.lastClue(.physical, in: before),
      mention.range.lowerBound - physical.range.upperBound <= 8,
      // 悬挂绿牌131家,悬挂黄牌20家,悬挂红牌7家 counts those who have it.
      count?.side != .after || !context.isWork || context.colors.count < 2,
      // 在其门口悬挂“红色警示牌”:甲、乙: those who get it are named.
      !namesFollow(mention),
      // 督查人员…在工地大门悬挂红牌: an inspection hangs no ornament.
      !(mention.nouns.contains(.card) && predicate?.followsDe != true
        && sentence.has(.inspect, in: sentence.span(0, clause.lowerBound))
        && StatusPhrases.onTheSpot.matches(anywhereIn: sentence.text))
    {
      return .mentioned(.other, "a thing of that colour: \(String(sentence.text[physical.range]))")
    }
    if !isSupervised, !mention.nouns.contains(.work),
      mention.nouns.contains(.lamp) || isCode(mention) || mention.form == .bare,
      sentence.has(.health, in: before) || (sentence.has(.health) && isCode(mention))
    {
      return .mentioned(.health, "said of health")
    }
    // 对指标亮红灯的建立随访档案, where health is spoken of.
    if mention.nouns.contains(.lamp), predicate?.isEvent == true, count == nil, context.isHealth,
      context.colors.count < 2, mention.range.upperBound < sentence.text.count,
      sentence.text[mention.range.upperBound] == "的"
    {
      return .mentioned(.health, "said of health")
    }
    if mention.nouns.contains(.code), context.isHealth, !context.isWork,
      count == nil || context.colors.count < 2
    {
      return .mentioned(.health, "said of health")
    }
    // 擂台赛 of projects: two colours and work are no game.
    let isContest =
      context.isWork && context.colors.count > 1
      && sentence.clues.allSatisfy {
        !$0.kind.contains(.sport) || StatusPhrases.contest.contains(sentence.text[$0.range])
      }
    if mention.nouns.contains(.card), !isContest, sentence.has(.sport) || (context.isSport && !context.isWork)
    {
      return .mentioned(.sport, "a card of a game")
    }
    if mention.form == .bare, sentence.has(.market) || (context.isMarket && !context.isWork) {
      return .mentioned(.other, "said of a market")
    }
    return nil
  }

  private func namesFollow(_ mention: ColourMention) -> Bool {
    guard let lead = ListLead.find(after: mention.range.upperBound, in: sentence), lead.isFirm else {
      return false
    }
    return NameFinder(sentence: sentence).list(from: lead.end, before: sentence.text.count).count > 1
  }

  private func isWeather(
    _ mention: ColourMention, _ predicate: Predicate?, isSupervised: Bool, count: CountFinder.Count?
  ) -> Bool {
    let start = mention.range.lowerBound
    // 暴雨红色预警: the kind of weather stands right before the colour.
    if let clue = sentence.lastClue(.weather, in: sentence.span(max(0, start - 8), start)),
      start - clue.range.upperBound <= 1,
      // 县气象局;红色(整改):…: a mark between them parts two entries.
      start == clue.range.upperBound || !";,。、".unicodeScalars.contains(sentence.text[start - 1]),
      !StatusPhrases.weatherWork.contains(sentence.text[clue.range])
    {
      return true
    }
    // 对漾水县、金坪县挂红牌督办: no weather hangs plates on somebody.
    if mention.nouns.contains(.card), predicate != nil { return false }
    guard
      mention.nouns.contains(.warning) || mention.nouns.contains(.level)
        || sentence.has(.weather, in: sentence.clause(holding: start))
    else { return false }
    if isSupervised { return false }
    if mention.nouns.contains(.warning), count == nil,
      sentence.has(.weather, in: sentence.span(sentence.clause(holding: start).lowerBound, start))
    {
      return true
    }
    let weather = sentence.count(of: .weather)
    let work = sentence.count(of: .work) - (mention.nouns.contains(.warning) ? 1 : 0)
    if weather > 0 { return weather > work }
    return context.isWeather && count == nil
  }

  /// 红码 may be a health code; 红签 and 红标 are not.
  private func isCode(_ mention: ColourMention) -> Bool {
    sentence.text[mention.range].contains { $0 == "码" || $0 == "区" }
  }

  private func isTraffic(_ mention: ColourMention, clause: Range<Int>, count: CountFinder.Count?) -> Bool {
    let near = sentence.span(
      max(0, mention.range.lowerBound - 12), min(sentence.text.count, mention.range.upperBound + 12))
    guard mention.nouns.contains(.lamp) else { return false }
    if sentence.has(.traffic, in: near), sentence.count(of: .work) <= 1 { return true }
    return sentence.count(of: .traffic) > sentence.count(of: .work) + (count == nil ? 1 : 2)
  }
}
