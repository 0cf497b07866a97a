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
    switch after(mention) {
    case .count(let count): return .count(count)
    case .change: return .change
    case .nothing: break
    }
    if let count = directlyBefore(mention, predicate: predicate) { return .count(count) }
    if let predicate, let count = subject(of: mention, before: predicate) { return .count(count) }
    return .nothing
  }

  // MARK: - After the colour

  private static let fillers = Matcher(WordList(PackageResources.CountFillers_txt).words)

  /// 红色预警4项, 红牌:8家, 环保不良企业(红牌)26家, 亮红灯的地块有近20宗, 红色由5项减至3项.
  private func after(_ mention: ColourMention) -> Finding {
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
        startsPiece(mention),
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
      if scalar == "," || scalar == ";" || scalar == "。" || scalar == "、" || scalar.closesSentence { break }
      // 红色:双溪镇(欠薪案件3起): the number is that of a cause.
      if scalar == "(", residue > 0 { break }
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
        let isOnce = scalar == "一" && classifier != nil && text[end - 1] == "次"
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

  private func startsPiece(_ mention: ColourMention) -> Bool {
    mention.range.lowerBound == 0
      || ":;,。".unicodeScalars.contains(sentence.text[mention.range.lowerBound - 1])
  }

  private func endsSentence(at position: Int) -> Bool {
    position < sentence.text.count && sentence.text[position].closesSentence
  }

  /// True if 由 or 从 opens what stands before the number: 由年初的46件降为0件.
  private func sawFrom(before position: Int) -> Bool {
    for index in sentence.span(position - 6, position).reversed() {
      if "由从".unicodeScalars.contains(sentence.text[index]) { return true }
      if sentence.text[index].isDigit || "至到为,".unicodeScalars.contains(sentence.text[index]) { return false }
    }
    return StatusPhrases.earlierPeriod.ends(sentence.text, at: position)
  }

  private func isOrdinal(before position: Int) -> Bool {
    guard position > 0 else { return false }
    return "第前后每末排列名逾超".unicodeScalars.contains(sentence.text[position - 1])
      && !(sentence.text[position - 1] == "超" || sentence.text[position - 1] == "逾")
  }

  private func endsCount(at position: Int) -> Bool {
    guard position < sentence.text.count else { return true }
    let scalar = sentence.text[position]
    return ",;。、)(".unicodeScalars.contains(scalar) || StatusColor(character: scalar) != nil
  }

  // MARK: - Before the colour

  /// 3项红色, 两盏红灯, 发出一张红色督办单.
  private func directlyBefore(_ mention: ColourMention, predicate: Int?) -> Count? {
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let numbers = numbers(
      in: sentence.span(max(clause.lowerBound, mention.range.lowerBound - 14), mention.range.lowerBound))
    guard let last = numbers.last else { return nil }
    var cursor = last.range.upperBound
    while cursor < mention.range.lowerBound {
      guard let filler = Self.fillers.longestMatch(in: sentence.text, at: cursor),
        filler.range.upperBound <= mention.range.lowerBound,
        !StatusPhrases.noFillerBefore.contains(sentence.text[filler.range])
      else { return nil }
      cursor = filler.range.upperBound
    }
    guard !isBlocked(last.range) else { return nil }
    return Count(value: last.value, range: last.range, side: .before)
  }

  /// 3家搅拌站因…被亮红牌, 5项收到红牌警示, 15个乡镇吃红牌: the number of the subject.
  private func subject(of mention: ColourMention, before predicate: Int) -> Count? {
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let own = sentence.span(clause.lowerBound, predicate)
    if let count = head(of: own, mention: mention) { return count }
    let isTurned = sentence.text[predicate] == "由" || sentence.text[predicate] == "从"
    guard mention.form != .bare || isTurned, NameFinder(sentence: sentence).subjectNames(in: own).isEmpty,
      !hasOwnSubject(own)
    else { return nil }
    guard let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }), index > 0
    else {
      return nil
    }
    var earlier = index
    // Causes may stand between the subject and the predicate: two clauses at most.
    while earlier > 0, index - earlier < 2 {
      earlier -= 1
      let range = sentence.clauses[earlier]
      guard sentence.segment(holding: range.lowerBound) == sentence.segment(holding: clause.lowerBound) else {
        break
      }
      if ClauseBreak.stops(at: range, in: sentence, mentions: mentions) { break }
      if var count = head(of: range, mention: mention) {
        count.side = .earlierClause
        return count
      }
    }
    return nil
  }

  /// 评分后三名的网格 is a subject, though nobody's name; 月考核中 and 被 are none.
  private func hasOwnSubject(_ range: Range<Int>) -> Bool {
    if sentence.has([.anaphor, .vague], in: range) { return true }
    guard let last = range.last, range.count > 2 else { return false }
    if "中上时里后前内".unicodeScalars.contains(sentence.text[last]) { return false }
    let kinds: Clue.Kind = [.cut, .cause, .still, .adjunct]
    return !sentence.clues.contains {
      $0.range.lowerBound == range.lowerBound && !$0.kind.isDisjoint(with: kinds)
    }
  }

  private func head(of range: Range<Int>, mention: ColourMention) -> Count? {
    let cause = sentence.clue(.cause, in: range)?.range.lowerBound ?? range.upperBound
    let blocked =
      mentions.last { $0.range.upperBound <= range.upperBound && !$0.isHarmless }?.range.upperBound ?? 0
    let numbers = numbers(
      in: sentence.span(max(range.lowerBound, blocked), max(cause, max(range.lowerBound, blocked)))
    ).filter {
      !isBlocked($0.range) && !isWhole($0.range)
    }
    guard let last = numbers.last else { return nil }
    var value = last.value
    var lower = last.range.lowerBound
    for number in numbers.dropLast().reversed() {
      let gap = sentence.text[sentence.span(number.range.upperBound, lower)]
      guard gap.count <= 12, let mark = gap.last, "、和及".unicodeScalars.contains(mark), !gap.contains("的")
      else {
        break
      }
      value += number.value
      lower = number.range.lowerBound
    }
    return Count(value: value, range: sentence.span(lower, last.range.upperBound), side: .subject)
  }

  /// The numbers with a classifier that stand in a range.
  func numbers(in range: Range<Int>) -> [(value: Int, range: Range<Int>)] {
    let text = sentence.text
    var found: [(value: Int, range: Range<Int>)] = []
    var cursor = range.lowerBound
    while cursor < range.upperBound {
      guard text[cursor].isDigit || text[cursor].numeral != nil,
        // 唯一一张: the first 一 is no number.
        cursor == 0 || !"唯统万专".unicodeScalars.contains(text[cursor - 1])
      else {
        cursor += 1
        continue
      }
      if let number = Numerals.number(in: text, at: cursor), number.end <= range.upperBound,
        number.value < 1e9,
        number.value.rounded() == number.value,
        let end = Classifiers.shared.classifier(in: text, at: number.end), end <= range.upperBound
      {
        // 环卫|二所, 石桥|三村: part of a name.
        if cursor == range.lowerBound || !sentence.isNumberOfName(cursor..<number.end),
          !number.isBare || number.value >= 10
        {
          found.append((Int(number.value), sentence.span(cursor, end)))
        }
        cursor = end
      } else {
        cursor = max(cursor + 1, Numerals.run(in: text, at: cursor))
      }
    }
    return found
  }

  /// 第3批, 前三名, 后两位, 每一处, 连续两次: no count of statuses.
  private func isBlocked(_ range: Range<Int>) -> Bool {
    let text = sentence.text
    guard range.lowerBound > 0 else { return false }
    if isOrdinal(before: range.lowerBound) { return true }
    if let last = range.last, text[last] == "次" || text[last] == "名" || text[last] == "人" || text[last] == "批"
    {
      return true
    }
    return sentence.ends(with: "连续", at: range.lowerBound)
      || (sentence.ends(with: "累计", at: range.lowerBound) && range.last.map { text[$0] == "次" } == true)
  }

  /// 45项中, 26个单位里: the whole, of which the status is a part.
  private func isWhole(_ range: Range<Int>) -> Bool {
    let text = sentence.text
    for index in sentence.span(range.upperBound, min(text.count, range.upperBound + 10)) {
      if text[index] == "中" || text[index] == "里" || text[index] == "内" {
        return index + 1 >= text.count || !"心学国央层小型".unicodeScalars.contains(text[index + 1])
      }
      if text[index] == "," || text[index] == "、" || text[index] == ":" || text[index].isDigit {
        return false
      }
    }
    return false
  }
}
