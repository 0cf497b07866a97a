/// The mark at the beginning of a line: ●, 1., ①, 一、, （一）, 第一章.
struct LineMark: Sendable, Equatable {
  /// What the mark looks like.
  enum Style: Sendable, Equatable {
    /// ●◆■▲ and what else `Rules/page_marks.txt` names.
    case bullet
    /// ①…⑳, ❶…❿.
    case circled
    /// 1. 1、 ⒈
    case arabic
    /// （1） 1） ⑴
    case parenthesised
    /// 一、
    case chinese
    /// （一）
    case chineseParenthesised
    /// 2.1 and 2.1.3 before a blank
    case decimal
    /// 第一章, 第二节, 第三部分
    case chapter
    /// 【县林业局】 before a text: the unit belongs to the text
    case unit
  }

  /// What it looks like.
  var style: Style
  /// Its number; 0 for a bullet.
  var number: Int
  /// How many scalars it takes, with the blanks after it.
  var length: Int

  /// The mark at the beginning of a range of folded text, or nil.
  static func read(_ text: Scalars, _ range: Range<Int>) -> LineMark? {
    guard let first = range.first else { return nil }
    let scalar = text[first]
    let flags = ScalarFlags.of(scalar)
    var mark: LineMark?
    if flags.contains(.bullet) {
      var index = first + 1
      while index < range.upperBound, text[index] == scalar { index += 1 }
      mark = LineMark(style: .bullet, number: 0, length: index - first)
    } else if (0x2460...0x2793).contains(scalar.value) || (0x3220...0x3229).contains(scalar.value) {
      mark = single(scalar)
    } else if flags.contains(.digit) {
      mark = arabic(text, range)
    } else if flags.contains(.numeral) {
      mark = chinese(text, range)
    } else if scalar == "(" {
      mark = parenthesised(text, range)
    } else if scalar == "第" {
      mark = chapter(text, range)
    }
    guard var found = mark else { return nil }
    while first + found.length < range.upperBound,
      ScalarFlags.of(text[first + found.length]).contains(.blank)
    {
      found.length += 1
    }
    return found
  }

  private static func single(_ scalar: Unicode.Scalar) -> LineMark? {
    let value = Int(scalar.value)
    return switch value {
    case 0x2460...0x2473: LineMark(style: .circled, number: value - 0x245F, length: 1)
    case 0x2776...0x277F: LineMark(style: .circled, number: value - 0x2775, length: 1)
    case 0x2780...0x2789: LineMark(style: .circled, number: value - 0x277F, length: 1)
    case 0x278A...0x2793: LineMark(style: .circled, number: value - 0x2789, length: 1)
    case 0x2474...0x2487: LineMark(style: .parenthesised, number: value - 0x2473, length: 1)
    case 0x2488...0x249B: LineMark(style: .arabic, number: value - 0x2487, length: 1)
    case 0x3220...0x3229: LineMark(style: .chineseParenthesised, number: value - 0x321F, length: 1)
    default: nil
    }
  }

  private static func arabic(_ text: Scalars, _ range: Range<Int>) -> LineMark? {
    let start = range.lowerBound
    var index = start
    var number = 0
    while index < range.upperBound, index - start < 2, let digit = text[index].digit {
      number = number * 10 + digit
      index += 1
    }
    guard index < range.upperBound else { return nil }
    switch text[index] {
    case ".", "、", "．":
      if index + 1 < range.upperBound, text[index + 1].isDigit, text[index] != "、",
        !isMonth(text, (index + 1)..<range.upperBound)
      {
        return decimal(text, range, number: number)
      }
      return LineMark(style: .arabic, number: number, length: index + 1 - start)
    case ")": return LineMark(style: .parenthesised, number: number, length: index + 1 - start)
    default: return nil
    }
  }

  /// 2.1 燃气安全: numbers and points, then a blank. 2.1亿元 is none.
  private static func decimal(_ text: Scalars, _ range: Range<Int>, number: Int) -> LineMark? {
    var index = range.lowerBound
    while index < range.upperBound, index < range.lowerBound + 9, text[index].isDigit || text[index] == "." {
      index += 1
    }
    guard index < range.upperBound, ScalarFlags.of(text[index]).contains(.blank) else { return nil }
    return LineMark(style: .decimal, number: number, length: index - range.lowerBound)
  }

  /// True where 9月12日 begins: 1.9月12日 is a mark and a date, 1.9亿元 a number.
  private static func isMonth(_ text: Scalars, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, index < range.lowerBound + 2, text[index].isDigit { index += 1 }
    return index + 1 < range.upperBound && text[index] == "月" && text[index + 1].isDigit
  }

  private static func chinese(_ text: Scalars, _ range: Range<Int>) -> LineMark? {
    let start = range.lowerBound
    guard let (number, end) = numeral(text, start, range.upperBound), end < range.upperBound else {
      return nil
    }
    guard text[end] == "、" || text[end] == "." else { return nil }
    return LineMark(style: .chinese, number: number, length: end + 1 - start)
  }

  private static func chapter(_ text: Scalars, _ range: Range<Int>) -> LineMark? {
    guard let (number, end) = numeral(text, range.lowerBound + 1, range.upperBound), end < range.upperBound
    else { return nil }
    switch text[end] {
    case "章", "节", "编": return LineMark(style: .chapter, number: number, length: end + 1 - range.lowerBound)
    case "部" where end + 1 < range.upperBound && text[end + 1] == "分":
      return LineMark(style: .chapter, number: number, length: end + 2 - range.lowerBound)
    default: return nil
    }
  }

  private static func parenthesised(_ text: Scalars, _ range: Range<Int>) -> LineMark? {
    let start = range.lowerBound
    var index = start + 1
    var number = 0
    while index < range.upperBound, index - start < 3, let digit = text[index].digit {
      number = number * 10 + digit
      index += 1
    }
    if index > start + 1, index < range.upperBound, text[index] == ")" {
      return LineMark(style: .parenthesised, number: number, length: index + 1 - start)
    }
    guard let (value, end) = numeral(text, start + 1, range.upperBound), end < range.upperBound,
      text[end] == ")"
    else { return nil }
    var length = end + 1 - start
    if end + 1 < range.upperBound, text[end + 1] == "、" { length += 1 }
    return LineMark(style: .chineseParenthesised, number: value, length: length)
  }

  /// 一…九十九.
  private static func numeral(_ text: Scalars, _ start: Int, _ limit: Int) -> (Int, Int)? {
    let digits: Scalars = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
    var index = start
    var value = 0
    var last = 0
    while index < limit, index - start < 3 {
      if text[index] == "十" {
        value += max(last, 1) * 10
        last = 0
      } else if let digit = digits.firstIndex(of: text[index]) {
        last = digit + 1
      } else {
        break
      }
      index += 1
    }
    return index > start ? (value + last, index) : nil
  }
}
