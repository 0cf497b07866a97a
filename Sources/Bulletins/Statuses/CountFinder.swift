/// Finds the number that a colour word is counted with.
struct CountFinder: Sendable {
  /// A count and where it is printed.
  struct Count: Sendable, Equatable {
    /// Where the number stands in relation to the colour.
    enum Side: Sendable { case shape, after, before, subject, earlierClause }

    var value: Int
    var range: Range<Int>
    var side: Side
  }

  /// What was found beside a colour word.
  enum Finding: Sendable, Equatable {
    case count(Count)
    /// A change against an earlier period (红色减少1项), which counts nothing.
    case change
    case nothing
  }

  let sentence: StatusSentence
  let mentions: [ColourMention]

  /// The count of a mention, given where its predicate begins (nil if it has none).
  func find(_ mention: ColourMention, predicate: Int?) -> Finding {
    if let number = mention.number {
      return .count(Count(value: number.value, range: number.range, side: .shape))
    }
    if let total = totalOfLabel(mention) { return .count(total) }
    switch after(mention) {
    case .count(var count):
      // 对6个村|各发黄牌一张.
      let clause = sentence.clause(holding: mention.range.lowerBound)
      if (1...9).contains(count.value),
        let each = numberOfEach(before: predicate ?? mention.range.lowerBound, in: clause)
      {
        count.value *= each
      }
      return .count(count)
    case .change: return .change
    case .nothing: break
    }
    if let count = directlyBefore(mention, predicate: predicate) { return .count(count) }
    if let predicate, let count = subject(of: mention, before: predicate) { return .count(count) }
    // 对6家维保记录不全的单位|黄牌警告: to how many it is given.
    if predicate == nil, mention.nouns.contains(.warning) || mention.nouns.contains(.level),
      let marker = object(of: mention), let count = head(of: marker, mention: mention),
      // 对发热超过10例的学校发布红色提示: a threshold.
      !StatusPhrases.comparison.ends(sentence.text, at: count.range.lowerBound)
    {
      return .count(count)
    }
    if let verdict = verdictBefore(mention), let count = subject(of: mention, before: verdict) {
      return .count(count)
    }
    return .nothing
  }

  // MARK: - After the colour

  static let fillers = Matcher(WordList(PackageResources.CountFillers_txt).words)

