/// Reads numbers as Chinese offices write them: 1300余, 12,781.5万, 九万八千, 三十多万, 七八十.
///
/// Shares (9.98%, 八成五, 三分之一, 过半) are read by `share(in:at:)`.
enum Numerals {
  /// A number and where it ends.
  struct Number: Sendable, Equatable {
    /// The value with 百, 千, 万 and 亿 resolved; the lower end where neighbours name a range (七八十). Of a share
    /// the percentage: 八成五 is 85.
    var value: Double
    /// The upper end of 三五 or 七八十, else nil.
    var high: Double?
    /// The index after the last scalar.
    var end: Int
    /// True with 余, 多, 数, 几 or neighbours such as 七八.
    var approximate = false
    /// True if it begins with 0…9, false for 十四 and 百余.
    var isArabic: Bool
    /// The largest multiplier that stands in it (万 is 10,000), else 1.
    var scale = 1.0
    /// True for 百, 千万 and the like: a multiplier without a digit before it, as idioms have it.
    var isBare = false
  }

  /// The number that begins at a position, or nil. Units are not read: 35项 ends before 项, and 9.98% before %.
  ///
  /// It does not look at what stands before the position: a caller who scans must not start inside a number.
  /// Nil for 二〇二一 and 1.2.3 too, which are no quantities; `run(in:at:)` tells how far they reach.
  static func number(in text: some ScalarText, at start: Int) -> Number? {
    guard text.indices.contains(start) else { return nil }
    return text[start].isDigit ? arabic(in: text, at: start) : chinese(in: text, at: start)
  }

  /// The index after all digits and numerals and the points between digits that begin at a position. A run that begins
  /// with numerals ends before digits: 人数500人 has its number after 数.
  static func run(in text: some ScalarText, at start: Int) -> Int {
    guard start < text.endIndex else { return start }
    let isArabic = text[start].isDigit
    var index = start
    while index < text.endIndex {
      if (isArabic && text[index].isDigit) || text[index].numeral != nil {
        index += 1
      } else if text[index].isPoint || text[index] == ",", index > start, text[index - 1].isDigit,
        index + 1 < text.endIndex, text[index + 1].isDigit
      {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  /// Integers of more digits are no quantities but the numbers of things (accounts, telephones).
  private static let mostDigits = 15

  private static func arabic(in text: some ScalarText, at start: Int, isRest: Bool = false) -> Number? {
    var index = start
    var value = 0.0
    var digits = 0
    func digit(_ at: Int) -> Int? { at < text.endIndex ? text[at].digit : nil }
    while let next = digit(index) {
      value = value * 10 + Double(next)
      digits += 1
      index += 1
      // A comma between thousands: three digits follow, and not a fourth.
      if digits <= 3 || digits % 3 == 0, index < text.endIndex, text[index] == ",",
        let first = digit(index + 1), let second = digit(index + 2), let third = digit(index + 3),
        digit(index + 4) == nil, start < index, digits < mostDigits, first + second + third >= 0
      {
        index += 1
      }
    }
    guard digits <= mostDigits else { return nil }
    var isInteger = true
    if index < text.endIndex, text[index].isPoint, digit(index + 1) != nil {
      isInteger = false
      var fraction = 0.0
      var divisor = 1.0
      index += 1
      while let next = digit(index) {
        // Beyond fifteen places a Double has nothing to add.
        if divisor < 1e15 {
          fraction = fraction * 10 + Double(next)
          divisor *= 10
        }
        index += 1
      }
      value = (value * divisor + fraction) / divisor
      if index < text.endIndex, text[index].isPoint, digit(index + 1) != nil { return nil }
    }
    var number = Number(value: value, end: index, isArabic: true)
    extend(&number, in: text)
    // 2万5千, 1亿2000万: a smaller number goes on where the larger ended.
    if !isRest, isInteger, !number.approximate, number.scale >= 1e4, digit(number.end) != nil,
      let rest = arabic(in: text, at: number.end, isRest: true), rest.value < number.scale
    {
      number.value += rest.value
      number.end = rest.end
      number.approximate = rest.approximate
    }
    return number
  }

  /// Reads 余, 多 and the scales that follow a number: 10余万, 1.2万亿, 300多.
  private static func extend(_ number: inout Number, in text: some ScalarText) {
    while number.end < text.endIndex {
      let scalar = text[number.end]
      if scalar.isSurplus, !number.approximate {
        number.approximate = true
      } else if case .multiplier(let multiplier) = scalar.numeral, multiplier >= 100,
        multiplier >= 1e4 || (number.scale == 1 && !startsUnit(in: text, at: number.end)),
        number.scale * multiplier <= 1e12
      {
        // Thousandths are kept, the noise of binary fractions is not: 2.3 × 10⁸ is 229,999,999.99999997.
        number.value = (number.value * multiplier * 1000).rounded() / 1000
        number.high = number.high.map { $0 * multiplier }
        number.scale *= multiplier
      } else {
        return
      }
      number.end += 1
    }
  }

  /// True where 千 or 百 belongs to the unit: 千米, 千克, 千瓦, 千伏, 百分点.
  static func startsUnit(in text: some ScalarText, at index: Int) -> Bool {
    guard index + 1 < text.endIndex else { return false }
    switch text[index + 1] {
    case "米", "克", "瓦", "伏", "卡", "赫", "帕", "焦", "分", "字": return true
    default: return false
    }
  }
}

extension Unicode.Scalar {
  /// What a Chinese numeral means.
  enum Numeral: Equatable {
    /// 零…九, 两.
    case digit(Int)
    /// 十, 百, 千, 万, 亿.
    case multiplier(Double)
    /// 数 or 几, which stand for a digit that is not told.
    case untold
  }

  /// The meaning as a Chinese numeral, simplified, traditional or the forms used on bills.
  var numeral: Numeral? {
    // Most characters of a text are none: one look decides.
    guard value >= 0x3007 else { return nil }
    switch self {
    case "零", "〇": return .digit(0)
    case "一", "壹": return .digit(1)
    case "二", "两", "兩", "贰", "貳": return .digit(2)
    case "三", "叁", "參": return .digit(3)
    case "四", "肆": return .digit(4)
    case "五", "伍": return .digit(5)
    case "六", "陆": return .digit(6)
    case "七", "柒": return .digit(7)
    case "八", "捌": return .digit(8)
    case "九", "玖": return .digit(9)
    case "十", "拾": return .multiplier(10)
    case "百", "佰": return .multiplier(100)
    case "千", "仟": return .multiplier(1000)
    case "万", "萬": return .multiplier(1e4)
    case "亿", "億": return .multiplier(1e8)
    case "数", "數", "几", "幾": return .untold
    default: return nil
    }
  }

  /// 余, 多, 几, 来 after a number: somewhat more than it.
  var isSurplus: Bool {
    switch self {
    case "余", "餘", "多", "几", "幾", "来": true
    default: false
    }
  }

  /// A decimal point, half- or full-width.
  var isPoint: Bool { self == "." || self == "．" }
}
