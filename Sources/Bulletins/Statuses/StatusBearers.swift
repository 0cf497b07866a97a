/// Finds who or what has a status, around its colour.
struct StatusBearers: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]
  let mention: ColourMention
  let predicate: Predicate?
  let count: CountFinder.Count?

  private var text: Scalars { sentence.text }
  private var finder: NameFinder { NameFinder(sentence: sentence) }
  private var clause: Range<Int> { sentence.clause(holding: mention.range.lowerBound) }
  private var segment: Range<Int> { sentence.segment(holding: mention.range.lowerBound) }

  // MARK: - Behind the colour

  /// 红牌:A、B; 红色项目分别是A、B; 红灯3个(A、B、C).
  func list() -> (names: [NameFinder.Name], isOpen: Bool, whole: Int?) {
    let from = max(mention.range.upperBound, count?.side == .after ? count?.range.upperBound ?? 0 : 0)
    guard let lead = ListLead.find(after: from, in: sentence) else { return ([], false, nil) }
    let limit =
      mentions.first { $0.range.lowerBound >= lead.end && !$0.isHarmless }?.range.lowerBound ?? text.count
    var finder = finder
    finder.isEntry = true
    finder.isParted =
      count.map { $0.value > 1 } == true
      || StatusPhrases.several.matches(anywhereIn: text[sentence.span(from, lead.end)])
    var names = finder.list(from: lead.end, before: limit)
    // 红灯件主要集中在物业服务: topics, unless names follow.
    if StatusPhrases.looseLead.matches(anywhereIn: text[sentence.span(from, lead.end)]) {
      names = names.filter(\.isSure)
    }
    if count == nil {
      // One sure name vouches for the others of its list; so does a noun of work (红色断面为A、B), or quotation marks.
      let isFirm = lead.isFirm || mention.nouns.contains(.work) || lead.isBehindNoun
      let isQuoted =
        names.count == 1 && names.first.map { sentence.isQuoted($0.item ?? $0.unit ?? 0..<0) } == true
      if !names.contains(where: \.isSure), !isQuoted, names.count == 1 || !isFirm { return ([], false, nil) }
    }
    if sentence.has(
      [.threshold, .rule, .definition], in: sentence.span(lead.end, min(limit, lead.end + 12))),
      !names.contains(where: \.isSure)
    {
      return ([], false, nil)
    }
    return (
      names.map { holder(of: $0, between: lead.end) }, ListLead.isOpen(from: lead.end, in: sentence),
      ListLead.whole(from: lead.end, before: limit, in: sentence)
    )
  }

  /// 红牌企业名单 lists units, 红色项目 lists items, whatever the names end with.
  private func holder(of name: NameFinder.Name, between end: Int) -> NameFinder.Name {
    let label = Scalars(text[sentence.span(mention.stem.upperBound, end)])
    var name = name
    if NameWords.shared.speaksOfUnits(label) {
      if name.unit == nil { (name.unit, name.item) = (name.item, nil) }
    } else if NameWords.shared.speaksOfItems(label), name.item == nil {
      (name.item, name.unit) = (name.unit, nil)
    }
    return name
  }

  private static let givings = StatusPhrases.givenTo

  /// True if who gets the colour stands behind it: 红牌亮给A、B.
  var isGivenBehind: Bool { giving != nil }

  private var giving: Matcher.Match? {
    var cursor = mention.range.upperBound
    if cursor < text.count, "则也都均还又".unicodeScalars.contains(text[cursor]) { cursor += 1 }
    return Self.givings.longestMatch(in: text, at: cursor)
  }

  /// 领到红牌|的|滨江隧道项目部、六标段; 新增的红色预警村|老虎冲村: who has it stands right behind.
  func attributive() -> [NameFinder.Name] {
    var cursor = mention.range.upperBound
    let hasDe = cursor < text.count && text[cursor] == "的"
    if hasDe { cursor += 1 }
    guard hasDe ? predicate != nil : mention.nouns.contains(.work) else { return [] }
    while let given = StatusPhrases.ofAttribute.longestMatch(in: text, at: cursor) {
      cursor = given.range.upperBound
    }
    guard cursor < clause.upperBound,
      !sentence.has([.verb, .cut, .modal, .plan, .inspect], in: sentence.span(cursor, cursor + 2))
    else { return [] }
    let names = finder.listClause(sentence.span(cursor, clause.upperBound)).filter(\.isSure)
    // 红色预警项目责任单位 names nobody, and a colour among the names is another fact.
    return names.filter { name in !mentions.contains { $0.range.overlaps(name.item ?? name.unit ?? 0..<0) } }
  }

  // MARK: - Objects

  /// 红牌亮给A、B; 给A、B亮红牌; 对A,县委办予以红牌警告; 给予A红牌警告; 将A列为红色; 红牌警告A.
  func receiver() -> [NameFinder.Name]? {
    let next = mention.range.upperBound
    if let giving = giving {
      let names = finder.list(from: giving.range.upperBound, before: segment.upperBound)
      if names.contains(where: \.isSure) { return trusted(names) }
    }
    let verbStart = predicate?.start ?? mention.range.lowerBound
    let before = sentence.span(clause.lowerBound, verbStart)
    if predicate?.followsDe != true, let marker = marker(in: before),
      sentence.has(.anaphor, in: sentence.span(marker, verbStart))
    {
      // 塘坊村仍未公开合同,镇纪委向该村下发红色督办单.
      for earlier in sentence.clauses.reversed() where earlier.upperBound <= marker {
        let names = finder.subjectNames(in: earlier).filter {
          $0.isSure && !NameWords.shared.isIssuer(text[$0.unit ?? $0.item ?? 0..<0])
        }
        if !names.isEmpty { return names }
      }
    }
    if predicate?.followsDe != true, let marker = marker(in: before), verbStart - marker > 2 {
      let names = finder.subjectNames(in: sentence.span(marker + 1, verbStart))
      if names.contains(where: \.isSure) { return trusted(names) }
      if let first = text[marker...].first, "将把".unicodeScalars.contains(first), predicate?.isEvent == true,
        !sentence.has([.threshold, .rule], in: before), names.allSatisfy({ ($0.item ?? 0..<0).count >= 4 })
      {
        return names
      }
    }
    // 给予城关镇|红牌警告.
    if let verb = sentence.lastClue(.patient, in: before), verb.range.upperBound < mention.range.lowerBound {
      let names = finder.subjectNames(in: sentence.span(verb.range.upperBound, mention.range.lowerBound))
        .filter(\.isSure)
      if !names.isEmpty { return names }
    }
    // 对A、B,县委办予以红牌警告.
    if predicate?.isGiving == true || predicate?.isImpersonal == true,
      let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }), index > 0
    {
      for back in 1...3 where index >= back {
        let opening = sentence.clauses[index - back]
        guard opening.lowerBound >= segment.lowerBound else { break }
        guard let marker = marker(in: opening), "对给向".unicodeScalars.contains(text[marker]) else { continue }
        // 镇安委办对A、B两家企业,张贴…: who gives stands before.
        let object = trusted(finder.subjectNames(in: sentence.span(marker + 1, opening.upperBound)))
        if object.contains(where: \.isSure) { return object }
        // 对3个派出所——A、B、C,县公安局发出…: the names may stand in the clauses behind the opening one.
        for clause in sentence.clauses[(index - back)..<index] {
          let names = trusted(finder.subjectNames(in: clause))
          if names.contains(where: \.isSure) { return names }
        }
        break
      }
    }
    if mention.nouns.contains(.warning) || mention.nouns.contains(.level), predicate == nil {
      let names = finder.list(from: next, before: clause.upperBound).filter(\.isSure)
      if !names.isEmpty, names.allSatisfy({ $0.unit != nil }) { return names }
    }
    return nil
  }

  /// A sure name vouches for the short ones of its list.
  private func trusted(_ names: [NameFinder.Name]) -> [NameFinder.Name] {
    guard names.contains(where: \.isSure) else { return [] }
    return names.filter { $0.isSure || ($0.item ?? $0.unit ?? 0..<99).count <= 12 }
  }

  /// The last 对, 给, 向, 将, 把 that opens an object and is no part of a word (向阳村).
  private func marker(in range: Range<Int>) -> Int? {
    for index in range.reversed() where "对给向将把让予为".unicodeScalars.contains(text[index]) {
      if ClueFinder.shared.word(of: .ignore, beginningAt: index, in: text) != nil { continue }
      if index > range.lowerBound,
        ClueFinder.shared.word(of: .ignore, endingAt: index + 1, in: text, from: range.lowerBound) != nil
      {
        continue
      }
      return index
    }
    return nil
  }

  // MARK: - Labels

  private static let attributes = StatusPhrases.attribute

  /// A:红色; A(红色); 项目名称:A;…;预警等级:红色.
  func labelled() -> [NameFinder.Name]? {
    guard predicate == nil || predicate?.isEvent == false else { return nil }
    let behind = mention.range.upperBound
    let isGloss =
      behind + 1 < text.count && text[behind] == ")" && (text[behind + 1].isDigit || text[behind + 1].isHan)
    if !isGloss, let open = enclosingBracket(), open > segment.lowerBound {
      var start = open
      while start > segment.lowerBound, !",、;:)".unicodeScalars.contains(text[start - 1]) { start -= 1 }
      let names = finder.subjectNames(in: sentence.span(start, open))
      if !names.isEmpty { return names }
    }
    guard predicate == nil else { return nil }
    let next = mention.range.upperBound
    let isLast =
      next >= text.count || ",;。)、".unicodeScalars.contains(text[next]) || text[next].closesSentence
    guard isLast, mention.range.lowerBound > 0 else { return nil }
    let mark = text[mention.range.lowerBound - 1]
    guard mark == ":" || mark == "(" || mark == "—" || mark == "," else { return nil }
    var start = mention.range.lowerBound - 1
    let floor = mark == "," ? segment.lowerBound : segment.lowerBound
    while start > floor, !",、;)".unicodeScalars.contains(text[start - 1]) { start -= 1 }
    if Self.attributes.contains(text[sentence.span(start, mention.range.lowerBound - 1)]) {
      return attributed()
    }
    guard mark != "," else { return nil }
    return finder.subjectNames(in: sentence.span(start, mention.range.lowerBound - 1)).filter(\.isSure)
  }

  /// Where the bracket opens that encloses the mention, or nil.
  private func enclosingBracket() -> Int? {
    for index in sentence.span(max(0, mention.range.lowerBound - 30), mention.range.lowerBound).reversed() {
      if text[index] == ")" { return nil }
      if text[index] == "(" { return index }
    }
    return nil
  }

  /// The first value of a line of labels and values, and the unit that a label of its own names.
  private func attributed() -> [NameFinder.Name]? {
    guard let first = sentence.clauses.first, first.upperBound < text.count else { return nil }
    var range = first
    if text[first.upperBound] == ":", sentence.clauses.count > 1 { range = sentence.clauses[1] }
    let names = finder.subjectNames(in: range)
    return names.isEmpty ? nil : names
  }

  /// 城关镇红牌警告: no verb, in a headline or as a whole clause.
  func adjacent() -> [NameFinder.Name] {
    guard predicate == nil, mention.form == .bound,
      !mention.nouns.isDisjoint(with: [.card, .lamp, .warning])
    else { return [] }
    let before = sentence.span(clause.lowerBound, mention.range.lowerBound)
    guard before.count >= 2, mention.range.upperBound >= clause.upperBound - 1 else { return [] }
    let names = finder.subjectNames(in: before).filter(\.isSure)
    guard let last = names.last, (last.item ?? last.unit)?.upperBound ?? 0 >= mention.range.lowerBound - 1
    else {
      return []
    }
    return names
  }

  /// 县行政审批局群众评价率仅为41%,红牌! — the colour alone is the verdict on what stands before.
  func judgedBefore() -> [NameFinder.Name] {
    guard predicate == nil,
      mention.form == .bound || (mention.form != .scheme && mentions.count { !$0.isHarmless } > 1),
      mention.range.lowerBound == clause.lowerBound,
      mention.range.upperBound >= clause.upperBound - 1, clause.lowerBound > segment.lowerBound,
      text[clause.lowerBound - 1] == ","
    else { return [] }
    guard let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }), index > 0
    else { return [] }
    let earlier = sentence.clauses[index - 1]
    guard earlier.lowerBound >= segment.lowerBound,
      !ClauseBreak.stops(at: earlier, in: sentence, mentions: mentions)
    else { return [] }
    let names = finder.subjectNames(in: earlier)
    // In a row of verdicts (学校食堂,绿;工地食堂,黄) whatever stands there is what is judged.
    let isRow = mentions.count { $0.form == .bare } > 1
    return sure(names) ?? (isRow ? names.filter { ($0.item ?? 0..<0).count > 2 } : [])
  }

  // MARK: - Before the colour

  /// The names of the subject: in the clause itself, else in one before it.
  func subject(isCounted: Bool) -> [NameFinder.Name] {
    guard let predicate else { return [] }
    let own = sentence.span(clause.lowerBound, predicate.start)
    let isMeasured = hasMeasurement
    let isRule = sentence.has([.threshold, .rule], in: segment) && !isMeasured
    // 水库蓄水量亮起红灯 is a figure of speech unless work is spoken of.
    let isFirm =
      predicate.isPassive || sentence.has(.still, in: own)
      || (predicate.isEvent && (!mention.nouns.contains(.lamp) || sentence.has(.work)))
      // 完成率30%,为红色: the verdict on a value that was measured.
      || (isMeasured && predicate.start == clause.lowerBound)
    // 州自然资源局对责任单位挂了红牌: who gives it has it not.
    let isGiver =
      marker(in: own).map { text[$0] != "将" && text[$0] != "把" && $0 > own.lowerBound + 1 } ?? false
    let names = isGiver && !predicate.isPassive ? [] : finder.subjectNames(in: own)
    var fallback: [NameFinder.Name] = []
    if !names.isEmpty {
      if predicate.isGiving { return [] }
      if let sure = sure(names), isFirm || !isRule || sure.contains(where: { $0.unit != nil }) { return sure }
      if isFirm, !isRule, !isCounted { fallback = names }
      if own.count > 3, !fallback.isEmpty { return fallback }
    }
    if predicate.isGiving, !predicate.isImpersonal { return [] }
    // A letter says 你单位, and the piece of work behind it is what has the colour.
    guard let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }) else {
      return []
    }
    var earlier = index
    while earlier > 0, index - earlier < 4 {
      earlier -= 1
      let range = sentence.clauses[earlier]
      guard range.lowerBound >= segment.lowerBound,
        !ClauseBreak.stops(at: range, in: sentence, mentions: mentions)
      else {
        break
      }
      var names = finder.subjectNames(in: range)
      // 不合格账号2个,为A、B,亮红牌: the list of a number before it.
      if names.isEmpty, let lead = StatusPhrases.listLead.longestMatch(in: text, at: range.lowerBound) {
        names = finder.listClause(sentence.span(lead.range.upperBound, range.upperBound))
      }
      if let sure = sure(names) { return sure }
      if isFirm, !isRule, !isCounted, !names.isEmpty { fallback = names }
    }
    return fallback
  }

  /// True if a value stands before the colour that no threshold governs: 完成率30%, and not 低于30%.
  private var hasMeasurement: Bool {
    let before = sentence.span(segment.lowerBound, mention.range.lowerBound)
    guard let percent = text[before].firstIndex(of: "%") else { return false }
    var start = percent
    while start > before.lowerBound, text[start - 1].isDigit || text[start - 1] == "." { start -= 1 }
    guard start < percent, start - before.lowerBound >= 3 else { return false }
    return !sentence.has(.threshold, in: sentence.span(start - 3, start))
      && !sentence.has(.threshold, in: sentence.span(percent + 1, percent + 3))
  }

  /// The names if one of them is sure, without those who only give colours.
  private func sure(_ all: [NameFinder.Name]) -> [NameFinder.Name]? {
    // 1件投黄票 is no name: a colour stands in it.
    let names = all.filter { name in
      !mentions.contains { !$0.isHarmless && $0.range.overlaps(name.item ?? name.unit ?? 0..<0) }
    }
    guard names.contains(where: \.isSure) else { return nil }
    let kept = names.filter { name in
      guard name.item == nil, let unit = name.unit else { return name.isSure || names.count > 1 }
      return !NameWords.shared.isIssuer(text[unit])
    }
    return kept.isEmpty ? nil : kept
  }
}

