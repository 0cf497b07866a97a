/// A number with its measure word in a cell: 1200户, 1.2亿元, 三十二栋.
struct Amount: Sendable, Equatable {
  /// The number with 万 and 亿 resolved.
  var value: Double
  /// The largest multiplier in it: 10 000 of 120万.
  var scale: Double
  /// The measure word; 大 of 6大类 is dropped.
  var unit: Scalars
  /// True for 第3处.
  var isOrdinal: Bool
  /// The number with its unit.
  var range: Range<Int>
  /// The index after the number without its unit.
  var numberEnd: Int

  /// True if both count the same thing.
  func measures(_ other: Amount) -> Bool {
    guard let mine = unit.first, let theirs = other.unit.first else { return false }
    return unit == other.unit || (mine == theirs && (unit.count == 1 || other.unit.count == 1))
  }

  /// All numbers of a text that has no blanks.
  static func all(in text: Scalars) -> [Amount] {
    var found: [Amount] = []
    var index = 0
    while index < text.count {
      guard text[index].isDigit || text[index].numeral != nil else {
        index += 1
        continue
      }
      let run = max(index + 1, Numerals.run(in: text, at: index))
      guard let number = Numerals.number(in: text, at: index), !number.isBare else {
        index = run
        continue
      }
      let amount = measured(number, from: index, in: text)
      found.append(amount)
      index = max(amount.range.upperBound, index + 1)
    }
    return found
  }

  private static func measured(_ number: Numerals.Number, from start: Int, in text: Scalars) -> Amount {
    var end = number.end
    if end < text.count, text[end] == "大" { end += 1 }
    let unitStart = end
    while end < text.count, end - unitStart < 2, isUnit(text[end]) { end += 1 }
    return Amount(
      value: number.value, scale: number.scale, unit: Scalars(text[unitStart..<end]),
      isOrdinal: start > 0 && text[start - 1] == "第",
      range: start..<end, numberEnd: number.end)
  }

  private static func isUnit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan && scalar != "中" && scalar.numeral == nil || (0x61...0x7A).contains(scalar.value | 0x20)
      || scalar == "㎡"
  }
}
