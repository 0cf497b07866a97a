/// A sentence of an article and its clauses.
struct Sentence: Sendable {
  /// The scalars, without the blanks around them.
  var scalars: Scalars
  /// Where it stands in reading order.
  var order: Int

  /// The clauses, each with the comma or stop that ends it. Commas within quotes and parentheses do not divide.
  var clauses: [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = 0
    var nesting = Nesting()
    for (index, scalar) in scalars.enumerated() {
      nesting.take(scalar)
      guard scalar == "，" || scalar == "," || scalar == "；" || scalar == ";", !nesting.isOpen,
        !scalars.groupsThousands(at: index)
      else { continue }
      clauses.append(start..<(index + 1))
      start = index + 1
    }
    if start < scalars.count { clauses.append(start..<scalars.count) }
    return clauses
  }
}

/// Follows quotes and brackets, so that no sentence or clause is cut within them.
struct Nesting {
  private var depth = 0
  private var length = 0

  /// What stays open longer than this was never closed.
  private static let longest = 160

  /// True within quotes or brackets.
  var isOpen: Bool { depth > 0 && length < Self.longest }

  /// Goes on by one scalar.
  mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "“", "「", "『", "（", "(", "《", "【", "[":
      if depth == 0 { length = 0 }
      depth += 1
    case "”", "」", "』", "）", ")", "》", "】", "]":
      depth = max(0, depth - 1)
    default:
      length += 1
      if depth > 0, length >= Self.longest { depth = 0 }
    }
  }
}

/// Cuts paragraphs into sentences.
struct SentenceSplitter {
  private let rules = SummaryRules.shared

  /// The places of the sentences of a paragraph, their closing quotes included; its dateline and blanks at both
  /// ends are left out.
  func sentences(in text: Scalars) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = dateline(of: text)
    var nesting = Nesting()
    var index = start
    while index < text.count {
      let scalar = text[index]
      nesting.take(scalar)
      index += 1
      guard scalar.endsSentence, !nesting.isOpen else {
        // “……。” ends with its quote where a new sentence follows.
        if scalar == "”", !nesting.isOpen, index >= 2, text[index - 2].endsSentence,
          index < text.count, !text[index].endsClause
        {
          append(start..<index, of: text, to: &ranges)
          start = index
        }
        continue
      }
      while index < text.count, text[index].endsSentence || text[index] == "”" { index += 1 }
      append(start..<index, of: text, to: &ranges)
      start = index
    }
    append(start..<text.count, of: text, to: &ranges)
    return ranges
  }

  /// The text behind its dateline.
  func withoutDateline(_ text: Scalars) -> Scalars { Scalars(text[dateline(of: text)...]) }

  private func append(_ range: Range<Int>, of text: Scalars, to ranges: inout [Range<Int>]) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, text[start].isBlank { start += 1 }
    while end > start, text[end - 1].isBlank { end -= 1 }
    if end > start { ranges.append(start..<end) }
  }

  /// Where the text begins behind 新华社…电(记者…) or 泉州讯.
  private func dateline(of text: Scalars) -> Int {
    let isAgency = rules.agencies.longestMatch(in: text, at: 0) != nil
    for index in text.indices.prefix(30) {
      let scalar = text[index]
      if scalar == "，" || scalar == "," || scalar == "。" { return 0 }
      guard scalar == "电" || scalar == "讯", index > 0 else { continue }
      let next = index + 1 < text.count ? text[index + 1] : "。"
      guard isAgency || next.isBlank || next == "(" || next == "（" else { continue }
      return skipRemark(in: text, from: index + 1)
    }
    return 0
  }

  /// The index after blanks, a remark in parentheses such as (记者…), and blanks.
  private func skipRemark(in text: Scalars, from start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isBlank { index += 1 }
    if index < text.count, text[index] == "(" || text[index] == "（" {
      let window = text[index..<min(text.count, index + 100)]
      if let close = window.firstIndex(where: { $0 == ")" || $0 == "）" }) { index = close + 1 }
    }
    while index < text.count, text[index].isBlank { index += 1 }
    return rules.titles.longestMatch(in: text, at: index)?.range.upperBound ?? index
  }
}
