// The number that the shape of a colour gives: 红2黄5蓝31, 两红三黄.
extension ColourScanner {
  /// Nouns of one character between a colour and its number.
  private static let shortNouns: Set<Unicode.Scalar> = Set("村户组镇校家企项类件处人".unicodeScalars)

  /// The number of 红2黄5蓝31, 红:2 黄:5, 2红5黄, 一红两黄: a number beside the colour, and another colour with one beside it.
  func shapedNumber(in sentence: StatusSentence, at index: Int) -> ColourMention.ShapedNumber? {
    let text = sentence.text
    let isBefore = runStartsWithNumber(in: text, at: index)
    if !isBefore, let after = numberAfter(in: text, at: index),
      hasNeighbour(in: text, after: after.end, before: index)
    {
      return ColourMention.ShapedNumber(value: after.value, range: (index + 1)..<after.end)
    }
    if let before = numberBefore(in: text, at: index) {
      let next = index + 1 < text.count ? text[index + 1] : "。"
      let goesOn = next.numeral != nil || next.isDigit
      let joined = next == "、" || next == "," || next == "和"
      let followed = goesOn || joined
      let preceded = before.start > 0 && precedesColour(in: text, at: before.start)
      if (followed && colourSoon(in: text, from: index + 1)) || preceded {
        return ColourMention.ShapedNumber(value: before.value, range: before.start..<index)
      }
    }
    return nil
  }

  /// True in 两红三黄十五绿, where each number stands before its colour; false in 红2黄5蓝31.
  private func runStartsWithNumber(in text: Scalars, at index: Int) -> Bool {
    var cursor = index
    var startsWithNumber = false
    while cursor > 0, index - cursor < 40 {
      let scalar = text[cursor - 1]
      if scalar.isDigit || scalar.numeral != nil {
        startsWithNumber = true
      } else if StatusColor(character: scalar) != nil {
        startsWithNumber = false
      } else if Self.shortNouns.contains(scalar) {
        // 绿村15,黄村6: the noun of a colour.
      } else if !"、,色:".unicodeScalars.contains(scalar) || cursor - 1 == 0 && scalar != "色" {
        break
      }
      cursor -= 1
    }
    return startsWithNumber
  }

  private func numberAfter(in text: Scalars, at index: Int) -> (value: Int, end: Int)? {
    var cursor = index + 1
    while cursor < text.count, text[cursor] == ":" || text[cursor] == "色" { cursor += 1 }
    // 绿村15,黄村6,红村2: a noun of one character.
    if cursor == index + 1, cursor + 1 < text.count, Self.shortNouns.contains(text[cursor]),
      text[cursor + 1].isDigit
    {
      cursor += 1
    }
    guard let number = Numerals.number(in: text, at: cursor), number.value.rounded() == number.value,
      number.value < 1e9, !number.isBare
    else { return nil }
    if number.end < text.count, text[number.end] == "%" { return nil }
    return (Int(number.value), number.end)
  }

  private func numberBefore(in text: Scalars, at index: Int) -> (value: Int, start: Int)? {
    var start = index
    while start > 0, index - start < 6, text[start - 1].isDigit || text[start - 1].numeral != nil {
      start -= 1
    }
    guard start < index, let number = Numerals.number(in: text, at: start), number.end == index,
      number.value < 1e9
    else { return nil }
    return (Int(number.value), start)
  }

  /// True if right after a number, or right before the colour, another colour with a number stands.
  private func hasNeighbour(in text: Scalars, after end: Int, before start: Int) -> Bool {
    var cursor = end
    while cursor < text.count, cursor < end + 3, StatusColor(character: text[cursor]) == nil { cursor += 1 }
    if cursor < text.count, StatusColor(character: text[cursor]) != nil,
      numberAfter(in: text, at: cursor) != nil
    {
      return true
    }
    var back = start
    while back > 0, start - back < 3, !text[back - 1].isDigit, text[back - 1].numeral == nil { back -= 1 }
    guard back > 0, text[back - 1].isDigit || text[back - 1].numeral != nil else { return false }
    while back > 0, start - back < 12, text[back - 1].isDigit || text[back - 1].numeral != nil { back -= 1 }
    while back > 0, ":色".unicodeScalars.contains(text[back - 1]) || Self.shortNouns.contains(text[back - 1]) {
      back -= 1
    }
    return back > 0 && StatusColor(character: text[back - 1]) != nil
  }

  private func precedesColour(in text: Scalars, at start: Int) -> Bool {
    var back = start
    if back > 0, text[back - 1] == "、" || text[back - 1] == "," { back -= 1 }
    guard back > 0, StatusColor(character: text[back - 1]) != nil else { return false }
    return numberBefore(in: text, at: back - 1) != nil
  }

  private func colourSoon(in text: Scalars, from start: Int) -> Bool {
    var cursor = start
    while cursor < text.count, cursor < start + 5 {
      if StatusColor(character: text[cursor]) != nil, numberBefore(in: text, at: cursor) != nil {
        return true
      }
      cursor += 1
    }
    return false
  }
}
