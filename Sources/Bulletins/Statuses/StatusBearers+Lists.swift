// Who has a status, behind its colour.
extension StatusBearers {
  /// 红牌:A、B; 红色项目分别是A、B; 红灯3个(A、B、C).
  func list() -> (names: [NameFinder.Name], isOpen: Bool, whole: Int?) {
    let from = max(
      mention.range.upperBound,
      count?.side == .after || count?.side == .shape ? count?.range.upperBound ?? 0 : 0)
    // 北沟村(94.1分,绿)二组:安家庄…: the bracket that holds the colour ends what it is said of.
    let isClosed =
      count == nil && from + 1 < text.count && text[from] == ")" && text[from + 1].isHan
      && enclosingBracket() != nil
    guard !isClosed,
      let lead = ListLead.find(after: from, in: sentence) ?? ListLead.involving(after: from, in: sentence)
    else {
      return ([], false, nil)
    }
    var limit =
      mentions.first { $0.range.lowerBound >= lead.end && !$0.isHarmless }?.range.lowerBound ?? text.count
    // 红色(未按期完成);龙泉镇:…: a list in brackets ends with them.
    if text[lead.end - 1] == "(",
      let close = text[sentence.span(lead.end, limit)].firstIndex(of: ")"),
      close + 1 >= text.count || text[close + 1] != ":"
    {
      limit = close
    }
    var finder = finder
    finder.isEntry = true
    finder.isWhole =
      lead.isFirm
      && StatusPhrases.problem.matches(anywhereIn: text[sentence.span(mention.stem.upperBound, lead.end)])
    finder.isParted =
      count.map { $0.value > 1 } == true
      || StatusPhrases.several.matches(anywhereIn: text[sentence.span(from, lead.end)])
    var names = finder.list(from: lead.end, before: limit)
    // 红灯件主要集中在物业服务: topics, unless names follow.
    if StatusPhrases.looseLead.matches(anywhereIn: text[sentence.span(from, lead.end)]) {
      names = names.filter { $0.isSure && $0.unit != nil }
    }
    if lead.needsSure { names = names.filter(\.isSure) }
    // 评为“红色”(环保不良): the bracket tells what it means.
    if text[lead.end - 1] == "(", names.count == 1, let only = names.first.flatMap({ $0.item ?? $0.unit }),
      DefinitionFinder.shared.isMeaning(text[only]), NameWords.shared.ending(of: text[only]) == nil
    {
      return ([], false, nil)
    }
    if count == nil {
      // One sure name vouches for the others of its list; so does a noun of work (红色断面为A、B), or quotation marks.
      let isFirm = lead.isFirm || mention.nouns.contains(.work) || lead.isBehindNoun
      let isQuoted =
        isFirm && names.count == 1
        && names.first.map { sentence.isQuoted($0.item ?? $0.unit ?? 0..<0) } == true
      // 红牌窗口:社保: a label with a noun vouches for a short name.
      let isLabelled =
        text[lead.end - 1] == ":" && (mention.nouns.contains(.work) || lead.isBehindNoun)
        && names.first.map { (2...10).contains(($0.item ?? $0.unit ?? 0..<0).count) } == true
        && names.first.map { DefinitionFinder.shared.isMeaning(text[$0.item ?? $0.unit ?? 0..<0]) } == false
      let isPlain =
        isFirm && names.count == 1 && "为是".unicodeScalars.contains(text[lead.end - 1])
        && names.first.map { tellsNothingElse($0.item ?? $0.unit ?? 0..<0) } == true
      if !names.contains(where: \.isSure), !isQuoted, !isLabelled, !isPlain, names.count == 1 || !isFirm {
        return ([], false, nil)
      }
    }
    if sentence.has(
      [.threshold, .rule, .definition], in: sentence.span(lead.end, min(limit, lead.end + 12))),
      !names.contains(where: \.isSure),
      names.first.map({ sentence.isQuoted($0.item ?? $0.unit ?? 0..<0) }) != true
    {
      return ([], false, nil)
    }
    let last = names.map { max($0.item?.upperBound ?? 0, $0.unit?.upperBound ?? 0) }.max() ?? limit
    let end = min(limit, last + 8)
    return (
      names.map { holder(of: $0, between: lead.end) },
      ListLead.isOpen(from: lead.end, before: end, in: sentence),
      ListLead.whole(from: lead.end, before: end, in: sentence)
    )
  }

  /// 红色指标为|工业投资增速; 亮红灯的是|黑沟采石场植被恢复: a few words up to the comma that tell nothing but a name.
  private func tellsNothingElse(_ name: Range<Int>) -> Bool {
    (4...20).contains(name.count)
      && text[name].allSatisfy { $0.isHan || $0.isDigit || $0 == "(" || $0 == ")" }
      && sentence.clause(holding: name.lowerBound).upperBound - name.upperBound <= 1
      && !sentence.clues.contains {
        // 植|被, |投资: a character of a word is no verb.
        name.contains($0.range.lowerBound) && $0.range.count > 1
          && !$0.kind.isDisjoint(with: [
            .cut, .cause, .verb, .threshold, .rule, .definition, .none, .modal, .condition,
          ])
      }
      && !DefinitionFinder.shared.isMeaning(text[name])
  }

  /// 红牌企业名单 lists units, 红色项目 lists items, whatever the names end with.
  func holder(of name: NameFinder.Name, between end: Int) -> NameFinder.Name {
    let label = Scalars(text[sentence.span(mention.stem.upperBound, end)])
    var name = name
    if NameWords.shared.speaksOfUnits(label) {
      if name.unit == nil { (name.unit, name.item) = (name.item, nil) }
    } else if NameWords.shared.speaksOfItems(label), name.item == nil {
      (name.item, name.unit) = (name.unit, nil)
    }
    return name
  }

  static let givings = StatusPhrases.givenTo

  /// True if who gets the colour stands behind it: 红牌亮给A、B.
  var isGivenBehind: Bool { giving != nil }

  var giving: Matcher.Match? {
    var cursor = mention.range.upperBound
    if cursor < text.count, "则也都均还又".unicodeScalars.contains(text[cursor]) { cursor += 1 }
    return Self.givings.longestMatch(in: text, at: cursor)
  }

  /// 领到红牌|的|滨江隧道项目部、六标段; 新增的红色预警村|老虎冲村: who has it stands right behind.
  func attributive() -> [NameFinder.Name] {
    var cursor = mention.range.upperBound
    let hasDe = cursor < text.count && text[cursor] == "的"
    if hasDe { cursor += 1 }
    guard hasDe ? predicate != nil || mention.form == .bound : mention.nouns.contains(.work) else {
      return []
    }
    while let given = StatusPhrases.ofAttribute.longestMatch(in: text, at: cursor) {
      cursor = given.range.upperBound
    }
    guard cursor < clause.upperBound,
      !sentence.has([.demand, .plan, .modal], in: sentence.span(segment.lowerBound, clause.upperBound)),
      !sentence.has([.verb, .cut, .modal, .plan, .inspect], in: sentence.span(cursor, cursor + 2))
    else { return [] }
    let names = finder.listClause(sentence.span(cursor, clause.upperBound)).filter(\.isSure)
    // 红色预警项目责任单位 names nobody, and a colour among the names is another fact.
    return names.filter { name in
      let range = name.item ?? name.unit ?? 0..<0
      return !mentions.contains { $0.range.overlaps(range) }
        && !text[sentence.span(cursor, range.upperBound)].contains("将")
    }
  }
}
