extension StatusText {
  /// How many sentences before 上述3家单位 may name them.
  private static let antecedentReach = 3

  /// The names that 上述3家单位 and 以上三个项目 point back at, as many as are counted, with the sentence that holds them.
  ///
  /// 督查发现,甲单位…,乙公司…,丙所…。对上述3家单位给予红牌处理: each clause of the sentence before begins with one of them.
  mutating func antecedents(
    of verdict: StatusJudge.Verdict, by mention: ColourMention, in sentence: StatusSentence
  )
    -> Judged?
  {
    guard verdict.kind == .reported, verdict.names.isEmpty, let count = verdict.count,
      (1...20).contains(count),
      let printed = verdict.printed,
      StatusPhrases.pointingBack.ends(sentence.text, at: printed.range.lowerBound)
    else { return nil }
    for near in stride(
      from: sentence.index, through: max(0, sentence.index - Self.antecedentReach), by: -1)
    {
      let earlier = self.sentence(sentence.block, near)
      let finder = NameFinder(sentence: earlier)
      var found: [NameFinder.Name] = []
      let noun = Scalars(sentence.text[sentence.span(printed.range.lowerBound, printed.range.upperBound + 4)])
      let isOfUnits = NameWords.shared.speaksOfUnits(noun)
      // A项目因…;B项目流标…。以上两个项目: each segment begins with one of them.
      if !isOfUnits, near < sentence.index, earlier.segments.count == count {
        found = earlier.segments.compactMap { segment in
          finder.openingUnit(of: earlier.clause(holding: segment.lowerBound), of: [.item]).map {
            .init(item: $0, unit: nil, isSure: true)
          }
        }
        if found.count != count { found = [] }
      }
      for clause in found.isEmpty ? earlier.clauses : []
      where near < sentence.index
        || clause.upperBound <= sentence.clause(holding: printed.range.lowerBound).lowerBound
      {
        let names = finder.subjectNames(in: clause).filter { name in
          name.isSure && !NameWords.shared.isIssuer(earlier.text[name.unit ?? name.item ?? 0..<0])
        }
        if names.count == count { found = names }
        if found.count == count { break }
        // 枫木乡抽查4个村,…;高坪镇虚报…: the unit that a clause begins with.
        if isOfUnits, let unit = finder.openingUnit(of: clause) {
          if !NameWords.shared.isIssuer(earlier.text[unit]) { found.append(.init(unit: unit, isSure: true)) }
        } else if !isOfUnits, let first = names.first {
          found.append(first)
        } else if !isOfUnits, near == sentence.index,
          let unit = finder.openingUnit(of: clause, of: [.unit, .item]),
          !NameWords.shared.isIssuer(earlier.text[unit])
        {
          found.append(.init(unit: unit, isSure: true))
        }
      }
      guard found.count == count else { continue }
      // 上述3家单位: of 市供热公司客服热线 the company.
      if isOfUnits {
        for index in found.indices where found[index].unit != nil { found[index].item = nil }
      }
      return Judged(
        sentence: earlier, mention: mention,
        verdict: .init(
          kind: .reported, names: found, because: "reported: the names that a later sentence points back at"))
    }
    return nil
  }

  /// D级(红色)6家。D级企业:甲、乙…: the list of a grade that a colour stands beside, in one of the next sentences.
  mutating func graded(
    of verdict: StatusJudge.Verdict, by mention: ColourMention, in sentence: StatusSentence
  ) -> Judged? {
    let open = mention.range.lowerBound - 1
    guard verdict.kind == .reported, verdict.names.isEmpty, open >= 2, sentence.text[open] == "(",
      sentence.text[open - 1] == "级"
    else { return nil }
    let grade = sentence.text[(open - 2)..<open]
    guard let letter = grade.first, letter.isASCII, !letter.isDigit else { return nil }
    for later in following(sentence) {
      for index in later.text.indices.dropLast(3) where later.text[index...].starts(with: grade) {
        guard let colon = later.text[later.span(index + 2, index + 9)].firstIndex(of: ":") else { continue }
        var finder = NameFinder(sentence: later)
        finder.isEntry = true
        let names = finder.list(from: colon + 1, before: later.text.count)
        guard !names.isEmpty, verdict.count == nil || names.count == verdict.count else { continue }
        return Judged(
          sentence: later, mention: mention,
          verdict: .init(
            kind: .reported, names: names, because: "reported: the list of the grade that has this colour"))
      }
    }
    return nil
  }

