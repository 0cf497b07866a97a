extension AssertionGates {
  /// 15个红色隐患点现已销号12个,剩余3个: what is left of those that were counted.
  private func remainder() -> StatusJudge.Verdict? {
    guard let count, count.side != .earlierClause, count.side != .shape, count.value > 1 else { return nil }
    let next = mentions.first { $0.range.lowerBound >= mention.range.upperBound && $0.color != mention.color }
    let rest = sentence.span(
      max(mention.range.upperBound, count.range.upperBound),
      min(segment.upperBound, next?.range.lowerBound ?? segment.upperBound))
    guard let lift = sentence.clue(.lifted, in: rest) else { return nil }
    // 红色等级的6家企业,有4家已完成修复,2家已注销: as many as there were.
    if isSummedUp(count.value, in: rest) {
      return .init(
        kind: .resolved, count: count.value, because: "lifted: all \(count.value) are accounted for")
    }
    // 亮红牌的9项中有7项已摘牌: so many are taken away.
    if let part = sentence.span(rest.lowerBound, lift.range.lowerBound).first(where: { text[$0] == "中" }),
      let gone = CountFinder(sentence: sentence, mentions: []).numbers(
        in: sentence.span(part, lift.range.lowerBound)
      ).first, gone.value < count.value, gone.value > 0
    {
      return .init(
        kind: .reported, count: count.value - gone.value,
        because: "reported: \(gone.value) of \(count.value) are lifted")
    }
    for index in rest {
      guard let left = StatusPhrases.remaining.longestMatch(in: text, at: index) else { continue }
      let numbers = CountFinder(sentence: sentence, mentions: []).numbers(
        in: sentence.span(left.range.upperBound, min(rest.upperBound, left.range.upperBound + 6)))
      if let number = numbers.first, number.value < count.value, number.value > 0 {
        return .init(
          kind: .reported, count: number.value, because: "reported: so many are left of \(count.value)")
      }
    }
    return nil
  }

  /// True if the clauses that follow count what became of the items, 已 with each, and the numbers add up to all.
  private func isSummedUp(_ total: Int, in rest: Range<Int>) -> Bool {
    var sum = 0
    for clause in sentence.clauses
    where clause.lowerBound >= rest.lowerBound && clause.upperBound <= rest.upperBound {
      guard let number = CountFinder(sentence: sentence, mentions: []).numbers(in: clause).first,
        sentence.begins(with: "已", at: number.range.upperBound)
      else { continue }
      sum += number.value
    }
    return sum == total
  }

  func resolved() -> StatusJudge.Verdict? {
    if let remainder = remainder() { return remainder }
    // 由红转绿: the colour that it was.
    if let from = isTurnedFrom() { return from }
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    if let remove = sentence.lastClue(.remove, in: before),
      mention.range.lowerBound - remove.range.upperBound <= (remove.range.count > 1 ? 12 : 3),
      !sentence.has([.verb], in: sentence.span(remove.range.upperBound, mention.range.lowerBound))
        || sentence.clue(.verb, in: sentence.span(remove.range.upperBound, mention.range.lowerBound))?.range
          .count == 1
    {
      return lifted(by: remove, "taken away: \(String(text[remove.range])) stands before it")
    }
    // 9月考核时已摘|掉红牌: only a particle stands between.
    if let lift = sentence.lastClue(.lifted, in: before),
      text[sentence.span(lift.range.upperBound, mention.range.lowerBound)].allSatisfy({
        "掉除了去下其".unicodeScalars.contains($0)
      })
    {
      return lifted(by: lift, "taken away: \(String(text[lift.range])) stands before it")
    }
    // 撤销警告的有上批挂红牌的…: the clause's own subject is what was lifted.
    if let remove = sentence.clue([.remove, .lifted], in: before),
      text[sentence.span(remove.range.upperBound, mention.range.lowerBound)].contains("的"),
      sentence.has([.earlier, .past], in: sentence.span(remove.range.upperBound, mention.range.lowerBound))
    {
      return lifted(by: remove, "taken away: \(String(text[remove.range])) governs it")
    }
    // 撤销警告的有A、B,以及C等7家黄牌单位: the list of what was lifted goes on to the segment's end.
    let opening = sentence.clause(holding: segment.lowerBound)
    if let remove = sentence.clue(
      [.remove, .lifted],
      in: sentence.span(segment.lowerBound, min(opening.upperBound, mention.range.lowerBound))),
      sentence.span(remove.range.upperBound, remove.range.upperBound + 8).contains(where: {
        StatusPhrases.liftedList.longestMatch(in: text, at: $0) != nil
      })
    {
      return lifted(by: remove, "taken away: \(String(text[remove.range])) opens the list")
    }
    let ownEnd = max(end, clause.upperBound)
    if let lift = sentence.clue(.lifted, in: sentence.span(end, min(ownEnd, end + 24))), !isPartial(lift),
      !isInList(lift)
    {
      return lifted(by: lift, "lifted: \(String(text[lift.range])) follows it")
    }
    // 因…被亮红牌的三元村,…,县里为其销牌: what was said of it before.
    let isAttribute =
      predicate != nil && mention.range.upperBound < text.count && text[mention.range.upperBound] == "的"
    // 复评仍在红色等次的,取消奖补资金: a rule, and what is cancelled is not the colour.
    let isRule =
      count == nil && sentence.ends(with: "的", at: clause.upperBound) && !sentence.has(.lifted, in: clause)
      && !tellsFact(after: clause.upperBound + 1)
    // The next clause of the segment: …被亮红灯的3个项目,目前已全部整改到位.
    if !isRule, let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }) {
      for next in sentence.clauses[(index + 1)...].prefix(3) where next.upperBound <= segment.upperBound {
        if next.contains(where: { StatusColor(character: text[$0]) == mention.color })
          && !text[next].contains("由")
        {
          break
        }
        // 逾期仍不合格的依法撤销: what would come.
        if let lift = sentence.clue(.lifted, in: next), !isPartial(lift),
          !sentence.has(.threshold, in: sentence.span(next.lowerBound, lift.range.lowerBound))
            || text[next].contains(where: { "已均全".unicodeScalars.contains($0) }),
          isAttribute || sentence.has(.still, in: next)
            || text[next].contains(where: { "已均全".unicodeScalars.contains($0) })
            || sentence.has([.none, .zeroed], in: lift.range)
        {
          return lifted(by: lift, "lifted: \(String(text[lift.range])) in the clause that follows")
        }
      }
    }
    return nil
  }

  /// 红色预警为北山采石场生态|修复: a word of what the list names.
  private func isInList(_ lift: Clue) -> Bool {
    guard let lead = ListLead.find(after: end, in: sentence), lead.end <= lift.range.lowerBound else {
      return false
    }
    return !text[sentence.span(lead.end, lift.range.upperBound)].contains {
      "已均全被".unicodeScalars.contains($0)
    }
  }

  /// 由红转绿, 从红色降为黄色, 红转蓝: what it was, not what it is.
  func isTurnedFrom() -> StatusJudge.Verdict? {
    let next = mention.range.upperBound
    let from = mention.range.lowerBound
    let hasFrom = (0...3).contains { back in
      from - back > 0 && (text[from - back - 1] == "由" || text[from - back - 1] == "从")
    }
    guard next < text.count else { return nil }
    // 下个月一定把红灯变绿灯: to be done.
    if sentence.has([.plan, .demand, .future], in: sentence.span(segment.lowerBound, from)) { return nil }
    // 5个红色项目|变成了|3个黄色.
    if let turn = StatusPhrases.turning.longestMatch(in: text, at: next) {
      for index in sentence.span(turn.range.upperBound, turn.range.upperBound + 5) {
        if let to = StatusColor(character: text[index]), to != mention.color,
          mention.color == .red || to != .red
        {
          return .init(kind: .resolved, because: "changed to another colour")
        }
      }
    }
    let turns = "转变翻降升调到至恢改退".unicodeScalars.contains(text[next])
    guard turns, hasFrom || mention.form == .bare else { return nil }
    for index in sentence.span(next, min(text.count, next + 6)) {
      if let to = StatusColor(character: text[index]), to != mention.color {
        return .init(
          kind: mention.color == .red || to != .red ? .resolved : .mentioned,
          gate: mention.color == .red || to != .red ? nil : .past, because: "changed to another colour")
      }
    }
    // 从“红牌村”到“样板村”: from and to, whatever it came to.
    return hasFrom && (mention.form != .bound || text[next] == "到")
      ? .init(kind: .resolved, because: "changed to another state") : nil
  }

  func lifted(by clue: Clue, _ because: String) -> StatusJudge.Verdict? {
    let reach = sentence.span(max(clause.lowerBound, clue.range.lowerBound - 10), clue.range.lowerBound)
    if sentence.has(.plan, in: sentence.span(clause.lowerBound, clue.range.lowerBound))
      || sentence.has([.modal, .demand], in: reach)
      || sentence.has(.condition, in: sentence.span(segment.lowerBound, clue.range.lowerBound))
    {
      return clue.range.upperBound <= mention.range.lowerBound
        ? .mentioned(.plan, "to be lifted only if or when something is done") : nil
    }
    // 整改不合格将取消等级: to come.
    if text[sentence.span(clue.range.lowerBound - 3, clue.range.lowerBound)].contains("将") { return nil }
    // 请于10月15日前完成整改: to be done.
    let asked = sentence.span(
      sentence.clause(holding: clue.range.lowerBound).lowerBound, clue.range.lowerBound)
    if text[asked].contains(where: { "请须需应".unicodeScalars.contains($0) })
      || sentence.ends(with: "前", at: clue.range.lowerBound)
      || StatusPhrases.deadline.matches(anywhereIn: text[asked])
    {
      return nil
    }
    if let none = sentence.lastClue(.none, in: reach), clue.range.lowerBound - none.range.upperBound <= 3 {
      return nil  // 尚未摘牌: it still holds.
    }
    if StatusPhrases.notYet.ends(text, at: clue.range.lowerBound) { return nil }
    return .init(kind: .resolved, count: count?.value, because: because)
  }

  /// 其中2项已转绿: a part of what was counted.
  func isPartial(_ lift: Clue) -> Bool {
    let around = sentence.clause(holding: lift.range.lowerBound)
    let numbers = CountFinder(sentence: sentence, mentions: []).numbers(
      in: sentence.span(max(end, around.lowerBound), lift.range.lowerBound))
    guard let number = numbers.last else { return false }
    if let count { return number.value < count.value }
    return around.lowerBound >= end
  }
}
