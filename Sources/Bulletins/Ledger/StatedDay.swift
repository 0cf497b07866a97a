/// A day as offices write it: 2020-07-31, 2020.7.31, 2020年7月底前, 第三季度, 12月. A month, quarter or year means its
/// last day.
struct StatedDay: Equatable, Sendable {
  /// How exactly the day is stated.
  enum Precision: Sendable { case day, partOfMonth, month, quarter, half, year }

  var day: Day
  var precision: Precision
  /// False if the year was taken from the context.
  var hasYear: Bool
  /// Where it stands in the text that was searched.
  var range: Range<Int>

  /// All days stated in a text, in reading order. Blanks are skipped and full-width forms read as half-width.
  ///
  /// - Parameters:
  ///   - text: the text; its blanks should have been dropped (`CellText.folded`), or 7 月 is not read.
  ///   - context: the day that gives the year (and for 本月 the month) where the text leaves it out; without one
  ///     only days with a year are found.
  static func all(in text: Scalars, context: Day?) -> [StatedDay] {
    var reader = DayScanner(text: text, context: context)
    return reader.scan()
  }

  /// The day of a cell that holds one: the last of a range (1—6月), the new one of 原定6月底，延期至9月底.
  static func deadline(of cell: String, context: Day?) -> StatedDay? {
    let text = CellText.folded(cell)
    if text.count == 5, let serial = number(text[...]), (30_000...60_000).contains(serial) {
      // A spreadsheet's serial day: days since 1899-12-30 (ECMA-376 part 1, 18.17.4.1).
      return Day(ordinal: serial - 25_569).map {
        StatedDay(day: $0, precision: .day, hasYear: true, range: 0..<5)
      }
    }
    if let day = monthAndDay(text, context: context) { return day }
    let found = all(in: text, context: context).filter { stated in
      let before = text[max(0, stated.range.lowerBound - 3)..<stated.range.lowerBound]
      return !before.contains("原")
    }
    return found.max { $0.day < $1.day }
  }

  /// A cell that holds nothing but 9.30, 9/30 or 9-30, 前 after it or not.
  private static func monthAndDay(_ text: Scalars, context: Day?) -> StatedDay? {
    let bare = text.last == "前" ? text.dropLast() : text[...]
    guard let context, bare.count <= 5,
      let mark = bare.firstIndex(where: { "./-".unicodeScalars.contains($0) }),
      mark > 0, mark + 1 < bare.endIndex, let month = number(bare[..<mark]),
      let day = number(bare[(mark + 1)...])
    else { return nil }
    return Day(year: context.year, month: month, day: day).map {
      StatedDay(day: $0, precision: .day, hasYear: false, range: bare.indices)
    }
  }

  /// The first day of what is stated: of 3月 in 3月—9月 the 1 March.
  var beginning: Day {
    precision == .month ? Day(year: day.year, month: day.month, day: 1) ?? day : day
  }

  /// True if only a dash, 至 or 到 stands between this day and a later one.
  func begins(range next: StatedDay, in text: Scalars) -> Bool {
    guard range.upperBound < next.range.lowerBound, next.range.lowerBound - range.upperBound <= 3 else {
      return false
    }
    return text[range.upperBound..<next.range.lowerBound].allSatisfy {
      "-—–~至到～".unicodeScalars.contains($0)
    }
  }

  private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
    var value = 0
    for scalar in digits {
      guard let digit = scalar.digit else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}

extension Day {
  /// The day so many days after 1970-01-01 (the civil-calendar algorithm of Howard Hinnant).
  public init?(ordinal: Int) {
    let shifted = ordinal + 719_468
    guard shifted >= 0 else { return nil }
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The last day of a month, or nil if there is no such month.
  init?(lastOfMonth month: Int, year: Int) {
    guard (1...12).contains(month) else { return nil }
    self.init(year: year, month: month, day: Day.length(ofMonth: month, year: year))
  }
}