  /// …有两家得了红码。它们是甲和乙: the names that the next sentence gives to those that were counted.
  mutating func named(
    after verdict: StatusJudge.Verdict, by mention: ColourMention, in sentence: StatusSentence
  ) -> Judged? {
    guard verdict.kind == .reported, verdict.names.isEmpty, let count = verdict.count,
      let next = following(sentence).first,
      let start = StatusPhrases.theyAre.longestMatch(in: next.text, at: 0)?.range.upperBound
        ?? Self.labelEnd(of: next, count: count)
    else { return nil }
    var finder = NameFinder(sentence: next)
    finder.isEntry = true
    finder.isParted = count > 1
    let names = finder.list(from: start, before: next.text.count)
    guard names.count == count else { return nil }
    return Judged(
      sentence: next, mention: mention,
      verdict: .init(kind: .reported, names: names, because: "reported: the next sentence says who they are"))
  }

  /// Where 被约谈的企业为: ends that opens a sentence without a colour of its own: the list behind it, if it is as long as what was counted.
  private static func labelEnd(of sentence: StatusSentence, count: Int) -> Int? {
    guard count > 1, let colon = sentence.text.prefix(16).firstIndex(of: ":"), colon >= 3,
      ColourScanner.shared.mentions(in: sentence).allSatisfy(\.isHarmless)
    else { return nil }
    let label = Scalars(sentence.text[..<colon])
    return NameWords.shared.speaksOfUnits(label) || NameWords.shared.speaksOfItems(label) ? colon + 1 : nil
  }

  /// 涂成红色的有2家。迅安公司…;恒达公司…: the next sentence tells of as many as were counted, a segment for each.
  mutating func described(
    after verdict: StatusJudge.Verdict, by mention: ColourMention, in sentence: StatusSentence
  ) -> Judged? {
    guard verdict.kind == .reported, verdict.names.isEmpty, let printed = verdict.printed,
      (2...8).contains(printed.value), printed.range.upperBound + 8 >= sentence.text.count,
      let next = following(sentence).first, next.segments.count == printed.value,
      ColourScanner.shared.mentions(in: next).allSatisfy(\.isHarmless)
    else { return nil }
    let finder = NameFinder(sentence: next)
    var names: [NameFinder.Name] = []
    for segment in next.segments {
      guard let unit = finder.openingUnit(of: next.clause(holding: segment.lowerBound)),
        !NameWords.shared.isIssuer(next.text[unit])
      else { return nil }
      names.append(NameFinder.Name(item: nil, unit: unit, isSure: true))
    }
    return Judged(
      sentence: next, mention: mention,
      verdict: .init(
        kind: .reported, names: names, because: "reported: the next sentence tells of as many, one by one"))
  }

  /// The offices that a letter is addressed to, where it says 你单位 or 贵局: the salutation above, or before it.
  mutating func addressees(
    of verdict: StatusJudge.Verdict, by mention: ColourMention, in sentence: StatusSentence
  )
    -> Judged?
  {
    guard verdict.kind == .reported, verdict.names.allSatisfy({ $0.unit == nil }),
      sentence.clues.contains(where: { clue in
        clue.kind.contains(.anaphor) && "你贵".unicodeScalars.contains(sentence.text[clue.range.lowerBound])
      })
    else { return nil }
    var salutations: [StatusSentence] = [sentence]
    for block in stride(from: sentence.block - 1, through: max(0, sentence.block - 2), by: -1)
    where sentenceCount(of: block) == 1 {
      salutations.append(self.sentence(block, 0))
    }
    for salutation in salutations {
      guard let first = salutation.clauses.first, first.upperBound < salutation.text.count,
        salutation.text[first.upperBound] == ":"
      else { continue }
      let names = NameFinder(sentence: salutation).listClause(first)
      guard !names.isEmpty, names.allSatisfy({ $0.isSure && $0.unit != nil }) else { continue }
      return Judged(
        sentence: salutation, mention: mention,
        verdict: .init(kind: .reported, names: names, because: "reported: the letter is addressed to them"))
    }
    return nil
  }
}