/// Where the search for a subject in earlier clauses ends.
enum ClauseBreak {
  /// True for a clause that tells source, setting or inspection, or that has a colour of its own.
  static func stops(at range: Range<Int>, in sentence: StatusSentence, mentions: [ColourMention]) -> Bool {
    if mentions.contains(where: { range.overlaps($0.range) && !$0.isHarmless }) {
      // 继上次黄牌后 names nobody, 被评为黑旗的三合村 does.
      return NameFinder(sentence: sentence).subjectNames(in: range).contains(where: \.isSure)
    }
    if let last = sentence.lastClue(.adjunct, in: range), last.range.upperBound == range.upperBound {
      return true
    }
    guard let inspect = sentence.clue(.inspect, in: range) else { return false }
    // 应于5月31日前完成: what was asked, and no inspection.
    if sentence.has([.modal, .demand], in: sentence.span(range.lowerBound, inspect.range.lowerBound)) {
      return false
    }
    let rest = sentence.span(inspect.range.upperBound, range.upperBound)
    // 城南污水管网项目完成投资1200万元: how far a named piece of work is.
    if sentence.text[inspect.range].elementsEqual(["完", "成"]),
      NameFinder(sentence: sentence).subjectNames(
        in: sentence.span(range.lowerBound, inspect.range.lowerBound)
      )
      .contains(where: \.isSure)
    {
      return false
    }
    // 仅完成年度任务的38% tells how far it is, 完成抽查 that somebody looked.
    if sentence.text[rest].contains("%")
      || StatusPhrases.merely.ends(sentence.text, at: inspect.range.lowerBound)
    {
      return false
    }
    // 在本轮考核中得分最低 tells of the one who is inspected, 抽查26个单位 of the whole.
    if StatusPhrases.inspectedSelf.longestMatch(in: sentence.text, at: rest.lowerBound) != nil {
      return false
    }
    return !sentence.has(.cause, in: range)
  }
}