  /// 红色预警4项, 红牌:8家, 环保不良企业(红牌)26家, 亮红灯的地块有近20宗, 红色由5项减至3项.
  func after(_ mention: ColourMention) -> Finding {
    let text = sentence.text
    let start = mention.range.upperBound
    let limit = min(
      text.count, start + 26,
      mentions.first { $0.range.lowerBound >= start && !$0.isHarmless }?.range.lowerBound ?? .max)
    var cursor = start
    var gapIsPlain = true
    var residue = 0
    var changes = false
    var comes = false
    var sawDe = false
    var lastWasHolder = false
    while cursor < limit {
      let scalar = text[cursor]
      // 红色,0项;黄色,1项: a list of colours and numbers.
      if scalar == ",", cursor == start, cursor + 1 < text.count, text[cursor + 1].isDigit,
        startsPiece(mention)
          // 拒不落实的挂红牌,6家.
          || text[sentence.span(sentence.clause(holding: mention.range.lowerBound).lowerBound, start)]
            .contains("的"),
        let number = Numerals.number(in: text, at: cursor + 1),
        let end = Classifiers.shared.classifier(in: text, at: number.end),
        endsCount(at: end) || endsSentence(at: end)
      {
        return .count(
          Count(value: Int(min(number.value, 1e9)), range: sentence.span(cursor + 1, end), side: .after))
      }
      if scalar == ",",
        StatusPhrases.sum.longestMatch(in: text, at: cursor + 1) != nil
      {
        cursor += 1
        continue
      }
      if ",;。、或".unicodeScalars.contains(scalar) || scalar.closesSentence { break }
      // 绿灯(已销号)35处: what the colour means stands between.
      if scalar == "(", residue == 0,
        let close = text[sentence.span(cursor, cursor + 16)].firstIndex(of: ")"),
        close + 2 < text.count,
        text[close + 1].isDigit || text[close + 1].numeral != nil
          || "的为有共:".unicodeScalars.contains(text[close + 1]) && text[close + 2].isDigit
      {
        cursor = close + 1
        continue
      }
      // 红色:双溪镇(欠薪案件3起): the number is that of a cause.
      if scalar == "(", residue > 0 { break }
      // 红色零家.
      if scalar == "零", cursor == start, let end = Classifiers.shared.classifier(in: text, at: cursor + 1),
        endsCount(at: end) || endsSentence(at: end)
      {
        return .count(Count(value: 0, range: sentence.span(cursor, end), side: .after))
      }
      if scalar.isDigit || scalar.numeral != nil, let number = Numerals.number(in: text, at: cursor) {
        var end = number.end
        // 红色督办单|一个月|收了三张.
        if let span = StatusPhrases.timeSpan.longestMatch(in: text, at: end) {
          cursor = span.range.upperBound
          continue
        }
        let isShare = end < text.count && (text[end] == "%" || text[end] == "分")
        let classifier = Classifiers.shared.classifier(in: text, at: end)
        if let classifier { end = classifier }
        let isAlone = classifier == nil && !isShare && endsCount(at: end) && residue == 0
        // 予以红牌警告|一次: how often, not how many.
        let isOnce =
          scalar.numeral != nil && !scalar.isDigit && scalar != "两" && classifier != nil
          && text[end - 1] == "次"
        if !isShare, !isOnce, classifier != nil || isAlone, !number.isBare || number.value >= 10 {
          if changes, !comes {
            if sawFrom(before: cursor) {  // 由5项减至3项: the second number counts.
              cursor = end
              changes = false
              continue
            }
            return .change
          }
          if !isOrdinal(before: cursor), gapIsPlain || (sawDe && lastWasHolder) || residue <= 4 {
            if sawFrom(before: cursor) {
              cursor = end
              continue
            }
            return .count(
              Count(value: Int(min(number.value, 1e9)), range: sentence.span(cursor, end), side: .after))
          }
        }
        return .nothing
      }
      if let filler = Self.fillers.longestMatch(in: text, at: cursor) {
        let word = String(text[filler.range])
        changes =
          changes || StatusPhrases.changing.contains(text[filler.range])
        if word == "新增" { changes = false }
        comes = StatusPhrases.reaching.contains(text[filler.range])
        lastWasHolder = StatusPhrases.holder.contains(text[filler.range])
        sawDe = sawDe || word == "的"
        cursor = filler.range.upperBound
        continue
      }
      comes = false
      lastWasHolder = false
      if let clue = sentence.clues.first(where: { $0.range.contains(cursor) }),
        !clue.kind.isDisjoint(with: [.cause, .modal, .plan, .condition, .lifted, .none, .past])
      {
        return .nothing
      }
      if sawDe || scalar.isHan {
        residue += 1
        gapIsPlain = false
      } else {
        return .nothing
      }
      cursor += 1
    }
    return .nothing
  }

  func startsPiece(_ mention: ColourMention) -> Bool {
    mention.range.lowerBound == 0
      || ":;,。".unicodeScalars.contains(sentence.text[mention.range.lowerBound - 1])
  }

  func endsSentence(at position: Int) -> Bool {
    position < sentence.text.count && sentence.text[position].closesSentence
  }

  /// True if 由 or 从 opens what stands before the number: 由年初的46件降为0件.
  func sawFrom(before position: Int) -> Bool {
    for index in sentence.span(position - 6, position).reversed() {
      if "由从".unicodeScalars.contains(sentence.text[index]) { return true }
      if sentence.text[index].isDigit || "至到为,".unicodeScalars.contains(sentence.text[index]) { return false }
    }
    return StatusPhrases.earlierPeriod.ends(sentence.text, at: position)
  }

  func isOrdinal(before position: Int) -> Bool {
    guard position > 0 else { return false }
    // 滞后2项 counts, 后2名 ranks.
    if sentence.text[position - 1] == "后", position > 1,
      "滞落靠".unicodeScalars.contains(sentence.text[position - 2])
    {
      return false
    }
    return "第前后每末排列名逾超".unicodeScalars.contains(sentence.text[position - 1])
      && !(sentence.text[position - 1] == "超" || sentence.text[position - 1] == "逾")
  }

  func endsCount(at position: Int) -> Bool {
    guard position < sentence.text.count else { return true }
    let scalar = sentence.text[position]
    return ",;。、)(".unicodeScalars.contains(scalar) || StatusColor(character: scalar) != nil
  }
}
