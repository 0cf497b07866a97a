/// Walks once over a text and collects the days that it states.
struct DayScanner {
  private let text: Scalars
  private let context: Day?
  private var found: [StatedDay] = []
  /// The year that the text stated last: 2020年6月—12月 means December 2020.
  private var statedYear: Int?

  init(text: Scalars, context: Day?) {
    self.text = text
    self.context = context
  }

  mutating func scan() -> [StatedDay] {
    var index = 0
    while index < text.count {
      index = step(at: index)
    }
    return found
  }

  /// Reads what begins at a position; the position after it, which is always further on.
  private mutating func step(at start: Int) -> Int {
    if let (value, end) = number(at: start) { return readNumber(value, from: start, to: end) }
    let year = statedYear ?? context?.year
    switch text[start] {
    case "第":
      if let end = quarter(at: start, year: year, from: start) { return end }
    case "Q", "q":
      if let (value, end) = number(at: start + 1), let year, (1...4).contains(value), end == start + 2 {
        append(Day(lastOfMonth: value * 3, year: year), .quarter, start..<end)
        return end
      }
    case "上", "下":
      if let end = half(at: start, year: year, from: start) { return end }
    case "年":
      if let context, !isDigitLike(before: start), previous(start) != "每", let end = yearEnd(at: start) {
        append(Day(year: yearNamed(before: start, of: context), month: 12, day: 31), .year, start..<end)
        return end
      }
    case "全":
      if let year, character(start + 1) == "年", character(start + 2) != "度" {
        append(Day(year: year, month: 12, day: 31), .year, start..<(start + 2))
        return start + 2
      }
    case "月":
      if let context, !isDigitLike(before: start), let end = monthEnd(at: start) {
        let before = previous(start)
        if before == "下" {
          let month = context.month % 12 + 1
          append(
            Day(lastOfMonth: month, year: context.year + (context.month == 12 ? 1 : 0)), .month, start..<end)
        } else if before != "每" && before != "上" && before != "个" && before != "次" {
          append(Day(lastOfMonth: context.month, year: context.year), .month, start..<end)
        }
        return end
      }
    case "明":
      if character(start + 1) == "年", let context { statedYear = context.year + 1 }
    case "今", "本":
      if character(start + 1) == "年", let context { statedYear = context.year }
    default: break
    }
    return start + 1
  }

  private mutating func readNumber(_ value: Int, from start: Int, to end: Int) -> Int {
    let digits = end - start
    if digits == 8, text[start].isDigit, text[end - 1].isDigit {
      if let day = Day(year: value / 10_000, month: value / 100 % 100, day: value % 100),
        (1949...2199).contains(day.year)
      {
        append(day, .day, start..<end, hasYear: true)
      }
      return end
    }
    if (1949...2199).contains(value), digits == 4 { return readYear(value, from: start, to: end) }
    if (10...99).contains(value), digits == 2, character(end) == "年", let (_, after) = number(at: end + 1),
      character(after) == "月"
    {
      return readYear(2000 + value, from: start, to: end)
    }
    let year = statedYear ?? context?.year
    if character(end) == "月", (1...12).contains(value) {
      guard previous(start) != "每" else { return end + 1 }
      guard let year else { return end + 1 }
      return readMonth(value, year: year, from: start, after: end + 1, hasYear: false)
    }
    if let end = quarter(at: start, year: year, from: start) { return end }
    return end
  }

  private mutating func readYear(_ year: Int, from start: Int, to end: Int) -> Int {
    guard let mark = character(end) else { return end }
    switch mark {
    case "年":
      statedYear = year
      var next = end + 1
      if character(next) == "度" { next += 1 }
      if let (month, after) = number(at: next), character(after) == "月", (1...12).contains(month) {
        return readMonth(month, year: year, from: start, after: after + 1, hasYear: true)
      }
      if let end = quarter(at: next, year: year, from: start, hasYear: true) { return end }
      if let end = half(at: next, year: year, from: start, hasYear: true) { return end }
      let tail = character(next)
      if next == text.count || tail == "底" || tail == "末" || tail == "内" || tail == "前" || tail == "终" {
        append(
          Day(year: year, month: 12, day: 31), .year, start..<min(text.count, next + 1), hasYear: true)
      }
      return next
    case "-", "/", ".", "_", "–", "—":
      guard let (month, after) = number(at: end + 1), after - end <= 3, (1...12).contains(month),
        text[end + 1].isDigit
      else { return end }
      if character(after) == mark, let (day, last) = number(at: after + 1), last - after <= 3,
        text[after + 1].isDigit
      {
        append(Day(year: year, month: month, day: day), .day, start..<last, hasYear: true)
        return last
      }
      guard after - end == 3 || mark == "/" || mark == "." || mark == "-", character(after) != "月" else {
        return end
      }
      append(Day(lastOfMonth: month, year: year), .month, start..<after, hasYear: true)
      return after
    case "Q", "q":
      if let (value, after) = number(at: end + 1), (1...4).contains(value), after == end + 2 {
        append(Day(lastOfMonth: value * 3, year: year), .quarter, start..<after, hasYear: true)
        return after
      }
      return end
    default: return end
    }
  }

