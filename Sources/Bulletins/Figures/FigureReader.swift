/// Finds the figures of an article: numbers with a unit that count or measure something.
///
/// Dates, document and telephone numbers, ordinals, 1+1+1, 三查 and 一院一景 are no figures; `Rules/units.txt`,
/// `set-phrases.txt` and `durations.txt` hold what decides.
struct FigureReader: Sendable {
  /// A figure and where it stands in its text.
  struct Found: Sendable {
    var figure: Figure
    var range: Range<Int>
  }

  /// The figures of the paragraphs in reading order; one that says the same as an earlier one is left out.
  func figures(in article: Article) -> [Figure] { figures(in: ArticleText(article)) }

  /// The figures of a text that is read already.
  func figures(in text: ArticleText) -> [Figure] {
    var figures: [Figure] = []
    var seen: Set<Scalars> = []
    for (paragraph, found) in zip(text.paragraphs, text.figures) {
      for found in found
      where seen.insert(paragraph[found.range] + (found.figure.what?.scalars ?? [])).inserted {
        figures.append(found.figure)
      }
    }
    return figures
  }

  /// The figures of a text with their places.
  ///
  /// - Parameter isNaming: false leaves out what they count, which takes most of the time.
  func figures(in text: Scalars, isNaming: Bool = true) -> [Found] {
    var scan = FigureScan(text: text, isNaming: isNaming)
    return scan.run()
  }
}

/// One walk over a text.
private struct FigureScan {
  let text: Scalars
  let isNaming: Bool
  let rules = FigureRules.shared
  let counted = CountedThing.shared
  var found: [FigureReader.Found] = []
  /// Where the clause began.
  var clause = 0
  var index = 0

  init(text: Scalars, isNaming: Bool) {
    self.text = text
    self.isNaming = isNaming
  }

  mutating func run() -> [FigureReader.Found] {
    let roles = rules.roles
    while index < text.count {
      switch roles[text[index]] {
      case 0: index += 1
      case 1: read()
      default:
        clause = index + 1
        index += 1
      }
    }
    return found
  }

  /// Reads the number at `index`, keeps it if it is a figure, and moves on.
  private mutating func read() {
    let start = index
    let runEnd = max(Numerals.run(in: text, at: start), start + 1)
    guard !isPartOfName(at: start), let quantity = quantity(at: start),
      quantity.unit?.text == "%" || !rules.isSetPhrase(in: text, at: start)
    else {
      index = runEnd
      return
    }
    index = max(quantity.end, start + 1)
    guard let unit = quantity.unit, accepts(quantity, unit: unit, start: start) else {
      index = max(index, runEnd)
      return
    }
    keep(quantity, unit: unit, start: start)
  }

  /// A number or range with its unit.
  private struct Quantity {
    var number: Numerals.Number
    var high: Double?
    var unit: (text: String, kind: FigureRules.UnitClass)?
    var end: Int
    /// Where the unit begins.
    var unitStart: Int
  }

  private func quantity(at start: Int) -> Quantity? {
    guard var first = single(at: start) else { return nil }
    guard let connector = connector(at: first.end), let second = single(at: connector), second.unit != nil,
      second.number.isArabic == first.number.isArabic, !second.number.isBare,
      first.unit == nil || first.unit?.text == second.unit?.text
    else { return first }
    var low = first.number.value
    // 300至500万元: the scale stands once, with the upper end.
    let scale = second.number.scale
    if first.number.scale == 1, scale >= 1e4, low <= second.number.value / scale { low *= scale }
    guard low < second.number.value else { return first.unit == nil ? nil : first }
    first.number.value = low
    first.number.approximate = first.number.approximate || second.number.approximate
    first.high = second.number.value
    first.unit = second.unit
    first.end = second.end
    first.unitStart = second.unitStart
    return first
  }

  private func single(at start: Int) -> Quantity? {
    let number = Numerals.number(in: text, at: start)
    if let share = Numerals.share(in: text, at: start, beginningWith: number) {
      return Quantity(
        number: share, high: share.high, unit: ("%", .amount), end: share.end, unitStart: share.end)
    }
    guard let number else { return nil }
    var unitStart = number.end
    while unitStart < text.count, unitStart < number.end + 2, text[unitStart].isBlank { unitStart += 1 }
    var quantity = Quantity(
      number: number, high: number.high, unit: nil, end: number.end, unitStart: unitStart)
    if let unit = rules.unit(in: text, at: unitStart) {
      var end = unit.end
      // 微克/立方米, 元/吨
      if end < text.count, text[end] == "/" || text[end] == "／",
        let per = rules.unit(in: text, at: end + 1), per.kind != .never
      {
        end = per.end
      }
      quantity.unit = (String(text[unitStart..<end]), unit.kind)
      quantity.end = end
    } else if number.isArabic, number.scale >= 1e4 || number.approximate, unitStart == number.end,
      unitStart >= text.count || text[unitStart].isHan || text[unitStart].endsClause
    {
      quantity.unit = ("", .large)  // 近900万粉丝, 突破3亿
    }
    return quantity
  }

