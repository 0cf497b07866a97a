extension Numerals {
  /// Reads 十四, 九万八千, 两千五, 百余, 数十, 三十多万, 七八十, 三点五亿.
  static func chinese(in text: some ScalarText, at start: Int) -> Number? {
    var reading = ChineseReading(index: start)
    while reading.index < text.endIndex {
      guard let numeral = text[reading.index].numeral else {
        if reading.index > start, !reading.isSurplus, text[reading.index].isSurplus, reading.mayTakeSurplus {
          reading.isSurplus = true
          reading.index += 1
          continue
        }
        break
      }
      guard reading.take(numeral, in: text) else { break }
    }
    return reading.number(in: text, from: start)
  }

  /// A Chinese number while it is read: finished sections, the section below 万, and the digit that waits for its
  /// multiplier.
  private struct ChineseReading {
    var index: Int
    /// What 亿 has closed.
    var largest = 0.0
    /// What 万 has closed.
    var total = 0.0
    var section = 0.0
    var digit: Int?
    /// The second of two neighbours: the 八 of 七八十.
    var neighbour: Int?
    /// What the neighbours' difference is worth once their multiplier is known.
    var spread = 0.0
    var last = 1.0
    var scale = 1.0
    var isSurplus = false
    var isUntold = false
    var isBare = false
    var afterZero = false
    var isBroken = false

    /// 三多 is no number, 三十多 and 百余 are.
    var mayTakeSurplus: Bool { last > 1 && digit == nil }

    /// Takes a numeral in; false where the number ends before it.
    mutating func take(_ numeral: Unicode.Scalar.Numeral, in text: some ScalarText) -> Bool {
      switch numeral {
      case .untold: return takeUntold(in: text)
      case .digit(let next): return takeDigit(next)
      case .multiplier(let multiplier): return takeMultiplier(multiplier, in: text)
      }
    }

    private mutating func takeUntold(in text: some ScalarText) -> Bool {
      if last == 10, digit == nil, !isSurplus {  // 十几, 二十几
        isSurplus = true
        index += 1
        return true
      }
      guard last == 1, digit == nil, !isUntold, !isSurplus, index + 1 < text.endIndex,
        case .multiplier = text[index + 1].numeral
      else { return false }
      isUntold = true
      digit = 1
      index += 1
      return true
    }

    private mutating func takeDigit(_ next: Int) -> Bool {
      guard !isSurplus, !isUntold || digit == nil else { return false }
      if next == 0 {
        if digit != nil || last == 1 { isBroken = true }
        afterZero = true
      } else if let digit {
        if neighbour == nil, next == digit + 1 || (digit == 3 && next == 5) {
          neighbour = next
        } else {
          isBroken = true
        }
      } else {
        digit = next
      }
      index += 1
      return true
    }

    private mutating func takeMultiplier(_ multiplier: Double, in text: some ScalarText) -> Bool {
      if multiplier < 1e4 {
        if isSurplus { return false }
        if multiplier > 10, startsUnit(in: text, at: index), digit != nil || last > 1 { return false }
        if digit == nil {
          // 百, 千 without a digit only at the beginning; 十 also after 百 (一百十二).
          guard last == 1 || (multiplier == 10 && last > 10) else { return false }
          isBare = last == 1 && multiplier > 10
        }
        section += Double(digit ?? 1) * multiplier
        if let digit, let neighbour { spread += Double(neighbour - digit) * multiplier }
      } else {
        if digit == nil, section == 0, total == 0 {
          guard last == 1 else { return false }
          isBare = true
          section = 1
        }
        guard total == 0 || multiplier > 1e4, largest == 0 || multiplier == 1e4 else { return false }
        section += Double(digit ?? 0)
        if let digit, let neighbour { spread += Double(neighbour - digit) }
        spread *= multiplier
        if multiplier == 1e4 {
          total = section * multiplier
        } else {
          largest = (total + section) * multiplier
          total = 0
        }
        section = 0
      }
      digit = nil
      neighbour = nil
      afterZero = false
      last = multiplier
      scale = max(scale, multiplier)
      index += 1
      return true
    }

    /// The number, if what was read is one.
    mutating func number(in text: some ScalarText, from start: Int) -> Number? {
      guard !isBroken, index > start else { return nil }
      var value = largest + total + section
      var isRange = spread > 0
      if let digit {
        // 两千五 is 2500, 一万二 is 12,000; 一百零五 is 105.
        let place = last >= 100 && !afterZero ? last / 10 : 1
        value += Double(digit) * place
        if let neighbour {
          spread += Double(neighbour - digit) * place
          isRange = true
        }
        if last <= 10, !isRange { value = decimal(value, in: text) }
      } else if last == 10 {
        value = decimal(value, in: text)
      }
      guard value > 0 || index == start + 1 else { return nil }
      return Number(
        value: value, high: isRange ? value + spread : nil, end: index,
        approximate: isSurplus || isUntold || isRange, isArabic: false, scale: scale, isBare: isBare)
    }

    /// Reads a fraction after 点 and the scale after it: 三点五亿. 九点二十 is a time and stays as it is.
    private mutating func decimal(_ value: Double, in text: some ScalarText) -> Double {
      guard index + 1 < text.endIndex, text[index] == "点" || text[index] == "點" else { return value }
      var cursor = index + 1
      var place = 0.1
      var result = value
      while cursor < text.endIndex, case .digit(let next) = text[cursor].numeral {
        result += Double(next) * place
        place /= 10
        cursor += 1
      }
      guard place < 0.1 else { return value }
      if cursor < text.endIndex {
        if case .multiplier(let multiplier) = text[cursor].numeral {
          guard multiplier >= 1e4 else { return value }
          result *= multiplier
          scale = multiplier
          cursor += 1
        } else if text[cursor] == "分" || text[cursor] == "刻" {
          return value
        }
      }
      index = cursor
      return (result * 1e9).rounded() / 1e9
    }
  }
}
