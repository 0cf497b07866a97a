/// Compares the colours that a sentence counts with the whole that it names: 24, 9 and 11 of 45.
struct StatusSums: Sendable {
  let sentence: StatusSentence
  /// The counts of the colours, with where they are printed.
  let counts: [(color: StatusColor, count: CountFinder.Count)]

  /// Words that say that some of the whole have no colour, or are told apart.
  private static let remainders = StatusPhrases.remainder

  /// A remark where the numbers contradict each other, else nil.
  func remark() -> String? {
    let distinct = Dictionary(counts.map { ($0.color, $0.count) }, uniquingKeysWith: { first, _ in first })
    guard distinct.count > 1, let first = counts.map(\.count.range.lowerBound).min() else { return nil }
    let sum = distinct.values.reduce(0) { $0 + $1.value }
    let printed = CountFinder(sentence: sentence, mentions: []).numbers(
      in: sentence.span(0, sentence.text.count))
    let others = printed.filter { number in !counts.contains { $0.count.range.overlaps(number.range) } }
    guard let whole = others.last(where: { $0.range.upperBound <= first && isWhole($0.range) }),
      whole.value != sum
    else { return nil }
    let further = others.filter { $0.range.lowerBound > first }.reduce(0) { $0 + $1.value }
    if sum + further == whole.value || further > 0 && sum < whole.value { return nil }
    if sum < whole.value, distinct.count < 3 || !Self.remainders.matches(in: sentence.text).isEmpty {
      return nil
    }
    let parts = counts.filter { distinct[$0.color] == $0.count }.map {
      "\($0.color.character)\($0.count.value)"
    }.joined(separator: "+")
    return
      "\(parts) make \(sum), but the text counts \(sentence.words(whole.range)): \(sentence.words(sentence.span(0, sentence.text.count)))"
  }

  /// 45项中, 参评企业309家, 共52个: a number that the colours are parts of.
  private func isWhole(_ range: Range<Int>) -> Bool {
    let after = sentence.span(range.upperBound, range.upperBound + 12)
    if sentence.text[after].contains(where: { "中里".unicodeScalars.contains($0) }) { return true }
    if StatusPhrases.parts.matches(anywhereIn: sentence.text) { return true }
    return StatusPhrases.total.ends(sentence.text, at: range.lowerBound)
  }
}
