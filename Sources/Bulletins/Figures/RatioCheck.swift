/// Checks a stated ratio against its parts: 45项，其中蓝色34项，占75.6%.
///
/// A clerk takes up the pen only where the text itself says what is divided by what. So a remark needs a share that
/// follows its part (…项，占…%) or a rate that is named after it (整改410条，整改率90.71%), and a total of the same
/// unit that it belongs to; and no pair of figures nearby may explain the percentage, rounded or cut off.
struct RatioCheck: Sendable {
  /// So many figures before a percentage are looked at.
  private static let reach = 8

  /// What does not add up, in English with the text's own words.
  func findings(in text: ArticleText) -> [RuleFinding] {
    zip(text.paragraphs, text.figures).flatMap { paragraph, figures in
      guard figures.contains(where: { $0.figure.unit == "%" }),
        paragraph.contains(where: { $0 == "%" || $0 == "％" || $0 == "成" })
      else { return [RuleFinding]() }
      return findings(on: figures, in: paragraph)
    }
  }

  private func findings(on figures: [FigureReader.Found], in text: Scalars) -> [RuleFinding] {
    // Made when something is found, and once: a line of 64 MB may be full of it.
    var sentences: [Range<Int>]?
    return figures.indices.compactMap { index in
      let share = figures[index]
      guard share.figure.unit == "%", !share.figure.approximate, share.figure.high == nil else { return nil }
      let before = figures[max(0, index - Self.reach)..<index].filter { isExact($0.figure) }
      guard let part = part(of: share, among: before, in: text) else { return nil }
      let rest = figures[index...].prefix(Self.reach).filter { isExact($0.figure) }
      guard let total = total(of: part, named: share, among: before, and: rest, in: text) else { return nil }
      let nearby = before.map(\.figure).filter { $0.unit == part.figure.unit }
      guard !isExplained(share.figure, part: part.figure.value, by: nearby) else { return nil }
      let words =
        "“\(part.figure.text)” of “\(total.figure.text)” is \(percent(part.figure.value, total.figure.value))"
      let ranges = sentences ?? Sentences.ranges(in: text)
      sentences = ranges
      let sentence = Sentences.range(holding: share.range.lowerBound, among: ranges)
      return RuleFinding(
        rule: .rate, remark: "\(words), but the text says “\(share.figure.text)”.",
        quote: sentence.map { String(text[$0]) } ?? share.figure.text)
    }
  }

  /// Figures of a kind that can be divided: no range, no approximation, no percentage.
  private func isExact(_ figure: Figure) -> Bool {
    !figure.approximate && figure.high == nil && figure.unit != "%" && !figure.unit.contains("百分点")
  }

  /// The figure that the text itself makes the part: the one directly before 占, or the one after which a rate is named.
  private func part(
    of share: FigureReader.Found, among before: [FigureReader.Found], in text: Scalars
  ) -> FigureReader.Found? {
    guard let last = before.last, last.range.upperBound <= share.range.lowerBound else { return nil }
    let between = text[last.range.upperBound..<share.range.lowerBound]
    if between.count <= 8, between.contains("占"), !between.contains(where: \.endsSentence) { return last }
    // 整改率为: the two characters before 率 name what the part did.
    guard between.count <= 12, let rate = between.lastIndex(of: "率"), rate - 2 >= between.startIndex,
      !between.contains(where: \.endsSentence)
    else { return nil }
    let stem = text[(rate - 2)..<rate]
    let clause = text[max(0, last.range.lowerBound - 12)..<last.range.lowerBound]
    guard clause.indices.contains(where: { clause[$0...].starts(with: stem) }) else { return nil }
    return last
  }

  /// The figure that the text makes the whole: 45项中…, 共45项，其中…, the one that the others add up to, or, for a
  /// rate that is named after its part, the one before it in the sentence.
  private func total(
    of part: FigureReader.Found, named share: FigureReader.Found, among before: [FigureReader.Found],
    and rest: [FigureReader.Found], in text: Scalars
  ) -> FigureReader.Found? {
    let unit = part.figure.unit
    let larger = before.filter {
      $0.figure.unit == unit && $0.figure.value >= part.figure.value && $0.figure.value > 0
        && $0.range.lowerBound < part.range.lowerBound
    }
    let isRate = text[part.range.upperBound..<share.range.lowerBound].contains("率")
    if isRate {
      return larger.last { !text[$0.range.upperBound..<share.range.lowerBound].contains(where: \.isFullStop) }
    }
    if let total = larger.last(where: { contains(text[$0.range.upperBound..<part.range.lowerBound]) }) {
      return total
    }
    guard let first = larger.first else { return nil }
    let parts = (before + rest).filter {
      $0.figure.unit == unit && $0.range.lowerBound > first.range.lowerBound
    }
    return parts.map(\.figure.value).reduce(0, +) == first.figure.value ? first : nil
  }

  /// True where the words between two figures make the first contain the second: 其中, or …中 before a comma, in the
  /// sentence of the second.
  private func contains(_ words: ArraySlice<Unicode.Scalar>) -> Bool {
    let stop = words.lastIndex(where: \.isFullStop)
    let between = words[(stop.map { $0 + 1 } ?? words.startIndex)...]
    return between.indices.dropLast().contains { index in
      let next = between[index + 1]
      return between[index] == "其" && next == "中"
        || between[index] == "中" && (next == "，" || next == ",")
    }
  }

  /// True if the part is this share of another figure, of both together or of all, or differs from it by so much.
  private func isExplained(_ share: Figure, part: Double, by figures: [Figure]) -> Bool {
    let digits = share.text.unicodeScalars.drop { !$0.isPoint }.dropFirst().prefix { $0.isDigit }.count
    var step = 1.0
    for _ in 0..<min(digits, 9) { step /= 10 }
    func fits(_ part: Double, _ whole: Double) -> Bool {
      whole > 0 && abs(part / whole * 100 - share.value) < step * 1.001
    }
    return fits(part, figures.map(\.value).reduce(0, +))
      || figures.contains { other in
        fits(part, other.value) || fits(other.value, part) || fits(part, part + other.value)
          || fits(abs(part - other.value), other.value)
      }
  }

  /// A percentage with two decimals.
  private func percent(_ part: Double, _ total: Double) -> String {
    let hundredths = Int((part / total * 10_000).rounded())
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
  }
}

extension Unicode.Scalar {
  fileprivate var isFullStop: Bool { endsSentence && self != "；" && self != ";" }
}
