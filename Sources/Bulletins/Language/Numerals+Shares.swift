extension Numerals {
  /// The share that begins at a position, as a percentage: 9.98%, 百分之八十五, 八成五, 七成半, 三分之一, 一半, 过半.
  static func share(in text: some ScalarText, at start: Int) -> Number? {
    share(in: text, at: start, beginningWith: number(in: text, at: start))
  }

  /// The same, where the number that begins at the position is read already.
  static func share(in text: some ScalarText, at start: Int, beginningWith number: Number?) -> Number? {
    guard text.indices.contains(start) else { return nil }
    // Most numbers are neither a half nor percent: their first character tells.
    switch text[start] {
    case "一", "过", "近", "半":
      if let half = half(in: text, at: start) { return half }
    case "百" where text[start...].starts(with: percentOf):
      guard var part = Self.number(in: text, at: start + percentOf.count) else { return nil }
      part.isBare = false
      return part
    default: break
    }
    guard var share = number, share.end < text.endIndex else { return nil }
    switch text[share.end] {
    case "%", "％":
      share.end += 1
      return share
    case "成":
      return tenths(in: text, after: share)
    case "分":
      guard share.end + 2 < text.endIndex, text[share.end + 1] == "之", share.value > 0,
        let part = Self.number(in: text, at: share.end + 2)
      else { return nil }
      return Number(
        value: part.value / share.value * 100, high: part.high.map { $0 / share.value * 100 }, end: part.end,
        approximate: part.approximate, isArabic: false)
    default:
      return nil
    }
  }

  private static let percentOf = "百分之".scalars

  /// 成: tenths, with a second digit (八成五) or 半 where they follow.
  private static func tenths(in text: some ScalarText, after number: Number) -> Number? {
    guard number.scale <= 10, number.value > 0, number.value <= 10 else { return nil }
    var share = number
    share.value *= 10
    share.high = number.high.map { $0 * 10 }
    share.end += 1
    guard share.end < text.endIndex else { return share }
    if case .digit(let digit) = text[share.end].numeral, digit > 0 {
      share.value += Double(digit)
      share.end += 1
    } else if text[share.end] == "半" {
      share.value += 5
      share.end += 1
    } else if text[share.end].isSurplus {
      share.approximate = true
      share.end += 1
    } else if !share.isArabic, text[share.end].isHan, !endsTenths(in: text, at: share.end) {
      return nil
    }
    return share
  }

  /// What may follow 三成 where it is a share; 三成立 and 一成不变 are none.
  private static func endsTenths(in text: some ScalarText, at index: Int) -> Bool {
    switch text[index] {
    case "立", "为", "不", "果", "员", "功", "就", "长", "熟", "效", "本", "都", "品", "绩": false
    default: true
    }
  }

  private static let halves: [(words: Scalars, approximate: Bool)] = [
    ("一半".scalars, false), ("过半数".scalars, true), ("过半".scalars, true), ("近半数".scalars, true),
    ("近半".scalars, true), ("半数".scalars, false),
  ]

  private static func half(in text: some ScalarText, at start: Int) -> Number? {
    for half in halves where text[start...].starts(with: half.words) {
      return Number(value: 50, end: start + half.words.count, approximate: half.approximate, isArabic: false)
    }
    return nil
  }
}
