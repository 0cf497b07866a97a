/// Cuts a text into sentences and a folded sentence into segments and clauses.
enum Sentences {
  /// A sentence that has no end of its own is cut at the next clause mark after this many scalars, so that one hostile
  /// line of 64 MB costs no more than many short ones.
  private static let longest = 600

  /// The sentences of a text: each ends after 。！？!? or a line break, together with the quotation marks and brackets
  /// that close there. Blanks at the ends are left out; together they cover all that is not blank.
  static func ranges(in text: Scalars) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < text.count {
      let scalar = text[index]
      index += 1
      let length = index - start
      let isBreak = scalar == "\n" || scalar == "\r"
      let isEnd = isBreak || scalar.closesSentence || (length > longest && scalar.breaksClause)
      guard isEnd || length > 2 * longest else { continue }
      if !isBreak {
        while index < text.count, text[index].closesSentence || text[index].closesQuotation { index += 1 }
      }
      append(start..<index, of: text, to: &found)
      start = index
    }
    append(start..<text.count, of: text, to: &found)
    return found
  }

  /// The one of such ranges that holds a position, or nil where it lies between two.
  static func range(holding position: Int, among ranges: [Range<Int>]) -> Range<Int>? {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(position) ? ranges[low] : nil
  }

  private static func append(_ range: Range<Int>, of text: Scalars, to found: inout [Range<Int>]) {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, text[lower].isOuterBlank { lower += 1 }
    while lower < upper, text[upper - 1].isOuterBlank { upper -= 1 }
    if lower < upper { found.append(lower..<upper) }
  }

  /// The pieces of a folded text between the marks that `separates` names; empty ones are left out.
  static func pieces(
    of text: Scalars, in range: Range<Int>, separatedBy separates: (Unicode.Scalar) -> Bool
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where separates(text[index]) {
      if start < index { found.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }
}

extension Unicode.Scalar {
  /// 。！？!? and the full-width point: where a sentence ends.
  var closesSentence: Bool {
    switch self {
    case "。", "！", "？", "!", "?", "．", "｡": true
    default: false
    }
  }

  /// ，,；;：:、 and the dash: where a clause ends at the latest.
  var breaksClause: Bool {
    switch self {
    case "，", ",", "；", ";", "：", ":", "、", "—", "…": true
    default: false
    }
  }

  /// ”’」』）)】: what belongs to the sentence that ended before it.
  var closesQuotation: Bool {
    switch self {
    case "”", "’", "」", "』", "）", ")", "】", "\"", "'", "＂", "＇": true
    default: false
    }
  }

  /// A blank or a line break.
  fileprivate var isOuterBlank: Bool { isBlank || self == "\n" || self == "\r" }
}
