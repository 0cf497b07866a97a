/// Finds what the text itself says that its colours mean.
struct DefinitionFinder: Sendable {
  static let shared = DefinitionFinder()

  private let matcher: Matcher
  private let isGood: [Bool]
  private static let copulas = StatusPhrases.copula
  private static let praises = StatusPhrases.praise

  private static let praised = StatusPhrases.praised

  private init() {
    let entries = WordList(PackageResources.Meanings_txt).entries
    matcher = Matcher(entries.map { $0[0] })
    isGood = entries.map { $0.count > 1 && $0[1] == "good" }
  }

  /// True if the words right after a colour define it.
  func defines(_ mention: ColourMention, in sentence: StatusSentence) -> Bool {
    if isLabel(mention, in: sentence) { return false }
    if verdict(of: mention, in: sentence) != nil { return true }
    guard let copula = Self.copulas.longestMatch(in: sentence.text, at: mention.range.upperBound) else {
      return false
    }
    return !StatusPhrases.weakCopula.contains(sentence.text[copula.range])
  }

  /// True for 黄色(警示):县汽车站…: the bracket says what the colour means, and the list behind it who has it.
  private func isLabel(_ mention: ColourMention, in sentence: StatusSentence) -> Bool {
    guard sentence.begins(with: "(", at: mention.range.upperBound) else { return false }
    let reach = sentence.span(mention.range.upperBound, mention.range.upperBound + 16)
    guard let close = sentence.text[reach].firstIndex(of: ")") else { return false }
    return close + 3 < sentence.text.count && sentence.text[close + 1] == ":"
  }

  /// True if a text holds a word of what colours mean (严重滞后).
  func isMeaning(_ text: some ScalarText) -> Bool { matcher.matches(anywhereIn: text) }

  /// Good or bad, if the sentence defines the colour: 红色代表优秀, 红牌(先进), 优秀的挂红牌; nil if it does not.
  func verdict(of mention: ColourMention, in sentence: StatusSentence) -> Bool? {
    let text = sentence.text
    var cursor = mention.range.upperBound
    while let particle = StatusPhrases.beforeCopula.longestMatch(in: text, at: cursor) {
      cursor = particle.range.upperBound
    }
    guard let copula = Self.copulas.longestMatch(in: text, at: cursor) else { return nil }
    let start = copula.range.upperBound
    // 红色为3项, 红灯是县住建局: a number or a name follows, no meaning.
    guard start < text.count, !text[start].isDigit else { return nil }
    var end = start
    while end < text.count, end < start + 14, !",;、。)(".unicodeScalars.contains(text[end]) { end += 1 }
    let words = matcher.matches(in: text[sentence.span(start, end)])
    let isCopulaWeak = StatusPhrases.weakCopula.contains(text[copula.range])
    guard !words.isEmpty else { return nil }
    if isCopulaWeak {
      // 红灯是县住建局承担的未完工项目: a name stands before the meaning word.
      guard let first = words.map(\.range.lowerBound).min(), first - start <= 4,
        // 红色部门为区不动产登记中心: the word is part of a name.
        NameWords.shared.ending(of: text[sentence.span(start, end)]) != .unit
      else { return nil }
    }
    let bad = words.contains { !isGood[$0.word] }
    return !bad
  }

  /// True if the clause around the colour speaks of praise: 颁发红牌, 红牌激励, 授予“红牌”单位.
  func praises(_ mention: ColourMention, in sentence: StatusSentence) -> Bool {
    guard mention.form != .scheme else { return false }
    let text = sentence.text
    // 倒数第一的沙坪乡被授予红牌: the last are not praised.
    let segment = sentence.segment(holding: mention.range.lowerBound)
    if StatusPhrases.worst.matches(
      anywhereIn: text[sentence.span(segment.lowerBound, mention.range.lowerBound)])
      || StatusPhrases.ashamed.matches(
        anywhereIn: text[sentence.span(mention.range.upperBound, segment.upperBound)])
    {
      return false
    }
    if Self.praises.longestMatch(in: text, at: mention.range.upperBound) != nil { return true }
    let lower = max(
      sentence.clause(holding: mention.range.lowerBound).lowerBound, mention.range.lowerBound - 14)
    let before = text[sentence.span(lower, mention.range.lowerBound)]
    return Self.praises.matches(in: before).contains {
      $0.range.upperBound >= mention.range.lowerBound - 3
        && !StatusPhrases.praisedRank.contains(text[$0.range])
    } || !Self.praised.matches(in: before).isEmpty
  }
}
