/// A number with its measure word in a cell: 1200户, 1.2亿元, 三十二栋.
struct Amount: Sendable, Equatable {
  /// The number as printed, without its scale.
  var value: Double
  /// 1, 10 000 (万) or 100 000 000 (亿).
  var scale: Double
  /// The measure word; 大 of 6大类 and 余 are dropped.
  var unit: Scalars
  /// True for 第3处.
  var isOrdinal: Bool
  /// The number with scale and unit.
  var range: Range<Int>

  /// The number that is meant.
  var scaled: Double { value * scale }

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
      guard let number = number(beginningAt: index, in: text) else {
        index += 1
        continue
      }
      index = number.range.upperBound
      found.append(measured(number, in: text))
    }
    return found
  }

  /// The numbers before % and after 百分之.
  static func percentages(in text: Scalars) -> [Amount] {
    let hundredth = "百分之".scalars
    var found: [Amount] = []
    var index = 0
    while index < text.count {
      if text[index] == "百", text[index...].starts(with: hundredth) {
        if text[index + hundredth.count..<text.count].first == "百" {
          found.append(Amount(value: 100, scale: 1, unit: [], isOrdinal: false, range: index..<(index + 4)))
        } else if var number = number(beginningAt: index + hundredth.count, in: text) {
          number.range = index..<number.range.upperBound
          found.append(number)
        }
        index += hundredth.count
        continue
      }
      guard text[index].isDigit, let number = number(beginningAt: index, in: text) else {
        index += 1
        continue
      }
      index = number.range.upperBound
      if index < text.count, text[index] == "%" || text[index] == "﹪" || text[index] == "％" {
        found.append(number)
      }
    }
    return found
  }

  /// The number that begins at a position, without a unit.
  static func number(beginningAt start: Int, in text: Scalars) -> Amount? {
    guard start >= 0, start < text.count else { return nil }
    return text[start].isDigit ? arabic(at: start, in: text) : chinese(at: start, in: text)
  }

  /// The number that ends before a position, without a unit.
  static func number(endingAt end: Int, in text: Scalars) -> Amount? {
    var start = end
    while start > 0, end - start < 16, isNumeral(text[start - 1]) { start -= 1 }
    guard start < end, let number = number(beginningAt: start, in: text), number.range.upperBound == end
    else {
      return nil
    }
    return number
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isDigit || scalar == "." || numerals[scalar] != nil || powers[scalar] != nil
  }

  private static func arabic(at start: Int, in text: Scalars) -> Amount? {
    var end = start
    var value = 0.0
    while end < text.count {
      if let digit = text[end].digit {
        value = value * 10 + Double(digit)
      } else if text[end] != "," || !isThousands(at: end, in: text) {
        break
      }
      end += 1
    }
    if end + 1 < text.count, text[end] == ".", text[end + 1].isDigit {
      end += 1
      var place = 0.1
      while end < text.count, let digit = text[end].digit {
        value += Double(digit) * place
        place /= 10
        end += 1
      }
      // Decimal fractions are not exact in binary: 0.45 read digit by digit would not equal 0.45.
      if let exact = Double(String(text[start..<end].map { $0.narrow }.filter { $0 != "," })) {
        value = exact
      }
    }
    return Amount(value: value, scale: 1, unit: [], isOrdinal: false, range: start..<end)
  }

  /// True for the comma of 12,781.
  private static func isThousands(at comma: Int, in text: Scalars) -> Bool {
    guard comma + 3 < text.count, comma > 0, text[comma - 1].isDigit else { return false }
    return (1...3).allSatisfy { text[comma + $0].isDigit }
      && (comma + 4 >= text.count || !text[comma + 4].isDigit)
  }

  private static func chinese(at start: Int, in text: Scalars) -> Amount? {
    var end = start
    var total = 0.0
    var digit: Double?
    while end < text.count, end - start < 16 {
      if let value = numerals[text[end]] {
        guard digit == nil else { return nil }
        digit = value
      } else if let power = powers[text[end]] {
        total += (digit ?? (total == 0 ? 1 : 0)) * power
        digit = nil
      } else {
        break
      }
      end += 1
    }
    guard end > start else { return nil }
    return Amount(value: total + (digit ?? 0), scale: 1, unit: [], isOrdinal: false, range: start..<end)
  }

  private static let numerals: [Unicode.Scalar: Double] = [
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let powers: [Unicode.Scalar: Double] = ["十": 10, "百": 100, "千": 1000]

  private static func measured(_ number: Amount, in text: Scalars) -> Amount {
    var amount = number
    amount.isOrdinal = number.range.lowerBound > 0 && text[number.range.lowerBound - 1] == "第"
    var end = number.range.upperBound
    while end < text.count, text[end] == "余" || text[end] == "多" || text[end] == "个" && isScale(text, end + 1)
    {
      end += 1
    }
    if end < text.count, text[end] == "万" {
      amount.scale = 10_000
      end += 1
    }
    if end < text.count, text[end] == "亿" {
      amount.scale *= 100_000_000
      end += 1
    }
    while end < text.count, text[end] == "余" || text[end] == "多" || text[end] == "大" { end += 1 }
    let start = end
    while end < text.count, end - start < 2, isUnit(text[end]) { end += 1 }
    amount.unit = Scalars(text[start..<end])
    amount.range = number.range.lowerBound..<end
    return amount
  }

  private static func isScale(_ text: Scalars, _ index: Int) -> Bool {
    index < text.count && (text[index] == "万" || text[index] == "亿")
  }

  private static func isUnit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan && scalar != "中" && numerals[scalar] == nil || (0x61...0x7A).contains(scalar.value | 0x20)
      || scalar == "㎡"
  }
}
