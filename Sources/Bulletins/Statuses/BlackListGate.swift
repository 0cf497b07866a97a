/// Judges 黑榜, 黑名单, 黑点, 黑牌: who is named on them, or how many, is black-listed.
struct BlackListGate: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]

  private static let listings = StatusPhrases.listing

  func verdict(on mention: ColourMention, count: CountFinder.Count?) -> StatusJudge.Verdict {
    let text = sentence.text
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let predicate = Predicate(of: mention, in: sentence)
    // 黑色指标2项 is a colour of a scheme, 黑榜 and 黑名单 are lists.
    if mention.form == .adjective, !mention.nouns.contains(.list) {
      return .mentioned(.other, "a colour, and no list")
    }
    if count?.value == 0 { return .mentioned(.zero, "none is on the black list", count: 0) }
    // 黄牌、红牌共22家一并进入黑名单: what the colours bring with them.
    if mentions.contains(where: {
      $0.color != .black && !$0.isHarmless && clause.contains($0.range.lowerBound)
        && $0.range.lowerBound < mention.range.lowerBound
        && $0.color != .red || ($0.form == .scheme && clause.contains($0.range.lowerBound))
    }) {
      return .mentioned(.other, "the consequence of another colour, or the name of a red and black list")
    }
    let gates = AssertionGates(
      sentence: sentence, mentions: mentions, mention: mention, predicate: predicate, count: count)
    if let verdict = gates.verdict() { return verdict }
    let finder = NameFinder(sentence: sentence)
    let limit =
      mentions.first { $0.range.lowerBound > mention.range.lowerBound && !$0.isHarmless }?.range.lowerBound
      ?? text.count
    if let start = ListLead.find(
      after: max(mention.range.upperBound, count?.range.upperBound ?? 0), in: sentence)?.end
    {
      let names = finder.list(from: start, before: limit)
      if !names.isEmpty {
        return .init(
          kind: .blacklisted, count: count?.value, names: names, isList: true,
          isOpen: ListLead.isOpen(from: start, before: limit, in: sentence),
          because: "named on the black list")
      }
    }
    if let predicate, !predicate.followsDe, count == nil || count?.side != .after {
      let own = sentence.span(clause.lowerBound, predicate.start)
      // 将顺达货运、飞马货运列入: what stands between is who, whatever it ends with.
      let isObject = text[own].contains { $0 == "将" || $0 == "把" }
      let names = finder.subjectNames(in: own).filter {
        $0.isSure || (isObject && (3...12).contains(($0.item ?? 0..<0).count))
      }
      if !names.isEmpty {
        return .init(
          kind: .blacklisted, count: count?.value, names: names,
          because: "the subject is put on the black list")
      }
      // 甲公司因拖欠工资且拒不支付,列入黑榜: the subject of a clause before.
      let earlier = sentence.clauses.filter {
        $0.lowerBound >= sentence.segment(holding: clause.lowerBound).lowerBound
          && $0.upperBound <= clause.lowerBound
      }
      for before in earlier.suffix(3).reversed() {
        let names = finder.subjectNames(in: before).filter {
          $0.isSure && !NameWords.shared.isIssuer(text[$0.unit ?? $0.item ?? 0..<0])
        }
        if !names.isEmpty, predicate.isEvent {
          return .init(
            kind: .blacklisted, count: count?.value, names: names,
            because: "the subject of a clause before is put on it")
        }
      }
    }
    // 黑榜上,有高价彩礼、大操大办的5户人家.
    let segment = sentence.segment(holding: mention.range.lowerBound)
    if count == nil, let next = sentence.clauses.first(where: { $0.lowerBound >= mention.range.upperBound }),
      next.upperBound <= segment.upperBound, let first = text[next].first,
      "有是为".unicodeScalars.contains(first),
      let number = CountFinder(sentence: sentence, mentions: mentions).numbers(in: next).last
    {
      return .init(kind: .blacklisted, count: number.value, because: "counted on the black list")
    }
    // 公布“黑名单”,A、B 3家企业…上榜.
    let later = sentence.span(clause.upperBound, text.count)
    if let listed = Self.listings.matches(in: text[later]).first {
      let subject = sentence.clause(holding: listed.range.lowerBound)
      let names = finder.subjectNames(in: sentence.span(subject.lowerBound, listed.range.lowerBound)).filter(
        \.isSure)
      if !names.isEmpty {
        return .init(
          kind: .blacklisted, count: count?.value, names: names,
          because: "the subject is put on the black list")
      }
    }
    if let count {
      return .init(kind: .blacklisted, count: count.value, because: "counted on the black list")
    }
    return .mentioned(.other, "speaks of a black list and names nobody")
  }
}
