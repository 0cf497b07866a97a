extension StatusText {
  /// A verdict with where it was made.
  struct Judged {
    var sentence: StatusSentence
    var mention: ColourMention
    var verdict: StatusJudge.Verdict
    /// The place of the verdict that this one only names somebody for: both stand or fall together.
    var leader: Int?
  }

  /// How many sentences later a text may still say that a colour is gone.
  private static let reach = 4

  /// Takes back what a later sentence of the same block says is over: 4月因…亮红灯;…7月已由红转绿.
  static func takingBack(_ judged: [Judged], later: (Judged) -> [StatusSentence]) -> [Judged] {
    var result = judged
    let titles = judged.filter { $0.sentence.place == .headline && $0.mention.color == .red }
    let headline =
      titles.contains { $0.verdict.kind == .resolved } && !titles.contains { $0.verdict.kind == .reported }
    for index in result.indices where result[index].leader == nil && isOpen(result[index]) {
      let mine = result[index]
      let turned = judged[(index + 1)...].prefix(24).first {
        $0.sentence.block == mine.sentence.block && $0.mention.color == mine.mention.color
          && $0.verdict.kind == .resolved
          && ($0.mention.form == .bare || isOfNow($0)) && !namesOther($0, than: mine)
      }
      if turned != nil {
        result[index].verdict = .init(
          kind: .resolved, count: mine.verdict.count, because: "changed later in the text to another colour")
        continue
      }
      if isSettled(mine, by: judged[(index + 1)...].prefix(24), headline: headline) {
        result[index].verdict = .init(
          kind: .resolved, count: mine.verdict.count,
          because: "changed to another colour, as the text tells later")
        continue
      }
      // 2021年,A被亮红牌。…今年9月,…: a year is told of, and then the present.
      if let year = yearTold(mine), later(mine).contains(where: { tellsOfLater($0, than: year) }) {
        result[index].verdict = .mentioned(
          .past, "past: told of \(year)年, and the text goes on to the present")
        continue
      }
      // 有网友称A被挂红牌。经核实…网传不实: said by somebody, and denied.
      if saysHearsay(mine), later(mine).prefix(reach).contains(where: denies) {
        result[index].verdict = .mentioned(.negated, "somebody says so, and the text denies it")
        continue
      }
      for sentence in later(mine).prefix(reach) {
        guard let lift = sentence.clue(.lifted, in: sentence.span(0, sentence.text.count)),
          isDone(lift, in: sentence), !saysPart(sentence, at: lift) || sentence.has(.whole),
          !sentence.text.contains(where: { StatusColor(character: $0) == mine.mention.color }),
          sentence.has(.whole) || (mine.verdict.count.map { $0 < 2 } ?? true) && mine.mention.number == nil
        else { continue }
        result[index].verdict = .init(
          kind: .resolved, count: mine.verdict.count,
          because: "lifted: a later sentence says \(String(sentence.text[lift.range]))")
        break
      }
    }
    let own = Set(judged.filter(tellsOfOwnPlace).map(\.sentence.block))
    for index in result.indices
    where own.contains(result[index].sentence.block) && isOfOthers(result[index]) {
      result[index].verdict = .mentioned(.elsewhere, "told of others, and of the own place another colour")
    }
    for index in result.indices {
      if let leader = result[index].leader, result[leader].verdict.kind == .resolved {
        result[index].verdict.kind = .resolved
      }
    }
    return result
  }

  /// 该路年初亮起红灯。…5月调度结果即转为绿灯: a later sentence tells what it became; or the headline tells that it is over.
  private static func isSettled(_ mine: Judged, by later: ArraySlice<Judged>, headline: Bool) -> Bool {
    guard mine.verdict.count.map({ $0 < 2 }) ?? true, mine.mention.number == nil else { return false }
    if headline, mine.mention.color == .red, mine.sentence.place != .headline { return true }
    return later.contains { entry in
      entry.sentence.block == mine.sentence.block
        && (entry.sentence.start > mine.sentence.start
          || entry.sentence.start == mine.sentence.start
            && entry.mention.range.lowerBound
              > mine.sentence.segment(holding: mine.mention.range.lowerBound).upperBound)
        && [.blue, .green].contains(entry.mention.color) && entry.verdict.count == nil
        && StatusPhrases.turning.start(
          endingAt: entry.mention.range.lowerBound, in: entry.sentence.text, from: 0) != nil
        && !entry.sentence.has([.plan, .demand, .modal, .future, .condition])
        && !namesOther(entry, than: mine)
    }
  }

  /// The year that a sentence is told of as a whole: 2021年,…; 回溯2018年,….
  private static func yearTold(_ mine: Judged) -> Int? {
    guard let first = mine.sentence.clauses.first,
      first.upperBound <= mine.mention.range.lowerBound, (5...9).contains(first.count),
      mine.sentence.text[first].last == "年",
      !mine.sentence.has(.still, in: mine.sentence.span(0, mine.mention.range.lowerBound))
    else { return nil }
    return AssertionGates(
      sentence: mine.sentence, mentions: [], mention: mine.mention, predicate: nil, count: nil
    ).lastYear(in: first)
  }

  /// 今年9月, 七年间, 如今; or a later year that no plan names.
  private static func tellsOfLater(_ sentence: StatusSentence, than year: Int) -> Bool {
    guard !sentence.has([.plan, .demand, .future]) else { return false }
    if StatusPhrases.sinceThen.matches(anywhereIn: sentence.text) { return true }
    let gates = AssertionGates(
      sentence: sentence,
      mentions: [], mention: ColourMention(color: .red, form: .bare, range: 0..<0, stem: 0..<0, nouns: []),
      predicate: nil, count: nil)
    return gates.lastYear(in: 0..<sentence.text.count).map { $0 > year } ?? false
  }

  private static func saysHearsay(_ mine: Judged) -> Bool {
    let before = mine.sentence.text[mine.sentence.span(0, mine.mention.range.lowerBound)]
    return StatusPhrases.hearsay.matches(anywhereIn: before)
  }

  private static func denies(_ sentence: StatusSentence) -> Bool {
    StatusPhrases.rumour.matches(anywhereIn: sentence.text)
      || StatusPhrases.neverSo.matches(anywhereIn: sentence.text)
  }

  /// 对南陵市、桐川市亮红牌。我市…获绿牌: cities are named, and the own one has another colour.
  private static func isOfOthers(_ mine: Judged) -> Bool {
    isOpen(mine) && !mine.verdict.names.isEmpty
      && !mine.sentence.clues.contains { $0.kind.contains(.here) && isFirstPerson($0, in: mine.sentence) }
      && mine.verdict.names.allSatisfy { name in
        name.item == nil
          && name.unit?.last.map { "市州盟".unicodeScalars.contains(mine.sentence.text[$0]) } == true
      }
  }

  /// 我市综合得分列第3位,获绿牌.
  private static func tellsOfOwnPlace(_ judged: Judged) -> Bool {
    [.blue, .green].contains(judged.mention.color) && judged.verdict.gate != .definition
      && judged.sentence.clues.contains { $0.kind.contains(.here) && isFirstPerson($0, in: judged.sentence) }
  }

  private static func isFirstPerson(_ clue: Clue, in sentence: StatusSentence) -> Bool {
    sentence.text[clue.range.lowerBound] == "我"
  }

  /// 红牌已撤 tells of the colour before; 上批挂红牌的…撤销 of that of an earlier report.
  private static func isOfNow(_ later: Judged) -> Bool {
    let clause = later.sentence.clause(holding: later.mention.range.lowerBound)
    return !later.sentence.has([.earlier, .past], in: clause) && later.verdict.count == nil
  }

  /// Reported, and not said to hold still.
  private static func isOpen(_ judged: Judged) -> Bool {
    guard judged.verdict.kind == .reported,
      judged.mention.color == .red || judged.mention.color == .yellow || judged.mention.color == .orange
    else { return false }
    if let number = judged.mention.number, judged.sentence.text[number.range].last != "次" { return false }
    let segment = judged.sentence.segment(holding: judged.mention.range.lowerBound)
    if judged.sentence.clues.contains(where: {
      segment.contains($0.range.lowerBound) && $0.range.lowerBound < judged.mention.range.lowerBound
        && StatusPhrases.holdsNow.contains(judged.sentence.text[$0.range])
    }) {
      return false
    }
    return true
  }

  private static func namesOther(_ later: Judged, than mine: Judged) -> Bool {
    let range = later.sentence.clause(holding: later.mention.range.lowerBound)
    // 市住建局随即摘去红牌: who takes it away is not who had it.
    let before = later.sentence.span(range.lowerBound, later.mention.range.lowerBound)
    let agent = later.sentence.lastClue(.remove, in: before)?.range.upperBound ?? range.lowerBound
    let names = NameFinder(sentence: later.sentence).subjectNames(
      in: later.sentence.span(agent, later.mention.range.lowerBound))
    let sure = names.filter(\.isSure).map { later.sentence.words($0.item ?? $0.unit ?? 0..<0) }
    // 被评为红牌的两家企业…,红牌已予摘除: in one sentence it is the same red.
    guard !sure.isEmpty else {
      // A继续亮红;B等点位由红转绿: behind the semicolon somebody else is told of, sure or not.
      if later.sentence.start == mine.sentence.start, !names.isEmpty, !mine.verdict.names.isEmpty,
        later.sentence.segment(holding: later.mention.range.lowerBound)
          != mine.sentence.segment(holding: mine.mention.range.lowerBound)
      {
        return true
      }
      return later.sentence.start != mine.sentence.start && !later.sentence.has(.whole)
        && mine.verdict.count.map { $0 > 1 } ?? false
    }
    let own = mine.verdict.names.map { mine.sentence.words($0.item ?? $0.unit ?? 0..<0) }
    return !own.isEmpty
      && !sure.contains { name in own.contains { $0 == name || $0.hasSuffix(name) || name.hasSuffix($0) } }
  }

  /// 已全部整改到位 is done; 整改到位后, 未整改到位, 限期整改到位, 确保整改到位 are not.
  private static func isDone(_ lift: Clue, in sentence: StatusSentence) -> Bool {
    let segment = sentence.segment(holding: lift.range.lowerBound)
    let before = sentence.span(segment.lowerBound, lift.range.lowerBound)
    if sentence.has([.plan, .demand, .modal, .condition, .none, .rule], in: before)
      || StatusPhrases.deadline.matches(anywhereIn: sentence.text[before])
    {
      return false
    }
    let near = sentence.text[
      sentence.span(max(segment.lowerBound, lift.range.lowerBound - 8), lift.range.lowerBound)]
    return near.contains { "已全均".unicodeScalars.contains($0) } || sentence.text[lift.range].first == "已"
  }

  private static func saysPart(_ sentence: StatusSentence, at lift: Clue) -> Bool {
    let clause = sentence.clause(holding: lift.range.lowerBound)
    return !CountFinder(sentence: sentence, mentions: []).numbers(in: clause).isEmpty
      || sentence.has(.vague) || sentence.contains("其余") || sentence.has([.elsewhere])
  }

  /// What the counts of each sentence contradict.
  static func sums(of judged: [Judged]) -> [String] {
    var remarks: [String] = []
    var index = 0
    while index < judged.count {
      var end = index
      while end < judged.count, judged[end].sentence.block == judged[index].sentence.block,
        judged[end].sentence.start == judged[index].sentence.start
      {
        end += 1
      }
      let counts = judged[index..<end].compactMap { entry in
        entry.verdict.printed.map { (color: entry.mention.color, count: $0) }
      }
      if counts.count > 1, let remark = StatusSums(sentence: judged[index].sentence, counts: counts).remark()
      {
        remarks.append(remark)
      }
      index = max(end, index + 1)
    }
    return remarks
  }
}
