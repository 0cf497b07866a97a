// Where a name begins and ends in a piece of a sentence.
extension NameFinder {
  /// The part of a piece before its predicate, and whether something was cut off.
  func head(of piece: Range<Int>) -> (range: Range<Int>, isCut: Bool) {
    if isWhole { return (trimmed(piece), false) }
    let whole = relativeHead(of: trimmed(piece))
    if whole.isEmpty { return (whole, false) }
    let strong: Clue.Kind = [.cut, .cause, .still, .earlier]
    let cuts = sentence.clues.filter {
      $0.range.lowerBound >= whole.lowerBound && $0.range.lowerBound < whole.upperBound
        && (!$0.kind.isDisjoint(with: strong) || endsMeasure($0, from: whole.lowerBound))
        && !isInBracket($0.range.lowerBound, from: whole.lowerBound)
        && !(isEntry && isOfEntry($0, in: whole))
    }
    if cuts.isEmpty { return (whole, false) }
    if whole.count <= 24, NameWords.shared.ending(of: withoutBrackets(whole)) != nil,
      !cuts.contains(where: { isStrong($0) })
    {
      return (whole, false)
    }
    // 超标粮食处置: of an entry that is a piece of work the word is a part.
    if isEntry, whole.count <= 16, cuts.allSatisfy({ $0.range.lowerBound == whole.lowerBound }),
      NameWords.shared.ending(of: text[whole]) == .item
    {
      return (whole, false)
    }
    for cut in cuts {
      let left = trimmed(sentence.span(whole.lowerBound, cut.range.lowerBound))
      if left.isEmpty, cut.range.lowerBound == whole.lowerBound, isStrong(cut) { return (left, true) }
      if left.count >= 2, NameWords.shared.ending(of: withoutBrackets(left)) != nil { return (left, true) }
    }
    if let cut = cuts.first(where: { isStrong($0) }) {
      return (trimmed(sentence.span(whole.lowerBound, cut.range.lowerBound)), true)
    }
    return (whole, false)
  }

  /// 沙坝镇数据差错率|超过3%: a threshold behind what was measured.
  private func endsMeasure(_ clue: Clue, from start: Int) -> Bool {
    clue.kind.contains(.threshold) && clue.range.lowerBound > start + 4
      && "率量额比".unicodeScalars.contains(text[clue.range.lowerBound - 1])
      && leadingPlace(of: sentence.span(start, clue.range.lowerBound)) != nil
  }

  /// 农村厕所革命|问题整改, 风险应对|完成率: in an entry of a list the word is part of what is named.
  private func isOfEntry(_ cut: Clue, in whole: Range<Int>) -> Bool {
    let next = cut.range.upperBound
    if text[cut.range.lowerBound] == "问" {
      return next == whole.upperBound || StatusPhrases.ofProblems.longestMatch(in: text, at: next) != nil
    }
    return next < whole.upperBound && "率量".unicodeScalars.contains(text[next]) && next + 1 == whole.upperBound
  }

  /// 推进不力的|县住建局: the name behind a relative clause. 县住建局的|棚改 stays whole.
  func relativeHead(of range: Range<Int>) -> Range<Int> {
    guard let mark = text[range].lastIndex(of: "的"), !isInBracket(mark, from: range.lowerBound) else {
      return range
    }
    let name = trimmed(sentence.span(mark + 1, range.upperBound))
    let left = trimmed(sentence.span(range.lowerBound, mark))
    // 河东街道|因出现过火面积较大的焚烧点: the name stands before the cause.
    if let cause = sentence.clue(.cause, in: left), cause.range.lowerBound > left.lowerBound + 1,
      NameWords.shared.ending(of: text[sentence.span(left.lowerBound, cause.range.lowerBound)]) != nil
    {
      return range
    }
    guard name.count >= 2, name.count <= 16 || NameWords.shared.ending(of: withoutBrackets(name)) != nil,
      !left.isEmpty, !NameWords.shared.isGeneric(Scalars(text[name])),
      sentence.has([.cut, .threshold, .cause], in: left)
        // 花了三百多万元改造的|柳林桥农贸市场.
        || text[left].contains("了") && NameWords.shared.ending(of: withoutBrackets(name)) != nil
        || left.count <= 12 && NameWords.shared.ending(of: text[left]) == nil
          // 区住建局|承担的|雨污分流改造 keeps its unit.
          && (StatusPhrases.bearer.start(endingAt: mark + 1, in: text, from: range.lowerBound) ?? mark)
            == mark,
      NameWords.shared.ending(of: text[left]) != .unit
    else { return range }
    return name
  }

