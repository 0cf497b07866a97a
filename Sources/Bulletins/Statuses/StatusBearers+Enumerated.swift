// Who has a status, told one after the other.
extension StatusBearers {
  /// 剩余3处,即|上川砂场弃料、康家崖违建鱼塘、老渡口建筑垃圾|,仍挂红牌: as many names as were counted, in a clause between.
  func listedBetween() -> [NameFinder.Name] {
    guard let count, count.side == .earlierClause || count.side == .subject, (1...20).contains(count.value)
    else {
      return []
    }
    for clause in sentence.clauses
    where clause.lowerBound >= count.range.upperBound && clause.upperBound < mention.range.lowerBound {
      guard let lead = StatusPhrases.listLead.longestMatch(in: text, at: clause.lowerBound) else { continue }
      var finder = finder
      finder.isEntry = true
      finder.isParted = count.value > 1
      let names = finder.listClause(sentence.span(lead.range.upperBound, clause.upperBound))
      if names.count == count.value { return names }
    }
    return []
  }

  /// 标注红色的两项,一是国有林场职工分流,因…;二是乡镇财政管理体制,…: as many entries as the number behind the colour counts.
  func enumerated() -> [NameFinder.Name] {
    guard let count, count.side == .after || count.side == .shape, (2...10).contains(count.value),
      sentence.begins(with: ",一是", at: count.range.upperBound)
        || sentence.begins(with: ":一是", at: count.range.upperBound)
    else { return [] }
    var finder = finder
    finder.isEntry = true
    var names: [NameFinder.Name] = []
    for segment in sentence.segments where segment.upperBound > count.range.upperBound {
      let start = max(segment.lowerBound, count.range.upperBound + 1)
      guard start + 3 < segment.upperBound, text[start].numeral != nil, text[start + 1] == "是" else {
        continue
      }
      let clause = sentence.clause(holding: start)
      guard let name = finder.listClause(sentence.span(start + 2, clause.upperBound)).first else { return [] }
      names.append(name)
    }
    return names.count == count.value ? names : []
  }
}
