/// Judges 黑榜, 黑名单, 黑点, 黑牌: who is named on them, or how many, is black-listed.
struct BlackListGate: Sendable {
  let sentence: StatusSentence
  let mentions: [ColourMention]

  private static let listings = Matcher(["上榜", "榜上有名", "登榜", "在列", "被列入", "被曝光", "入列"])

  func verdict(on mention: ColourMention, count: CountFinder.Count?) -> StatusJudge.Verdict {
    let text = sentence.text
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let predicate = Predicate(of: mention, in: sentence)
    if count?.value == 0 { return .mentioned(.zero, "none is on the black list", count: 0) }
    // 黄牌、红牌共22家一并进入黑名单: what the colours bring with them.
    if mentions.contains(where: {
      $0.color != .black && !$0.isHarmless && clause.contains($0.range.lowerBound)
        && $0.range.lowerBound < mention.range.lowerBound
        && $0.color != .red || ($0.form == .scheme && clause.contains($0.range.lowerBound))
    }) {
      return .mentioned(.other, "the consequence of another colour, or the name of a red and black list")
    }
    let gates = AssertionGates(
      sentence: sentence, mentions: mentions, mention: mention, predicate: predicate, count: count)
    if let verdict = gates.verdict() { return verdict }
    let finder = NameFinder(sentence: sentence)
    let limit =
      mentions.first { $0.range.lowerBound > mention.range.lowerBound && !$0.isHarmless }?.range.lowerBound
      ?? text.count
    if let start = ListLead.find(
      after: max(mention.range.upperBound, count?.range.upperBound ?? 0), in: sentence)?.end
    {
      let names = finder.list(from: start, before: limit)
      if !names.isEmpty {
        return .init(
          kind: .blacklisted, count: count?.value, names: names, isList: true,
          isOpen: ListLead.isOpen(from: start, in: sentence), because: "named on the black list")
      }
    }
    if let predicate, !predicate.followsDe, count == nil || count?.side != .after {
      let names = finder.subjectNames(in: sentence.span(clause.lowerBound, predicate.start)).filter(\.isSure)
      if !names.isEmpty {
        return .init(
          kind: .blacklisted, count: count?.value, names: names,
          because: "the subject is put on the black list")
      }
    }
    // 公布“黑名单”,A、B 3家企业…上榜.
    let later = sentence.span(clause.upperBound, text.count)
    if let listed = Self.listings.matches(in: text[later]).first {
      let subject = sentence.clause(holding: listed.range.lowerBound)
      let names = finder.subjectNames(in: sentence.span(subject.lowerBound, listed.range.lowerBound)).filter(
        \.isSure)
      if !names.isEmpty {
        return .init(
          kind: .blacklisted, count: count?.value, names: names,
          because: "the subject is put on the black list")
      }
    }
    if let count {
      return .init(kind: .blacklisted, count: count.value, because: "counted on the black list")
    }
    return .mentioned(.other, "speaks of a black list and names nobody")
  }
}

/// The words between a colour and the list of what has it: 红牌:…, 红色项目分别是….
enum ListLead {
  private static let leads = Matcher([
    ":", "分别是", "分别为", "分别有", "是", "为", "有", "包括", "即", "具体为", "具体是", "—", "(", "如下", ",分别是", ",分别为", ",即",
    ",包括", ",具体为",
    ",具体是", ",依次为", ",依次是", ",名单", ",主要是", ",主要为", "依次为", "依次是", "主要是", "主要为", "主要有", "主要集中在", "主要涉及", "名单:",
    "名单为", "名单如下", "涉及", ",涉及", ",为", ",是", ",有", "的是",
    "的有", "的为",
  ])
  private static let between = Matcher(WordList(PackageResources.CountFillers_txt).words)

  /// Where the list begins that a lead after a position announces, and whether the lead leaves no doubt; or nil.
  static func find(after position: Int, in sentence: StatusSentence) -> (end: Int, isFirm: Bool)? {
    let text = sentence.text
    var cursor = position
    var found = false
    var isFirm = false
    for _ in 0..<8 {
      if let lead = leads.longestMatch(in: text, at: cursor) {
        cursor = lead.range.upperBound
        found = true
        isFirm = isFirm || !["是", "为", "有", "即", "涉及", "("].contains(String(text[lead.range]))
      } else if let filler = between.longestMatch(in: text, at: cursor), !found || text[cursor] == ")" {
        cursor = filler.range.upperBound
      } else {
        break
      }
    }
    if !found, cursor < text.count, text[cursor].isHan {
      // 黑榜村组:, 红牌受检窗口:: a short noun before the colon.
      for index in sentence.span(cursor, min(text.count, cursor + 7)) {
        if text[index] == ":" {
          return sentence.has([.cut, .cause, .verb], in: sentence.span(cursor, index))
            || index + 1 >= text.count ? nil : (index + 1, true)
        }
        guard text[index].isHan else { break }
      }
    }
    return found && cursor < text.count ? (cursor, isFirm) : nil
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
  static func isOpen(from start: Int, in sentence: StatusSentence) -> Bool {
    let segment = sentence.segment(holding: start)
    return sentence.text[sentence.span(start, segment.upperBound)].contains("等")
  }
}
