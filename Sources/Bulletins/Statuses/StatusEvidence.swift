/// The first gate: a status says how many, or who, or points at somebody. Without any of these nothing is reported.
struct StatusEvidence: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]
  let context: StatusContext
  let mention: ColourMention
  let predicate: Predicate?
  let count: CountFinder.Count?

  private var text: Scalars { sentence.text }
  private var clause: Range<Int> { sentence.clause(holding: mention.range.lowerBound) }
  private var segment: Range<Int> { sentence.segment(holding: mention.range.lowerBound) }
  private var gates: AssertionGates {
    AssertionGates(
      sentence: sentence, mentions: mentions, mention: mention, predicate: predicate, count: count,
      context: context)
  }
  private var bearers: StatusBearers {
    StatusBearers(
      sentence: sentence, mentions: mentions, mention: mention, predicate: predicate, count: count)
  }

  func verdict() -> StatusJudge.Verdict? {
    // 绿色, 蓝 without a noun are colours of things unless the text deals in several.
    if mention.color != .red, mention.form != .bound,
      context.colors.count < 2 || (!context.isWork && count == nil)
    {
      return nil
    }
    if let row = RowReader(sentence: sentence, mention: mention).names() {
      return .init(kind: .reported, names: row, because: "reported: a cell of a line of cells")
    }
    if let share = mention.share {
      let names = bearers.receiver() ?? bearers.subject(isCounted: false)
      guard names.count == share.of, names.indices.contains(share.index) else { return nil }
      return .init(
        kind: .reported, names: [names[share.index]], because: "reported: the colours are dealt out in order")
    }
    var list = bearers.list()
    // 红色等次的三江镇,主要是…备案率低: whom the colour stands before has it, and the list tells what is wrong.
    if count == nil, sentence.begins(with: "的", at: mention.range.upperBound),
      let first = list.names.first.flatMap({ $0.item ?? $0.unit })?.lowerBound, first >= clause.upperBound
    {
      let own = bearers.attributive()
      if !own.isEmpty { list = (own, false, nil) }
    }
    if count == nil, !list.names.isEmpty, let whole = list.whole {
      return .init(
        kind: .reported, count: whole, names: list.names, isList: true, isOpen: true,
        because: "reported: a list names who has it and counts the whole")
    }
    // 11个按期推进,唯一亮红灯的是A: a number of an earlier clause is not that of the list.
    // A承担的B,协议尚有11户未签,亮红灯: a number of a clause behind the subject's is not the subject's number either.
    let isForeign = count?.side == .earlierClause && (!list.names.isEmpty || hasNameBeforeCount)
    if let count, isCountable, !isForeign {
      let names = list.names.isEmpty ? countedNames() : list.names
      return .init(
        kind: .reported, count: count.value, names: names, isList: !list.names.isEmpty, isOpen: list.isOpen,
        printed: count, because: "reported: \(sentence.words(count.range)) counts it")
    }
    if count != nil, mention.form != .bound, !isForeign { return nil }
    if !list.names.isEmpty, mention.form != .adjective || context.isWork || context.colors.count > 1 {
      return .init(
        kind: .reported, names: list.names, isList: true, isOpen: list.isOpen,
        because: "reported: a list names who has it")
    }
    // 集体用餐配送单位38%,红: in a row of colours each is the verdict on what stands before.
    if mention.form == .bare, context.colors.count > 1, predicate == nil {
      let names = bearers.judgedBefore()
      if !names.isEmpty {
        return .init(kind: .reported, names: names, because: "reported: the verdict on what stands before it")
      }
    }
    // 红, 红色 without a noun is a state of work only where work is spoken of.
    if mention.form != .bound, !context.isWork, !isOfLabels { return nil }
    if let receiver = bearers.receiver(), !receiver.isEmpty {
      return .init(
        kind: .reported, names: receiver, isList: bearers.isGivenBehind && receiver.count > 1,
        because: "reported: given to whom the text names")
    }
    let attributive = bearers.attributive()
    if !attributive.isEmpty {
      return .init(
        kind: .reported, names: attributive, because: "reported: said of whom the text names behind it")
    }
    if let label = bearers.labelled(), !label.isEmpty {
      return .init(kind: .reported, names: label, because: "reported: the label of a name")
    }
    guard let predicate, !predicate.followsDe else {
      let adjacent = bearers.adjacent()
      let names = adjacent.isEmpty ? bearers.judgedBefore() : adjacent
      return names.isEmpty
        ? nil : .init(kind: .reported, names: names, because: "reported: the subject stands right before it")
    }
    let names = bearers.subject(isCounted: false)
    if !names.isEmpty {
      return .init(kind: .reported, names: names, because: "reported: the subject has it")
    }
    let own = sentence.span(segment.lowerBound, predicate.start)
    if let addressee = sentence.clue(.anaphor, in: own),
      "你贵".unicodeScalars.contains(text[addressee.range.lowerBound])
    {
      return .init(kind: .reported, because: "reported: a letter says it to whom it is addressed")
    }
    // 督查组当场出示红牌: it happened, to somebody whom the sentences before tell of.
    let isTold =
      predicate.isGiving
      && StatusPhrases.onTheSpot.matches(anywhereIn: text[sentence.span(clause.lowerBound, predicate.start)])
      || predicate.isAccomplished && (sentence.has(.work) || sentence.has(.here, in: own))
    if isTold, context.isWork, gates.lastYear(in: own) == nil,
      !sentence.has([.rule, .threshold, .plan, .demand, .modal], in: segment)
    {
      return .init(
        kind: .reported, because: "reported: given on the spot, to somebody whom the text does not name here")
    }
    if sentence.has([.vague, .anaphor], in: own), !sentence.has([.rule], in: own), !predicate.isGiving,
      context.isWork || predicate.isPassive,
      predicate.isEvent || sentence.has(.still, in: own)
    {
      return .init(kind: .reported, because: "reported: somebody has it whom the text does not name here")
    }
    return nil
  }

  /// Who is meant by a number that no list follows.
  private func countedNames() -> [NameFinder.Name] {
    let told = bearers.enumerated()
    if !told.isEmpty { return told }
    let listed = bearers.listedBetween()
    if !listed.isEmpty { return listed }
    return bearers.receiver() ?? bearers.labelled().flatMap { $0.isEmpty ? nil : $0 } ?? bearers.beforeCount()
      ?? bearers.aroundEarlierCount()
      ?? bearers.subject(isCounted: true)
  }

  /// True in a row such as 第2网格95分(绿);第3网格52分(红): the labels of several.
  private var isOfLabels: Bool {
    mentions.count { other in
      let next = other.range.upperBound
      return other.form == .bare && next < text.count && text[next] == ")"
        && text[sentence.span(other.range.lowerBound - 12, other.range.lowerBound)].contains("(")
    } > 1
  }

  private func clause(of count: CountFinder.Count) -> Range<Int> {
    sentence.clause(holding: count.range.lowerBound)
  }

  /// True if a sure name stands in a clause before that of the count.
  private var hasNameBeforeCount: Bool {
    guard let count else { return false }
    // 黄沙镇|存在应纳未纳监测对象3户…等问题,评为红色: what is wrong is counted, not who has it.
    if count.side == .earlierClause || count.side == .subject,
      let mark = sentence.span(clause(of: count).lowerBound, count.range.lowerBound).last(where: {
        sentence.begins(with: "存在", at: $0)
      }),
      NameFinder(sentence: sentence).subjectNames(in: sentence.span(clause(of: count).lowerBound, mark))
        .contains(where: \.isSure)
    {
      return true
    }
    let counted = sentence.clause(holding: count.range.lowerBound)
    // 其余7件因…: a clause that begins with the number has it for its subject.
    guard count.range.lowerBound - counted.lowerBound > 4 else { return false }
    return bearers.subject(isCounted: false).contains { name in
      name.isSure && (name.item ?? name.unit ?? counted).upperBound <= counted.lowerBound
    }
  }

  /// 打造红色村3个 counts no status; 红色项目3个 does where the text deals in colours.
  private var isCountable: Bool {
    if mention.form == .bound || mention.form == .bare { return true }
    // “红色”件还有26件: in quotation marks it is a term, not a colour of things.
    if count?.side == .after, sentence.isQuoted(mention.stem), context.isWork { return true }
    return predicate != nil && context.isWork || context.colors.count > 1
      || (context.isWork && !sentence.has(.culture))
  }
}
