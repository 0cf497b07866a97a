internal import Bulletins

/// A piece of text around the first place where a term stands, with the terms marked.
enum Snippet {
  /// Characters shown on either side.
  static let reach = 24

  /// The piece, with marks around every term in it, or the beginning if no term stands in the text.
  ///
  /// - Parameter marks: what to put before and after a found term.
  static func cut(
    _ text: String, terms: [Scalars], reach: Int = Snippet.reach, marks: (String, String) = ("«", "»")
  ) -> String {
    let scalars = text.scalars
    var folded: Scalars = []
    var origin: [Int] = []
    for (index, scalar) in scalars.enumerated() {
      guard let fold = SearchFold.fold(scalar) else { continue }
      folded.append(fold)
      origin.append(index)
    }
    var found: [Range<Int>] = []
    for match in Matcher(terms.map { String($0) }).matches(in: folded) {
      guard let first = match.range.first, let last = match.range.last else { continue }
      found.append(origin[first]..<(origin[last] + 1))
    }
    found.sort { $0.lowerBound < $1.lowerBound }
    let anchor = found.first ?? 0..<0
    let start = max(0, anchor.lowerBound - reach)
    let end = min(scalars.count, anchor.upperBound + reach)
    var out: Scalars = start > 0 ? ["…"] : []
    var position = start
    for range in found where range.lowerBound >= position && range.upperBound <= end {
      out += scalars[position..<range.lowerBound]
      out += marks.0.scalars + scalars[range] + marks.1.scalars
      position = range.upperBound
    }
    if position < end { out += scalars[position..<end] }
    if end < scalars.count { out.append("…") }
    return String(out.map { $0 == "\n" ? " " : $0 })
  }
}

extension Snippet {
  /// The whole text with the terms marked.
  static func mark(_ text: String, terms: [Scalars]) -> String {
    cut(text, terms: terms, reach: text.unicodeScalars.count)
  }
}
