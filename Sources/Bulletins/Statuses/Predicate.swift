/// The predicate that puts a colour on something: 被县督导组定为|红色, 亮了|红灯, 收到两份|红色督办单.
struct Predicate: Sendable {
  /// Where the predicate begins, the agent of a passive included.
  var start: Int
  /// True with 被, 遭, 受到: said of something that happened.
  var isPassive: Bool
  /// True if 的 stands right before it: 进度滞后的亮红牌 is a rule for whom it may concern.
  var followsDe: Bool
  /// True for a verb that tells of an event (亮, 挂, 收到), not a mere copula (为, 是).
  var isEvent: Bool

  /// The predicate before a mention, or nil.
  init?(of mention: ColourMention, in sentence: StatusSentence) {
    let text = sentence.text
    let clause = sentence.clause(holding: mention.range.lowerBound)
    var end = min(mention.range.lowerBound, mention.number?.range.lowerBound ?? .max)
    if end > clause.lowerBound, text[end - 1] == "其" { end -= 1 }
    guard let verb = Self.verb(endingAt: end, in: sentence, from: clause.lowerBound) else { return nil }
    var start = verb.lowerBound
    while let earlier = ClueFinder.shared.word(of: .verb, endingAt: start, in: text, from: clause.lowerBound),
      earlier.lowerBound < start
    {
      start = earlier.lowerBound
    }
    let words = text[sentence.span(start, verb.upperBound)]
    isEvent = !["为", "是", "均为", "都是", "属", "属于", "按", "按照", "对应", "实行", "实施", "均是", "全为", "皆为"].contains(
      String(words))
    isPassive = words.first == "被" || words.first == "遭" || words.starts(with: ["受", "到"])
    if !isPassive,
      let agent = text[sentence.span(max(clause.lowerBound, start - 18), start)].lastIndex(of: "被")
    {
      // 被县督导组|定为: what stands between is the agent.
      isPassive = true
      start = agent
    }
    self.start = start
    followsDe =
      start > 0 && (text[start - 1] == "的" || text[start - 1] == "者")
      || (start > 1 && text[start - 1] == "," && (text[start - 2] == "的" || text[start - 2] == "者"))
      || [
        "的一律", "的予以", "的直接", "的则", "的就", "的,一律", "的,予以", "的将", "的,由", "的分别", "的,则", "的统一", "的同步", "的即", "的要",
        "的,将", "的,按",
      ]
      .contains { sentence.ends(with: $0, at: start) }
  }

  private static func verb(endingAt end: Int, in sentence: StatusSentence, from start: Int) -> Range<Int>? {
    let text = sentence.text
    var end = end
    for _ in 0..<3 {
      if let verb = ClueFinder.shared.word(of: .verb, endingAt: end, in: text, from: start) { return verb }
      if let counter = counter(endingAt: end, in: text, from: start) {
        end = counter
      } else if end > start, "了过起出着上到一".unicodeScalars.contains(text[end - 1]) {
        end -= 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// Where 两张, 3份, 一个 that ends at a position begins.
  private static func counter(endingAt end: Int, in text: Scalars, from start: Int) -> Int? {
    for begin in stride(from: end - 1, through: max(start, end - 6), by: -1)
    where text[begin].isDigit || text[begin].numeral != nil {
      if begin > start, text[begin - 1].isDigit || text[begin - 1].numeral != nil { continue }
      guard let number = Numerals.number(in: text, at: begin) else { return nil }
      if number.end == end { return begin }
      return Classifiers.shared.classifier(in: text, at: number.end) == end ? begin : nil
    }
    return nil
  }
}
