/// The first gate: a status says how many, or who, or points at somebody. Without any of these nothing is reported.
struct StatusEvidence: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]
  let context: StatusContext
  let mention: ColourMention
  let predicate: Predicate?
  let count: CountFinder.Count?

  private var text: Scalars { sentence.text }
  private var finder: NameFinder { NameFinder(sentence: sentence) }
  private var clause: Range<Int> { sentence.clause(holding: mention.range.lowerBound) }
  private var segment: Range<Int> { sentence.segment(holding: mention.range.lowerBound) }

  func verdict() -> StatusJudge.Verdict? {
    // 绿色, 蓝 without a noun are colours of things unless the text deals in several.
    if mention.color != .red, mention.form != .bound,
      context.colors.count < 2 || (!context.isWork && count == nil)
    {
      return nil
    }
    let list = list()
    if count == nil, !list.names.isEmpty, let whole = list.whole {
      return .init(
        kind: .reported, count: whole, names: list.names, isList: true, isOpen: true,
        because: "reported: a list names who has it and counts the whole")
    }
    if let count, isCountable(count) {
      var names = list.names
      if names.isEmpty, count.side != .after { names = subject(isCounted: true) }
      if names.isEmpty, count.side == .after, predicate != nil { names = [] }
      return .init(
        kind: .reported, count: count.value, names: names, isList: !list.names.isEmpty, isOpen: list.isOpen,
        because: "reported: \(printed(count.range)) counts it")
    }
    if count != nil, !isCountable(count), mention.form != .bound { return nil }
    if !list.names.isEmpty, mention.form != .adjective || context.isWork || context.colors.count > 1 {
      return .init(
        kind: .reported, names: list.names, isList: true, isOpen: list.isOpen,
        because: "reported: a list names who has it")
    }
    if let receiver = receiver(), !receiver.isEmpty {
      return .init(
        kind: .reported, names: receiver, isList: receiver.count > 1,
        because: "reported: given to whom the text names")
    }
    if let label = labelled(), !label.isEmpty {
      return .init(kind: .reported, names: label, because: "reported: the label of a name")
    }
    guard let predicate, !predicate.followsDe else { return bareSubject() }
    // 红, 红色 without a noun is a state of work only where work is spoken of.
    if mention.form != .bound, !context.isWork { return nil }
    let names = subject(isCounted: false)
    if !names.isEmpty {
      return .init(kind: .reported, names: names, because: "reported: the subject has it")
    }
    let own = sentence.span(segment.lowerBound, predicate.start)
    if sentence.has([.vague, .anaphor], in: own), !sentence.has([.rule], in: own),
      predicate.isEvent || sentence.has(.still, in: own)
    {
      return .init(kind: .reported, because: "reported: somebody has it whom the text does not name here")
    }
    return nil
  }

  private func printed(_ range: Range<Int>) -> String { sentence.words(range) }

  /// 打造红色村3个 counts no status; 红色项目3个 does where the text deals in colours.
  private func isCountable(_ count: CountFinder.Count?) -> Bool {
    guard count != nil else { return false }
    if mention.form == .bound || mention.form == .bare { return true }
    return predicate != nil && context.isWork || context.colors.count > 1
      || (context.isWork && !sentence.has(.culture))
  }

  // MARK: - Names behind the colour

  private func list() -> (names: [NameFinder.Name], isOpen: Bool, whole: Int?) {
    let from = max(mention.range.upperBound, count?.side == .after ? count?.range.upperBound ?? 0 : 0)
    guard let start = ListLead.end(after: from, in: sentence) else { return ([], false, nil) }
    let limit =
      mentions.first { $0.range.lowerBound >= start && !$0.isHarmless }?.range.lowerBound ?? text.count
    var names = finder.list(from: start, before: limit)
    if count == nil { names = names.filter { $0.isSure || names.count > 1 } }
    if sentence.has([.threshold, .rule, .definition], in: sentence.span(start, min(limit, start + 12))),
      !names.contains(where: \.isSure)
    {
      return ([], false, nil)
    }
    return (
      names, ListLead.isOpen(from: start, in: sentence),
      ListLead.whole(from: start, before: limit, in: sentence)
    )
  }

  private static let givings = Matcher([
    "给", "亮给", "挂给", "送给", "送到", "发给", "颁给", "递给", "贴到", "贴在", "挂到", "挂在", "落到", "落在", "亮在", "亮到", "亮向", "发往",
    "送达", "下达给", "发到", "下发给", "下发至",
    "下发到", "发至", "送至", "插到", "插在", "花落",
  ])

  /// 红牌亮给A、B; 给A、B亮红牌; 给予A红牌警告; 将A列为红色; 红牌警告A.
  private func receiver() -> [NameFinder.Name]? {
    let next = mention.range.upperBound
    if let giving = Self.givings.longestMatch(in: text, at: next) {
      let names = finder.list(from: giving.range.upperBound, before: segment.upperBound)
      if names.contains(where: \.isSure) { return names.filter(\.isSure) }
    }
    let verbStart = predicate?.start ?? mention.range.lowerBound
    let before = sentence.span(clause.lowerBound, verbStart)
    if predicate?.followsDe != true,
      let marker = text[before].lastIndex(where: { "对给向将把让令予".unicodeScalars.contains($0) }),
      verbStart - marker > 2
    {
      let names = finder.subjectNames(in: sentence.span(marker + 1, verbStart))
      if names.contains(where: \.isSure) { return names.filter(\.isSure) }
      if let first = text[marker...].first, "将把".unicodeScalars.contains(first), predicate?.isEvent == true,
        !sentence.has([.threshold, .rule], in: before)
      {
        return names
      }
    }
    if mention.nouns.contains(.warning) || mention.nouns.contains(.level), predicate == nil {
      let names = finder.list(from: next, before: clause.upperBound).filter(\.isSure)
      if !names.isEmpty, names.allSatisfy({ $0.unit != nil }) { return names }
    }
    return nil
  }

  /// A:红色; A(红色).
  private func labelled() -> [NameFinder.Name]? {
    guard predicate == nil else { return nil }
    let next = mention.range.upperBound
    let isLast =
      next >= text.count || ",;。)、".unicodeScalars.contains(text[next]) || text[next].closesSentence
    guard isLast, mention.range.lowerBound > 0 else { return nil }
    let mark = text[mention.range.lowerBound - 1]
    guard mark == ":" || mark == "(" || mark == "—" else { return nil }
    var start = mention.range.lowerBound - 1
    while start > segment.lowerBound, !",、;)".unicodeScalars.contains(text[start - 1]) { start -= 1 }
    let names = finder.subjectNames(in: sentence.span(start, mention.range.lowerBound - 1))
    return names.filter { $0.isSure }
  }

  /// 城关镇红牌警告: no verb, in a headline or as a whole clause.
  private func bareSubject() -> StatusJudge.Verdict? {
    guard predicate == nil, mention.form == .bound,
      mention.nouns.contains(.card) || mention.nouns.contains(.lamp) || mention.nouns.contains(.warning)
    else { return nil }
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    guard before.count >= 2,
      mention.range.upperBound == clause.upperBound || mention.range.upperBound >= clause.upperBound - 1
    else { return nil }
    let names = finder.subjectNames(in: before).filter(\.isSure)
    guard !names.isEmpty,
      names.allSatisfy({ ($0.unit ?? $0.item)?.upperBound ?? 0 >= mention.range.lowerBound - 1 })
        || names.count > 1
    else { return nil }
    return .init(kind: .reported, names: names, because: "reported: the subject stands right before it")
  }

  // MARK: - Names before the colour

  /// The names of the subject: in the clause itself, else in one before it.
  private func subject(isCounted: Bool) -> [NameFinder.Name] {
    guard let predicate else { return [] }
    let own = sentence.span(clause.lowerBound, predicate.start)
    let names = finder.subjectNames(in: own)
    let isRule = sentence.has([.threshold, .rule], in: segment)
    let isFirm = predicate.isPassive || sentence.has(.still, in: own) || predicate.isEvent
    if names.contains(where: \.isSure), isFirm || !isRule || names.contains(where: { $0.unit != nil }) {
      return names.filter(\.isSure) + names.filter { !$0.isSure && names.count > 1 }
    }
    guard let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }) else {
      return []
    }
    var fallback: [NameFinder.Name] = isFirm && !isRule && !isCounted ? names : []
    if own.count > 3, !names.isEmpty { return fallback }
    var earlier = index
    while earlier > 0, index - earlier < 4 {
      earlier -= 1
      let range = sentence.clauses[earlier]
      guard range.lowerBound >= segment.lowerBound else { break }
      if mentions.contains(where: { range.overlaps($0.range) && !$0.isHarmless }) { break }
      if let last = sentence.lastClue(.adjunct, in: range), last.range.upperBound == range.upperBound {
        break
      }
      if sentence.has(.inspect, in: range), !text[range].contains("因") { break }
      let names = finder.subjectNames(in: range)
      if names.contains(where: \.isSure) {
        return names.filter(\.isSure) + names.filter { !$0.isSure && names.count > 1 }
      }
      if isFirm, !isRule, !isCounted, !names.isEmpty { fallback = names }
    }
    return fallback
  }
}
