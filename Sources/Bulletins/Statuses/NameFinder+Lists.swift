// The names that stand in a list behind a colour.
extension NameFinder {
  /// The names of a list that begins at a position: after 分别是, after a colon, in brackets. It ends at the sentence's
  /// end, at the next colour's label, or where a clause begins that is no name.
  func list(from start: Int, before limit: Int) -> [Name] {
    var found: [Name] = []
    let semicolons = pieces(of: sentence.span(start, min(limit, text.count)), separatedBy: ";")
    for (turn, group) in semicolons.enumerated() {
      let clauses = pieces(of: group, separatedBy: ",")
      var took = false
      for (index, clause) in clauses.enumerated() {
        // 红色任务为A,责任单位为B: whose it is, and no further entry.
        if index > 0, let label = Self.responsible.longestMatch(in: text, at: clause.lowerBound) {
          let units = responsibleUnits(after: label.range.upperBound, in: clause)
          if units.count == found.count {
            for (index, unit) in units.enumerated() where found[index].unit == nil {
              found[index].unit = unit
            }
          }
          break
        }
        // A;投资进度低于60%的6个…: the next group tells something else.
        if turn > 0, index == 0, sentence.has([.threshold], in: clause) { break }
        // 红灯单位为甲,事由为…: a clause with a predicate is no entry.
        if index > 0, let piece = pieces(of: clause, separatedBy: "、").first, head(of: afterLead(piece)).isCut
        {
          break
        }
        let names = listClause(clause)
        if index > 0, names.isEmpty || !names.allSatisfy(\.isSure) || startsOtherwise(clause) { break }
        // 责任部门:无 names nobody and does not end the list.
        took = took || !names.isEmpty || text[clause].last == "无"
        if names.isEmpty { break }
        found += names
        if found.count > Self.most { return found }
      }
      if !took, turn > 0 { break }
    }
    return found
  }

  /// The units behind 责任单位为, 责任单位:, 责任单位分别是.
  private func responsibleUnits(after position: Int, in clause: Range<Int>) -> [Range<Int>] {
    var start = position
    while start < clause.upperBound, "为是系分别:".unicodeScalars.contains(text[start]) { start += 1 }
    let units = pieces(of: sentence.span(start, clause.upperBound), separatedBy: "、").map(trimmed)
    return units.allSatisfy { $0.count >= 2 && NameWords.shared.ending(of: text[$0]) == .unit } ? units : []
  }

  func listClause(_ clause: Range<Int>) -> [Name] {
    var range = clause
    // 古井村和冷水坑村——土蜂养殖死亡率过半: what was found stands behind the dash.
    if let dash = range.first(where: { sentence.begins(with: "——", at: $0) }), dash > range.lowerBound + 1 {
      range = range.lowerBound..<dash
    }
    // 街道:白沙街道 — the label stands before the colon; 辖区:无 names nobody.
    if let colon = text[range].lastIndex(of: ":"), colon + 1 < range.upperBound,
      !isInBracket(colon, from: range.lowerBound)
    {
      // 县文旅投公司:截至6月底…: what it is charged with stands behind the colon.
      let left = sentence.span(range.lowerBound, colon)
      let isName =
        (NameWords.shared.ending(of: withoutBrackets(trimmed(left))) == .unit
          // 县城集中供热二期:管网铺设仅…: of an entry with a number the piece of work.
          || isNumbered && left.count >= 4
            && Self.responsible.longestMatch(in: text, at: left.lowerBound) == nil)
        && !NameWords.shared.isGeneric(Scalars(text[trimmed(left)])) && left.count >= (isEntry ? 3 : 4)
        && !subjectNames(in: sentence.span(colon + 1, range.upperBound)).contains(where: \.isSure)
      range = isName ? left : sentence.span(colon + 1, range.upperBound)
    }
    var found: [Name] = []
    var last = range
    for (index, piece) in pieces(of: range, separatedBy: "、").enumerated() {
      // 众拓电子、禾谷食品|三家企业用地: the number of the names ends the last of them.
      if index > 0, let count = group(within: piece), count.value == index + 1 {
        last = trimmed(sentence.span(piece.lowerBound, count.start))
        found += names(in: last)
        break
      }
      // 全市地下管网普查: of an entry the place is part of the name.
      let isPlaced = isEntry && piece.first.map { "全我".unicodeScalars.contains(text[$0]) } == true
      let head = head(of: isPlaced ? piece : afterLead(piece))
      guard !head.range.isEmpty else {
        if head.isCut { break }
        continue
      }
      found += names(in: head.range)
      last = head.range
      if head.isCut { break }
    }
    return vouched(found, by: last)
  }

  func startsOtherwise(_ clause: Range<Int>) -> Bool {
    let lead = afterLead(clause)
    guard lead.lowerBound < lead.upperBound else { return true }
    let kinds: Clue.Kind = [.cut, .cause, .plan, .modal, .inspect, .still, .rule, .condition, .anaphor]
    return sentence.clues.contains {
      $0.range.lowerBound == lead.lowerBound && !$0.kind.isDisjoint(with: kinds)
    }
  }
}
