// To whom a status is given.
extension StatusBearers {
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
    let upToColour = sentence.span(clause.lowerBound, mention.range.lowerBound)
    if let verb = sentence.lastClue(.patient, in: upToColour),
      verb.range.upperBound < mention.range.lowerBound
    {
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
        // 对…仍无答复的《关于…的建议》,启动红灯督办: the paper is what has it.
        if let open = text[opening].firstIndex(of: "《"),
          let close = text[open..<opening.upperBound].firstIndex(of: "》"),
          close > open + 4
        {
          return [NameFinder.Name(item: sentence.span(open + 1, close), unit: nil, isSure: true)]
        }
        // 镇安委办对A、B两家企业,张贴…: who gives stands before.
        let object = trusted(finder.subjectNames(in: sentence.span(marker + 1, opening.upperBound)))
        if object.contains(where: \.isSure) { return object }
        // 对3个派出所——A、B、C,县公安局发出…: the names may stand in the clauses behind the opening one.
        let isOpen = marker == opening.lowerBound
        for clause in sentence.clauses[(isOpen ? index - back : index - back + 1)..<index] {
          if sentence.has(.inspect, in: clause), clause.lowerBound > opening.lowerBound { continue }
          let names = trusted(finder.subjectNames(in: clause))
          if names.contains(where: \.isSure) { return names }
        }
        break
      }
    }
    if mention.nouns.contains(.warning) || mention.nouns.contains(.level), predicate == nil {
      let names = finder.list(from: next, before: clause.upperBound).filter(\.isSure)
      // 红牌警告城关镇: right behind it, and not 红牌警示项目名单将推送至….
      if let first = names.first?.unit, first.lowerBound == next, names.allSatisfy({ $0.unit != nil }) {
        return names
      }
    }
    return nil
  }

  /// A sure name vouches for the short ones of its list.
  func trusted(_ names: [NameFinder.Name]) -> [NameFinder.Name] {
    guard names.contains(where: \.isSure) else { return [] }
    return names.filter { $0.isSure || ($0.item ?? $0.unit ?? 0..<99).count <= 12 }
  }

  /// The last 对, 给, 向, 将, 把 that opens an object and is no part of a word (向阳村).
  func marker(in range: Range<Int>) -> Int? {
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
}
