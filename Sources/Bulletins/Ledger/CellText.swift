/// What every reader of cells does first: blanks, full-width forms and clauses.
enum CellText {
  /// Without the blanks at both ends.
  static func trimmed(_ text: Scalars) -> Scalars {
    var low = text.startIndex
    var high = text.endIndex
    while low < high, isSpace(text[low]) { low += 1 }
    while high > low, isSpace(text[high - 1]) { high -= 1 }
    return low == 0 && high == text.count ? text : Scalars(text[low..<high])
  }

  /// The cell as a person would read it aloud: trimmed, line ends and blanks between Chinese characters dropped, other
  /// blanks made one space.
  static func clean(_ text: String) -> String {
    let scalars = trimmed(text.scalars)
    guard scalars.contains(where: isSpace) else { return String(scalars) }
    var out: Scalars = []
    out.reserveCapacity(scalars.count)
    var blank = false
    for scalar in scalars {
      if isSpace(scalar) {
        blank = true
        continue
      }
      if blank, let last = out.last, last.isASCIIWord, scalar.isASCIIWord { out.append(" ") }
      blank = false
      out.append(scalar)
    }
    return String(out)
  }

  /// For looking words up: without any blank, in the one spelling of cue words (simplified, half-width).
  static func folded(_ text: String) -> Scalars {
    var out: Scalars = []
    for scalar in text.unicodeScalars where !isSpace(scalar) { out.append(PageFolding.fold(scalar)) }
    return out
  }

  /// Blank or line end.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isBlank || scalar == "\n" || scalar == "\r" || scalar == "\u{2028}"
  }

  /// The clauses of a cell, cut at commas, stops, semicolons and brackets.
  static func clauses(_ text: Scalars) -> [ArraySlice<Unicode.Scalar>] {
    text.split { scalar in
      switch scalar {
      case ",", "，", "。", ";", "；", "、", "!", "(", ")", "（", "）", "\n", "：", ":": true
      default: false
      }
    }
  }
}

extension Unicode.Scalar {
  /// A letter, digit or mark of ASCII: between two of these a space separates words.
  var isASCIIWord: Bool { value > 0x20 && value < 0x7F }
}

extension Sequence<Unicode.Scalar> {
  /// True if it begins with these scalars.
  func begins(with word: Scalars) -> Bool { starts(with: word) }
}

extension ScalarText {
  /// True if these scalars end it.
  func ends(with word: Scalars) -> Bool { count >= word.count && suffix(word.count).elementsEqual(word) }
}
