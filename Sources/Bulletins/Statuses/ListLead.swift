/// The words between a colour and the list of what has it: 红牌:…, 红色项目分别是….
enum ListLead {
  private static let leads = StatusPhrases.listLead
  private static let between = Matcher(WordList(PackageResources.CountFillers_txt).words)

  /// Where a list begins, and how sure that is.
  struct Lead {
    var end: Int
    /// True if the lead leaves no doubt: 分别是, a colon.
    var isFirm: Bool
    /// True if a noun stands before it: 红色|断面|为.
    var isBehindNoun = false
    /// True if only names beyond doubt are taken.
    var needsSure = false
  }

  /// 红色预警均为…累计三次以上,涉及|实验三小、北关中学: a clause behind that says whom it concerns.
  static func involving(after position: Int, in sentence: StatusSentence) -> Lead? {
    let segment = sentence.segment(holding: position)
    for clause in sentence.clauses
    where clause.lowerBound > position && clause.upperBound <= segment.upperBound {
      guard clause.lowerBound - position <= 60 else { return nil }
      if let lead = StatusPhrases.involving.longestMatch(in: sentence.text, at: clause.lowerBound),
        // 涉及的线路由备用车辆承运 tells something else.
        !sentence.begins(with: "的", at: lead.range.upperBound)
      {
        return Lead(end: lead.range.upperBound, isFirm: true, needsSure: true)
      }
    }
    return nil
  }

  /// The list that a lead after a position announces, or nil.
  static func find(after position: Int, in sentence: StatusSentence) -> Lead? {
    let text = sentence.text
    var cursor = position
    var found = false
    var isFirm = false
    var isBehindNoun = false
    for _ in 0..<8 {
      if let lead = leads.longestMatch(in: text, at: cursor),
        // ,即刻停业整顿: the beginning of another word.
        ClueFinder.shared.word(of: .ignore, beginningAt: lead.range.upperBound - 1, in: text) == nil
      {
        cursor = lead.range.upperBound
        found = true
        isFirm = isFirm || !StatusPhrases.weakListLead.contains(text[lead.range])
      } else if let giving = givenTo(at: cursor, in: sentence) {
        cursor = giving
        found = true
        isFirm = true
      } else if let filler = between.longestMatch(in: text, at: cursor), !found || text[cursor] == ")" {
        if !found, filler.range.count > 1 { isBehindNoun = true }
        cursor = filler.range.upperBound
      } else {
        break
      }
    }
    if !found, let lead = leadBehindNoun(at: cursor, in: sentence) {
      return Lead(end: lead, isFirm: true, isBehindNoun: true)
    }
    if !found, cursor < text.count, text[cursor].isHan {
      // 黑榜村组:, 红牌受检窗口:: a short noun before the colon.
      for index in sentence.span(cursor, min(text.count, cursor + 7)) {
        if text[index] == ":" {
          return sentence.has([.cut, .cause, .verb], in: sentence.span(cursor, index))
            || index + 1 >= text.count ? nil : Lead(end: index + 1, isFirm: true)
        }
        guard text[index].isHan else { break }
      }
    }
    if !found, let start = leadBehindHolder(at: position, in: sentence) {
      return Lead(end: start, isFirm: true, isBehindNoun: true)
    }
    if !found, let start = enumeration(after: position, in: sentence) {
      return Lead(end: start, isFirm: true)
    }
    return found && cursor < text.count ? Lead(end: cursor, isFirm: isFirm, isBehindNoun: isBehindNoun) : nil
  }

  /// Where the lead behind a short noun ends: 红灯|断面|分别为.
  private static func leadBehindNoun(at position: Int, in sentence: StatusSentence) -> Int? {
    let text = sentence.text
    for index in sentence.span(position + 1, position + 6) {
      guard text[index - 1].isHan else { return nil }
      if let lead = leads.longestMatch(in: text, at: index), text[lead.range].first != "(",
        ClueFinder.shared.word(of: .ignore, beginningAt: lead.range.upperBound - 1, in: text) == nil,
        text[index - 1] != "不", text[index - 1] != "非"
      {
        guard
          !sentence.has([.cut, .cause, .verb, .none, .modal, .condition], in: sentence.span(position, index))
        else { return nil }
        return lead.range.upperBound
      }
    }
    return nil
  }

  /// Where the colon ends in 红牌督办|的重大火灾隐患单位:|金凯悦大酒店….
  private static func leadBehindHolder(at position: Int, in sentence: StatusSentence) -> Int? {
    let text = sentence.text
    guard position < text.count, text[position] == "的",
      let colon = text[sentence.span(position + 2, position + 16)].firstIndex(of: ":"),
      colon + 1 < text.count,
      text[(position + 1)..<colon].allSatisfy(\.isHan)
    else { return nil }
    let label = Scalars(text[(position + 1)..<colon])
    return NameWords.shared.speaksOfUnits(label) || NameWords.shared.speaksOfItems(label) ? colon + 1 : nil
  }

  /// Where ,分别亮给了 ends that begins at a position, or nil.
  private static func givenTo(at position: Int, in sentence: StatusSentence) -> Int? {
    let text = sentence.text
    var cursor = position
    if cursor < text.count, text[cursor] == "," { cursor += 1 }
    while cursor < text.count, let filler = between.longestMatch(in: text, at: cursor), cursor < position + 6
    {
      cursor = filler.range.upperBound
    }
    guard let giving = StatusPhrases.givenTo.longestMatch(in: text, at: cursor) else { return nil }
    // ,给予县林业局黄牌1次: the next one's verb.
    return giving.range.upperBound < text.count && text[giving.range.upperBound] == "予"
      ? nil : giving.range.upperBound
  }

  /// 亮黄灯的5个事项均为时限临近:①…;②…: a colon and the first entry of a numbered list.
  private static func enumeration(after position: Int, in sentence: StatusSentence) -> Int? {
    let text = sentence.text
    for index in sentence.span(position, min(position + 30, sentence.segment(holding: position).upperBound))
    where text[index] == ":" && index + 1 < text.count {
      let rest = Scalars(text[sentence.span(index + 1, index + 6)])
      return StatusText.enumeratorEnd(in: rest) == nil ? nil : index + 1
    }
    return nil
  }

  /// The number of 等11家 that closes the list, or nil.
  static func whole(from start: Int, before limit: Int, in sentence: StatusSentence) -> Int? {
    let text = sentence.text
    let end = min(limit, sentence.segment(holding: start).upperBound)
    for index in sentence.span(start, end) where text[index] == "等" {
      guard let number = Numerals.number(in: text, at: index + 1), number.value < 1e9,
        Classifiers.shared.classifier(in: text, at: number.end) != nil
      else { continue }
      return Int(number.value)
    }
    return nil
  }

  /// True if the list that begins at a position says that it goes on: 等, 等11家.
  static func isOpen(from start: Int, before limit: Int, in sentence: StatusSentence) -> Bool {
    let segment = sentence.segment(holding: start)
    return sentence.text[sentence.span(start, min(limit, segment.upperBound))].contains("等")
  }
}