  private mutating func readMonth(_ month: Int, year: Int, from start: Int, after: Int, hasYear: Bool) -> Int
  {
    if let (day, end) = number(at: after), let mark = character(end), mark == "日" || mark == "号" {
      append(Day(year: year, month: month, day: day), .day, start..<(end + 1), hasYear: hasYear)
      return end + 1
    }
    if let (day, end) = number(at: after), end == text.count || character(end) == "前", day <= 31 {
      append(Day(year: year, month: month, day: day), .day, start..<end, hasYear: hasYear)
      return end
    }
    switch (character(after), character(after + 1)) {
    case ("上", "旬"), ("初", _):
      let end = min(text.count, after + (character(after) == "初" ? 1 : 2))
      append(Day(year: year, month: month, day: 10), .partOfMonth, start..<end, hasYear: hasYear)
      return end
    case ("中", "旬"):
      append(Day(year: year, month: month, day: 20), .partOfMonth, start..<(after + 2), hasYear: hasYear)
      return after + 2
    default:
      append(Day(lastOfMonth: month, year: year), .month, start..<after, hasYear: hasYear)
      return after
    }
  }

  /// 第三季度, 三季度, 3季度.
  private mutating func quarter(at position: Int, year: Int?, from start: Int, hasYear: Bool = false) -> Int?
  {
    let digits = character(position) == "第" ? position + 1 : position
    guard let year, let (value, after) = number(at: digits), (1...4).contains(value),
      character(after) == "季", character(after + 1) == "度"
    else { return nil }
    append(Day(lastOfMonth: value * 3, year: year), .quarter, start..<(after + 2), hasYear: hasYear)
    return after + 2
  }

  /// 上半年, 下半年.
  private mutating func half(at position: Int, year: Int?, from start: Int, hasYear: Bool = false) -> Int? {
    guard let year, let first = character(position), first == "上" || first == "下",
      character(position + 1) == "半", character(position + 2) == "年"
    else { return nil }
    append(
      Day(lastOfMonth: first == "上" ? 6 : 12, year: year), .half, start..<(position + 3), hasYear: hasYear)
    return position + 3
  }

  /// The end of 年底, 年末, 年内, 年终.
  private func yearEnd(at position: Int) -> Int? {
    switch character(position + 1) {
    case "底", "末", "内", "终": position + 2
    default: nil
    }
  }

  /// The end of 月底, 月末, 月内.
  private func monthEnd(at position: Int) -> Int? {
    switch character(position + 1) {
    case "底", "末", "内": position + 2
    default: nil
    }
  }

  private func yearNamed(before position: Int, of context: Day) -> Int {
    switch previous(position) {
    case "明", "次": context.year + 1
    case "去": context.year - 1
    default: context.year
    }
  }

  private mutating func append(
    _ day: Day?, _ precision: StatedDay.Precision, _ range: Range<Int>, hasYear: Bool = false
  ) {
    guard let day else { return }
    found.append(
      StatedDay(day: day, precision: precision, hasYear: hasYear || statedYear != nil, range: range))
    if hasYear { statedYear = day.year }
  }

  /// A number in digits, or in Chinese numerals (二〇二〇, 十二, 三十一) where a unit of time follows; and its end.
  private func number(at start: Int) -> (Int, Int)? {
    guard start >= 0, start < text.count else { return nil }
    var end = start
    var value = 0
    while end < text.count, end - start < 9, let digit = text[end].digit {
      value = value * 10 + digit
      end += 1
    }
    if end > start {
      // A longer run is a telephone or document number, and no part of it a date.
      while end < text.count, text[end].isDigit {
        end += 1
        value = 0
      }
      return (value, end)
    }
    return chineseNumber(at: start)
  }

  private func chineseNumber(at start: Int) -> (Int, Int)? {
    var end = start
    var digits = 0
    var tens: Int?
    while end < text.count, end - start < 5 {
      if text[end] == "十" {
        guard tens == nil else { return nil }
        tens = end == start ? 1 : digits
        digits = 0
      } else if let digit = DayScanner.chineseDigits[text[end]] {
        digits = digits * 10 + digit
      } else {
        break
      }
      end += 1
    }
    guard end > start, let unit = character(end), "年月日号季".unicodeScalars.contains(unit) else { return nil }
    return (tens.map { $0 * 10 + digits } ?? digits, end)
  }

  private static let chineseDigits: [Unicode.Scalar: Int] = [
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]

  private func isDigitLike(before position: Int) -> Bool {
    guard let scalar = previous(position) else { return false }
    return scalar.isDigit || DayScanner.chineseDigits[scalar] != nil || scalar == "十" || scalar == "个"
  }

  private func character(_ index: Int) -> Unicode.Scalar? {
    index >= 0 && index < text.count ? text[index] : nil
  }
  private func previous(_ index: Int) -> Unicode.Scalar? { character(index - 1) }
}
