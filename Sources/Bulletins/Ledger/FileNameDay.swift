/// The day in the name of a file: 20200731, 2020-07-31, 2020年7月 (its last day), 202007, 2020Q3.
enum FileNameDay {
  /// The last whole day of the name, else the last month or quarter's last day; nil if there is none.
  static func day(in name: String) -> Day? {
    let text = CellText.folded(String(name.unicodeScalars.suffix(400)))
    var month: Day?
    var whole: Day?
    for stated in StatedDay.all(in: text, context: nil) where stated.hasYear {
      switch stated.precision {
      case .day: whole = stated.day
      case .month, .partOfMonth, .quarter, .half: month = stated.day
      case .year: break
      }
    }
    return whole ?? month ?? compactMonth(in: text)
  }

  /// 202007: six digits that stand alone and are a month of this age.
  private static func compactMonth(in text: Scalars) -> Day? {
    var found: Day?
    var index = 0
    while index < text.count {
      guard text[index].isDigit else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, text[index].isDigit { index += 1 }
      guard index - start == 6, let value = Int(String(text[start..<index])) else { continue }
      if (1990...2199).contains(value / 100) {
        found = Day(lastOfMonth: value % 100, year: value / 100) ?? found
      }
    }
    return found
  }
}