  /// A cut that no name contains: longer than one character, or one of the plain marks of a predicate.
  func isStrong(_ clue: Clue) -> Bool {
    if clue.range.count > 1 { return true }
    guard let first = clue.range.first else { return false }
    return "因被未仍均已也遭".unicodeScalars.contains(text[first])
  }

  func isInBracket(_ position: Int, from start: Int) -> Bool {
    var depth = 0
    for index in sentence.span(start, position) {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
    }
    return depth > 0
  }

  func withoutBrackets(_ range: Range<Int>) -> ArraySlice<Unicode.Scalar> {
    if let open = text[range].firstIndex(of: "("), open > range.lowerBound {
      return text[sentence.span(range.lowerBound, open)]
    }
    return text[range]
  }

  /// Without marks, 等, counts (两个项目) and 问题 at the end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isLeadMark(text[lower]) || text[lower].closesSentence { lower += 1 }
    var moved = true
    while moved, lower < upper {
      moved = false
      while lower < upper, text[upper - 1].closesSentence || ",、:;—(".unicodeScalars.contains(text[upper - 1])
      {
        upper -= 1
        moved = true
      }
      if upper > lower, text[upper - 1] == ")", !text[sentence.span(lower, upper)].contains("(") {
        upper -= 1
        moved = true
      }
      if let start = StatusPhrases.nameTail.start(endingAt: upper, in: text, from: lower), start > lower,
        // In a list of problems it is part of what is named.
        !isEntry || text[start] != "问"
      {
        upper = start
        moved = true
      }
      if upper > lower, "%分".unicodeScalars.contains(text[upper - 1]) {
        var start = upper - 1
        while start > lower, text[start - 1].isDigit || text[start - 1] == "." { start -= 1 }
        if start > lower + 1 {
          upper = start
          moved = true
        }
      }
      // 南部新城幼儿园|等五个政府投资项目前期: the list ends there.
      if let open = text[sentence.span(lower + 2, upper)].firstIndex(of: "等"), group(at: open) != nil {
        upper = open
        moved = true
      }
      if let start = countTail(sentence.span(lower, upper)) {
        upper = start
        moved = true
      }
    }
    return sentence.span(lower, upper)
  }

  /// Where a count that ends a name begins: …生产线|两个项目, 7家|单位.
  func countTail(_ range: Range<Int>) -> Int? { groupTail(range)?.start }

  /// The count that stands right behind a name: 柳林|两个社区.
  func group(at position: Int) -> (start: Int, value: Int, end: Int)? {
    var start = position
    while start < text.count, "等这".unicodeScalars.contains(text[start]) { start += 1 }
    guard let number = Numerals.number(in: text, at: start), number.value < 1e9,
      let end = Classifiers.shared.classifier(in: text, at: number.end)
    else { return nil }
    return (start, Int(number.value), end)
  }

  /// The first count inside a piece, behind a name of two characters at least.
  func group(within piece: Range<Int>) -> (start: Int, value: Int, end: Int)? {
    for index in sentence.span(piece.lowerBound + 2, piece.upperBound)
    where text[index].isDigit || text[index].numeral != nil {
      if text[index - 1].isDigit || text[index - 1].numeral != nil || text[index - 1] == "第" { continue }
      if let group = group(at: index) { return group }
    }
    return nil
  }

  /// The count that ends a name: where it begins, its value, and where its measure word ends.
  func groupTail(_ range: Range<Int>) -> (start: Int, value: Int, end: Int)? {
    for start in stride(
      from: range.upperBound - 2, through: max(range.lowerBound, range.upperBound - 8), by: -1)
    where text[start].isDigit || text[start].numeral != nil {
      if start > range.lowerBound, text[start - 1].isDigit || text[start - 1].numeral != nil { continue }
      // 第3网格 is a name.
      if start > range.lowerBound, text[start - 1] == "第" { return nil }
      guard let number = Numerals.number(in: text, at: start),
        start == range.lowerBound || !sentence.isNumberOfName(start..<number.end),
        let end = Classifiers.shared.classifier(in: text, at: number.end), end <= range.upperBound
      else { return nil }
      if end == range.upperBound
        || NameWords.shared.isGeneric(Scalars(text[sentence.span(end, range.upperBound)]))
      {
        return (start, Int(min(number.value, 1e9)), end)
      }
      return nil
    }
    return nil
  }
}
