/// Some clauses of one sentence, taken into a summary.
struct SummaryPart: Sendable {
  /// The sentence that they come from.
  var order: Int
  /// Where the first of them stands in the sentence.
  var start: Int
  /// The places of the clauses in the sentence.
  var clauses: [Range<Int>]
  /// The clauses, the last one closed with a full stop.
  var scalars: Scalars

  /// Takes these clauses of a sentence.
  init(_ sentence: Sentence, clauses: [Range<Int>]) {
    order = sentence.order
    start = clauses.first?.lowerBound ?? 0
    self.clauses = clauses
    scalars = clauses.flatMap { sentence.scalars[$0] }
    while let last = scalars.last, last.isBlank || last.isComma { scalars.removeLast() }
    if let last = scalars.last, !last.endsSentence, last != "”" || !endsQuotedSentence { scalars.append("。") }
  }

  private var endsQuotedSentence: Bool {
    scalars.count > 1 && scalars[scalars.count - 2].endsSentence
  }

  /// The number of scalars, never less than the number of characters.
  var count: Int { scalars.count }

  /// Reading order.
  static func precedes(_ left: SummaryPart, _ right: SummaryPart) -> Bool {
    (left.order, left.start) < (right.order, right.start)
  }
}

extension Unicode.Scalar {
  /// ， 、 ： ； and their half-width forms: no part ends with one.
  fileprivate var isComma: Bool {
    switch self {
    case "，", ",", "、", "：", ":", "；", ";": true
    default: false
    }
  }
}
