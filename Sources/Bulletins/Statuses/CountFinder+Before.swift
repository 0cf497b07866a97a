// The number that stands before a colour: of its slip or card, or of its subject.
extension CountFinder {
  /// 3项红色, 两盏红灯, 发出一张红色督办单.
  func directlyBefore(_ mention: ColourMention, predicate: Int?) -> Count? {
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
    let value = last.value * (numberOfEach(before: last.range.lowerBound, in: clause) ?? 1)
    return Count(value: value, range: last.range, side: .before)
  }

  /// 对两商超|各开出一张红卡: how many get one each.
  func numberOfEach(before position: Int, in clause: Range<Int>) -> Int? {
    guard
      let each = sentence.text[sentence.span(max(clause.lowerBound, position - 6), position)].lastIndex(
        of: "各")
    else { return nil }
    let before = sentence.span(clause.lowerBound, each)
    if let number = numbers(in: before).last, (1...999).contains(number.value) { return number.value }
    return sentence.text[before].contains("两") ? 2 : nil
  }

  /// 红标:未达标且未启动改造,|共4所: the number in a clause behind the label and its meaning.
  func totalOfLabel(_ mention: ColourMention) -> Count? {
    let start = mention.range.upperBound
    guard start < sentence.text.count, sentence.text[start] == ":", startsPiece(mention) else { return nil }
    let segment = sentence.segment(holding: mention.range.lowerBound)
    for clause in sentence.clauses where clause.lowerBound > start && clause.upperBound <= segment.upperBound
    {
      if mentions.contains(where: { clause.overlaps($0.range) && !$0.isHarmless }) { return nil }
      guard let sum = StatusPhrases.sum.longestMatch(in: sentence.text, at: clause.lowerBound),
        let number = numbers(in: sentence.span(sum.range.upperBound, clause.upperBound)).first,
        number.range.lowerBound == sum.range.upperBound
      else { continue }
      return Count(value: number.value, range: number.range, side: .after)
    }
    return nil
  }

  /// What stands between 对 or 给 that opens the clause and a colour right behind it.
  func object(of mention: ColourMention) -> Range<Int>? {
    let clause = sentence.clause(holding: mention.range.lowerBound)
    guard clause.lowerBound < mention.range.lowerBound,
      "对给".unicodeScalars.contains(sentence.text[clause.lowerBound])
    else { return nil }
    return sentence.span(clause.lowerBound + 1, mention.range.lowerBound)
  }

  /// Where 为 stands in 办理破产2项|为不健康(红色): the colour in brackets behind a verdict in words.
  func verdictBefore(_ mention: ColourMention) -> Int? {
    let open = mention.range.lowerBound - 1
    guard open > 2, sentence.text[open] == "(" else { return nil }
    let clause = sentence.clause(holding: open)
    return sentence.span(max(clause.lowerBound, open - 8), open - 1).last {
      "为属".unicodeScalars.contains(sentence.text[$0])
    }
  }

  /// 3家搅拌站因…被亮红牌, 5项收到红牌警示, 15个乡镇吃红牌: the number of the subject.
  func subject(of mention: ColourMention, before predicate: Int) -> Count? {
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let own = sentence.span(clause.lowerBound, predicate)
    if let count = head(of: own, mention: mention) { return count }
    let isTurned = sentence.text[predicate] == "由" || sentence.text[predicate] == "从"
    // 滞后2项,滞后任务已列入红色预警: the clause before counts what this one speaks of.
    if own.count > 2, let index = sentence.clauses.firstIndex(where: { $0.lowerBound == clause.lowerBound }),
      index > 0
    {
      let earlier = sentence.clauses[index - 1]
      if earlier.count > 3, sentence.text[earlier].prefix(2) == sentence.text[own].prefix(2),
        var count = head(of: earlier, mention: mention)
      {
        count.side = .earlierClause
        return count
      }
    }
    // 剩余5条已逾期,市扫黑办全部列为红色: 全部 points back at the number.
    let isAll = sentence.has(.whole, in: own)
    // 黄色17家,余为绿色: the number is that of the others.
    if StatusPhrases.theRest.longestMatch(in: sentence.text, at: own.lowerBound) != nil { return nil }
    // 已整改完成23个,标绿: a clause that is nothing but the verdict.
    guard mention.form != .bare || isTurned || own.isEmpty,
      isAll || NameFinder(sentence: sentence).subjectNames(in: own).isEmpty,
      isAll || !hasOwnSubject(own)
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
  func hasOwnSubject(_ range: Range<Int>) -> Bool {
    if sentence.has([.anaphor, .vague], in: range) { return true }
    guard let last = range.last, range.count > 2 else { return false }
    if "中上时里后前内".unicodeScalars.contains(sentence.text[last]) { return false }
    let kinds: Clue.Kind = [.cut, .cause, .still, .adjunct]
    return !sentence.clues.contains {
      $0.range.lowerBound == range.lowerBound && !$0.kind.isDisjoint(with: kinds)
    }
  }

  func head(of range: Range<Int>, mention: ColourMention) -> Count? {
    let cause = sentence.clue(.cause, in: range)?.range.lowerBound ?? range.upperBound
    let blocked =
      mentions.last { $0.range.upperBound <= range.upperBound && !$0.isHarmless }?.range.upperBound ?? 0
    let numbers = numbers(
      in: sentence.span(max(range.lowerBound, blocked), max(cause, max(range.lowerBound, blocked)))
    ).filter {
      !isBlocked($0.range) && !isWhole($0.range) && !isOfRelativeClause($0.range, in: range)
    }
    guard let last = numbers.last else { return headlineNumber(of: range) }
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

  /// 流域|三镇|被红色预警: in a headline a numeral stands right before its noun. 石桥三村 is a name.
  private func headlineNumber(of range: Range<Int>) -> Count? {
    guard sentence.place == .headline, range.count > 2, let noun = range.last,
      "镇乡县区市局校企".unicodeScalars.contains(sentence.text[noun]),
      "两三四五六七八九".unicodeScalars.contains(sentence.text[noun - 1]),
      let number = Numerals.number(in: sentence.text, at: noun - 1), number.end == noun
    else { return nil }
    return Count(value: Int(number.value), range: sentence.span(noun - 1, noun + 1), side: .subject)
  }

  /// 余氯、尿素|两项|指标均不合格的蓝鲸游泳馆: counted is what the clause before a name speaks of.
  private func isOfRelativeClause(_ number: Range<Int>, in range: Range<Int>) -> Bool {
    let rest = sentence.span(number.upperBound, range.upperBound)
    guard let mark = sentence.text[rest].lastIndex(of: "的"), mark + 2 < range.upperBound,
      sentence.has([.cut, .threshold, .none], in: sentence.span(number.upperBound, mark))
    else { return false }
    return NameFinder(sentence: sentence).subjectNames(in: sentence.span(mark + 1, range.upperBound))
      .contains(
        where: \.isSure)
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
        if !sentence.isNumberOfName(cursor..<number.end),
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
  func isBlocked(_ range: Range<Int>) -> Bool {
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
  func isWhole(_ range: Range<Int>) -> Bool {
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
