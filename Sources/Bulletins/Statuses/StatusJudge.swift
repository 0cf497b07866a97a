/// Decides what one colour word reports, by the four gates of DESIGN.md.
struct StatusJudge: Sendable {
  /// What was decided.
  struct Verdict: Sendable {
    var kind: Status.Kind
    var gate: Status.Gate?
    var count: Int?
    var names: [NameFinder.Name] = []
    /// The number that the names' own group noun prints (A、B|两家企业), if it is theirs.
    var listed: Int? {
      guard let listed = names.first?.listed, names.allSatisfy({ $0.listed == listed }) else { return nil }
      return listed == names.count ? listed : nil
    }
    /// True if the names stand in a list that is all there is, so that their number is a count.
    var isList = false
    /// True where the list says itself that it goes on (等).
    var isOpen = false
    /// The count where it is printed, for comparing sums.
    var printed: CountFinder.Count?
    var because: String

    /// For what stands behind more colour words than a sentence can hold.
    static let tooMany = mentioned(
      .other, "no sentence: more colour words than one can hold, the rest is passed over")

    static func mentioned(_ gate: Status.Gate, _ because: String, count: Int? = nil) -> Verdict {
      Verdict(kind: .mentioned, gate: gate, count: count, because: because)
    }
  }

  let sentence: StatusSentence
  let mentions: [ColourMention]
  let context: StatusContext

  private var text: Scalars { sentence.text }

  /// The verdict on a mention.
  func verdict(on mention: ColourMention) -> Verdict {
    if case .harmless(let gate) = mention.form {
      return .mentioned(
        gate, gate == .other ? "part of a word or a name, no status" : "a word of \(gate.rawValue), no status"
      )
    }
    let predicate = Predicate(of: mention, in: sentence)
    let isLight = predicate == nil && mention.form != .bare
    if mention.form == .scheme {
      if context.hasBlackList, mention.nouns.contains(.list) {
        return .mentioned(.honour, "names a red and black list")
      }
      let gates = AssertionGates(
        sentence: sentence, mentions: mentions, mention: mention, predicate: predicate, count: nil)
      if let zero = gates.zeroOfGroup(), context.isWork || context.colors.count > 1 { return zero }
      return .mentioned(.definition, "names the colours of a scheme and counts none of them")
    }
    let found = CountFinder(sentence: sentence, mentions: mentions).find(mention, predicate: predicate?.start)
    var count: CountFinder.Count? = if case .count(let count) = found { count } else { nil }
    // 对76栋居民楼实行亮灯管理,有一般隐患的亮黄灯: the number is not that of a rule behind it.
    if count?.side == .earlierClause, predicate?.followsDe == true { count = nil }
    if let verdict = DomainGate(sentence: sentence, context: context).verdict(
      on: mention, predicate: predicate, count: count)
    {
      return verdict
    }
    if mention.color == .black {
      return BlackListGate(sentence: sentence, mentions: mentions).verdict(on: mention, count: count)
    }
    if let good = context.good[mention.color] {
      return .mentioned(.honour, "\(mention.color.character) is \(good)", count: count?.value)
    }
    // 被评定为红色(未按期完成): a reason in brackets after something that happened.
    let hasReason =
      predicate?.isEvent == true && predicate?.followsDe == false
      && sentence.begins(with: "(", at: mention.range.upperBound)
    if !hasReason, DefinitionFinder.shared.defines(mention, in: sentence),
      count == nil || count?.side != .after,
      // 4所为红牌(不合格): so many have it, and the bracket says what it means.
      !(count?.side == .subject && predicate?.followsDe == false
        && sentence.begins(with: "(", at: mention.range.upperBound))
    {
      return .mentioned(.definition, "a definition: what the colour means")
    }
    if context.isStory { return .mentioned(.culture, "told in a play or a book") }
    if context.isElsewhere { return .mentioned(.elsewhere, "told of another place") }
    let gates = AssertionGates(
      sentence: sentence, mentions: mentions, mention: mention, predicate: predicate, count: count,
      context: context)
    if let verdict = gates.verdict() { return verdict }
    if case .change = found { return .mentioned(.other, "a change against an earlier period, no count") }
    let evidence = StatusEvidence(
      sentence: sentence, mentions: mentions, context: context, mention: mention, predicate: predicate,
      count: count)
    if let verdict = evidence.verdict() { return verdict }
    if sentence.has(.culture), isLight, mention.form == .adjective {
      return .mentioned(.culture, "a colour of things or of culture, bound to no status")
    }
    if predicate?.followsDe == true || sentence.has([.threshold, .condition]) {
      return .mentioned(.threshold, "a rule for whom it may concern: nobody is named and nothing is counted")
    }
    if sentence.has([.rule, .definition]) {
      return .mentioned(.definition, "describes a mechanism: nobody is named and nothing is counted")
    }
    if sentence.has([.plan, .demand, .modal]) {
      return .mentioned(.plan, "a demand or a plan: nobody is named and nothing is counted")
    }
    return .mentioned(.other, "bound to nobody: nothing is named or counted")
  }
}
