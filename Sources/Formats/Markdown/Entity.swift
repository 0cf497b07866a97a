/// Character references of HTML: the numeric ones, and those names that office texts have.
enum Entity {
  private static let names: [String: Unicode.Scalar] = [
    "nbsp": "\u{A0}", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ensp": "\u{2002}",
    "emsp": "\u{3000}",
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "hellip": "…",
    "middot": "·",
    "bull": "•", "times": "×", "deg": "°", "permil": "‰", "sup2": "²", "rarr": "→", "yen": "¥", "copy": "©",
  ]

  /// What the reference at an ampersand stands for, and how many scalars it is long; the ampersand itself if it is none.
  static func decode(_ source: [Unicode.Scalar], at start: Int) -> (
    replacement: [Unicode.Scalar], length: Int
  ) {
    var end = start + 1
    while end < source.count, end - start <= 10, source[end] != ";" { end += 1 }
    guard end < source.count, source[end] == ";", end > start + 1 else { return (["&"], 1) }
    let name = source[(start + 1)..<end]
    let length = end - start + 1
    if name.first == "#" {
      let digits = String(String.UnicodeScalarView(name.dropFirst()))
      let value =
        digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      // A reference to a control character is none (HTML 13.2.5.80).
      guard let value, value >= 0x20 || value == 0x0A || value == 0x09, let scalar = Unicode.Scalar(value)
      else {
        return (["&"], 1)
      }
      return ([scalar], length)
    }
    guard let scalar = names[String(String.UnicodeScalarView(name))] else { return (["&"], 1) }
    return ([scalar], length)
  }
}
