/// Recognises dates and times as lines of a page carry them. What they mean is read elsewhere.
enum DateText {
  /// The index after a date or time that begins at a position (2021年9月8日, 9月8日, 2021-09-08, 二〇二一年九月八日, 08:30,
  /// 星期三), or nil.
  static func end(in text: Scalars, at start: Int) -> Int? {
    var index = start
    var parts = 0
    while let next = part(in: text, at: index) {
      index = next
      parts += 1
      while parts > 0, index < text.count, ScalarFlags.of(text[index]).contains(.blank), text[index] != "\n",
        part(in: text, at: index + 1) != nil
      {
        index += 1
      }
    }
    return parts > 0 ? index : nil
  }

  /// True if a range holds nothing but a date, brackets left aside.
  static func isDate(_ text: Scalars, _ range: Range<Int>) -> Bool {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, text[lower] == "(" || text[lower] == "[" { lower += 1 }
    while upper > lower, text[upper - 1] == ")" || text[upper - 1] == "]" { upper -= 1 }
    guard lower < upper else { return false }
    guard let first = end(in: text, at: lower) else { return false }
    return first == upper || isSpan(in: text, from: first, to: upper)
  }

  /// True for the second half of 3月20日—3月26日.
  private static func isSpan(in text: Scalars, from first: Int, to upper: Int) -> Bool {
    var index = first
    while index < upper, joins(text[index]) { index += 1 }
    return index > first && index < upper && end(in: text, at: index) == upper
  }

  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "—", "–", "-", "~", "～", "至", "到": true
    default: ScalarFlags.of(scalar).contains(.blank)
    }
  }

  private static func part(in text: Scalars, at start: Int) -> Int? {
    guard start < text.count else { return nil }
    if let end = weekday(in: text, at: start) { return end }
    var index = start
    while index < text.count, index - start < 5, isNumber(text[index]) { index += 1 }
    guard index > start, index < text.count else { return nil }
    if text[index] == "年" || text[index] == "月" || text[index] == "日" || text[index] == "时" {
      return index + 1
    }
    if index - start <= 3, text[index] == "号" { return index + 1 }
    return separated(in: text, at: start)
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    let flags = ScalarFlags.of(scalar)
    return flags.contains(.digit) || (flags.contains(.numeral) && scalar != "百" && scalar != "两")
      || scalar == "○" || scalar == "零"
  }

  /// 2021-09-08, 2021.9.8, 2021/9/8, 08:30:00.
  private static func separated(in text: Scalars, at start: Int) -> Int? {
    var index = start
    var groups = 0
    var separator: Unicode.Scalar?
    while index < text.count {
      let groupStart = index
      while index < text.count, index - groupStart < 4, ScalarFlags.of(text[index]).contains(.digit) {
        index += 1
      }
      guard index > groupStart else { return nil }
      groups += 1
      guard index + 1 < text.count, isSeparator(text[index]),
        separator == nil || separator == text[index], ScalarFlags.of(text[index + 1]).contains(.digit)
      else { break }
      separator = text[index]
      index += 1
    }
    guard groups == 3 || (groups == 2 && separator == ":") else { return nil }
    if index < text.count, ScalarFlags.of(text[index]).contains(.digit) { return nil }
    return index
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", ".", "/", ":": true
    default: false
    }
  }

  private static func weekday(in text: Scalars, at start: Int) -> Int? {
    guard text[start] == "星", start + 2 < text.count, text[start + 1] == "期" else { return nil }
    switch text[start + 2] {
    case "一", "二", "三", "四", "五", "六", "日", "天": return start + 3
    default: return nil
    }
  }
}