  /// Where the second number of a range may begin: 3-5, 300至500.
  private func connector(at index: Int) -> Int? {
    guard index + 1 < text.count else { return nil }
    switch text[index] {
    case "-", "－", "–", "—", "~", "～", "至", "到", "∼", "〜": return index + 1
    default: return nil
    }
  }

  /// True where the number belongs to a name, a sum, a time of day or an order: PM2.5, 2+26, 22:00, 第3, 前三.
  private func isPartOfName(at start: Int) -> Bool {
    guard start > 0 else { return false }
    let previous = text[start - 1]
    if previous.isLatinLetter || previous.bindsNumbers { return true }
    if (previous == "-" || previous == ".") && text[start].isDigit { return true }
    if text[start].isHan, previous.isOpeningQuote { return true }
    return text[lastBefore(start)] == "第"
  }

  /// True where the number ranks: 前三名, 后5位. In 目前3家 and 落后50% it does not.
  private func ranks(_ start: Int) -> Bool {
    guard start > 0 else { return false }
    let before = lastBefore(start)
    switch text[before] {
    case "前", "后", "首", "头": return !counted.endsWithTimeWord(in: text, at: before + 1)
    default: return false
    }
  }

  /// The index of the scalar before a position, up to two blanks skipped.
  private func lastBefore(_ start: Int) -> Int {
    var before = start - 1
    while before > 0, text[before].isBlank, before > start - 3 { before -= 1 }
    return before
  }

  private func accepts(
    _ quantity: Quantity, unit: (text: String, kind: FigureRules.UnitClass), start: Int
  ) -> Bool {
    let number = quantity.number
    let next = quantity.end < text.count ? text[quantity.end] : nil
    if let next, next.bindsNumbers || next == "×" { return false }
    if unit.text == "%" { return true }
    // 三栋2单元 is an address, 三个100% counts nothing.
    if let next, next.isDigit, unit.text == "个" || unit.text == "栋" || unit.text == "幢" { return false }
    if number.isBare, !number.approximate {
      guard rules.approximation(in: text, before: start, isBare: true) != nil else { return false }
    }
    if !number.isArabic {
      if number.value < 2, !number.approximate { return false }
    }
    if number.value < 100, rules.isAbstract(in: text, at: quantity.end, arabic: number.isArabic) {
      return false
    }
    let isLarge = number.isArabic || number.value >= 10 || number.approximate
    switch unit.kind {
    case .never: return false
    case .place: return number.isArabic && !ranks(start)
    case .amount: return true
    case .count: return !ranks(start)
    case .large: return isLarge && !ranks(start) && !(unit.text == "分" && followsHour(start))
    case .tail: return isLarge && !ranks(start) && (next.map { !$0.isHan } ?? true)
    case .duration:
      if unit.text == "年", number.isArabic, number.value >= 1000 { return false }
      return rules.isMeasured(
        in: text, clause: max(clause, start - 40), unitEnd: quantity.end, number: start)
    }
  }

  /// True where 分 are minutes: 8时30分.
  private func followsHour(_ start: Int) -> Bool {
    start > 0 && (text[start - 1] == "时" || text[start - 1] == "点")
  }

  private mutating func keep(
    _ quantity: Quantity, unit: (text: String, kind: FigureRules.UnitClass), start: Int
  ) {
    var begin = start
    var approximate = quantity.number.approximate
    if let before = rules.approximation(in: text, before: start, isBare: quantity.number.isBare),
      before >= clause
    {
      begin = before
      approximate = true
    }
    var end = quantity.end
    if !unit.text.isEmpty, let after = rules.approximation(in: text, after: end) {
      end = after
      approximate = true
    }
    let what =
      isNaming
      ? counted.thing(
        in: text, figure: begin..<end, previous: found.last,
        prefersBefore: unit.kind == .amount || unit.kind == .duration) : nil
    found.append(
      FigureReader.Found(
        figure: Figure(
          text: String(text[begin..<end]), value: quantity.number.value, high: quantity.high,
          approximate: approximate, unit: unit.text, what: what),
        range: begin..<end))
    index = end
  }
}

extension Unicode.Scalar {
  /// A mark after which another clause begins.
  var endsClause: Bool {
    switch self {
    case "，", ",", "。", "；", ";", "：", ":", "！", "!", "？", "?", "（", "(", "）", ")", "…", "\n": true
    default: false
    }
  }

  /// A–Z and a–z, half- or full-width.
  var isLatinLetter: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    default: false
    }
  }

  /// A mark that makes one name of the numbers beside it: 2+26, 22:00, [2019].
  var bindsNumbers: Bool {
    switch self {
    case "+", "＋", "×", "*", "[", "［", "〔", "【", "#", "_", "@", "№": true
    default: false
    }
  }

  /// “ ‘ 「 『
  var isOpeningQuote: Bool {
    switch self {
    case "“", "‘", "「", "『": true
    default: false
    }
  }
}
