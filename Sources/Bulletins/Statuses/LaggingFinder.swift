/// Finds work behind schedule that is named without a colour: 滞后的有…, A未达序时进度.
struct LaggingFinder: Sendable {
  let sentence: StatusSentence
  let context: StatusContext

  /// True if the sentence has a word of delay at all.
  static func mayFind(_ sentence: StatusSentence) -> Bool { sentence.has(.lagging) }

  func verdict() -> StatusJudge.Verdict? {
    guard let lag = sentence.clue(.lagging, in: sentence.span(0, sentence.text.count)), !context.isElsewhere
    else { return nil }
    let text = sentence.text
    let segment = sentence.segment(holding: lag.range.lowerBound)
    let clause = sentence.clause(holding: lag.range.lowerBound)
    if sentence.has([.condition, .plan], in: sentence.span(segment.lowerBound, lag.range.lowerBound)) {
      return nil
    }
    if let none = sentence.lastClue(.none, in: sentence.span(clause.lowerBound, lag.range.lowerBound)),
      lag.range.lowerBound - none.range.upperBound <= 6
    {
      return nil
    }
    if sentence.has(.past, in: sentence.span(segment.lowerBound, lag.range.lowerBound)) { return nil }
    let finder = NameFinder(sentence: sentence)
    if lag.range.upperBound < text.count, text[lag.range.upperBound] == "的" {
      guard let start = ListLead.find(after: lag.range.upperBound, in: sentence)?.end else { return nil }
      let names = finder.list(from: start, before: text.count)
      guard names.count > 1 || names.contains(where: \.isSure) else { return nil }
      return .init(
        kind: .lagging, names: names, isList: true,
        isOpen: ListLead.isOpen(from: start, before: text.count, in: sentence),
        because: "behind schedule, named in a list, without a colour")
    }
    if sentence.has([.rule, .demand], in: sentence.span(segment.lowerBound, lag.range.lowerBound)) {
      return nil
    }
    let names = finder.subjectNames(in: sentence.span(clause.lowerBound, lag.range.lowerBound)).filter(
      \.isSure)
    guard !names.isEmpty else { return nil }
    return .init(
      kind: .lagging, names: names, because: "behind schedule: \(String(text[lag.range])), without a colour")
  }
}
