import Bulletins
import Glibc

/// How the cells of a workbook show numbers (ECMA-376, 18.8.30): as dates, times, percentages or numbers.
final class SheetStyles: MarkupHandler {
  /// The last column that a sheet has, from 0 (XFD).
  static let lastColumn = 16_383

  /// What a number format shows.
  enum Kind: Equatable { case number, percent, date, month, time, dateTime }

  private var codes: [Int: String] = [:]
  private var kinds: [Kind] = []
  private var isInCellFormats = false

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    switch name {
    case "numFmt":
      if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
        codes[id] = code
      }
    case "cellXfs": isInCellFormats = true
    case "xf": if isInCellFormats { kinds.append(kind(attributes["numFmtId"].flatMap { Int($0) } ?? 0)) }
    default: break
    }
  }

  func end(_ name: String) throws { if name == "cellXfs" { isInCellFormats = false } }
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {}

  private func kind(_ id: Int) -> Kind {
    if let code = codes[id] { return Self.kind(of: code) }
    switch id {
    case 9, 10: return .percent
    case 14...16, 27...31, 36, 50...54, 56...58: return .date
    case 17, 55: return .month
    case 18...21, 32...35, 45...47: return .time
    case 22: return .dateTime
    default: return .number
    }
  }

  /// The kind of a format code, e.g. `yyyy"年"m"月"d"日"`: by its letters outside of quotes and brackets.
  static func kind(of code: String) -> Kind {
    var letters: Set<Character> = []
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    // Of several sections the first is that of positive numbers.
    for character in code.lowercased().prefix(while: { $0 != ";" }) {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"": isQuoted.toggle()
      case _ where isQuoted: break
      case "\\", "_", "*": isEscaped = true
      case "[": isBracketed = true
      case "]": isBracketed = false
      default: if !isBracketed { letters.insert(character) }
      }
    }
    if letters.contains("%") { return .percent }
    // `General` and its translations hold letters of dates.
    if code.lowercased().hasPrefix("general")
      || letters.contains("0") && !letters.contains("y") && !letters.contains("s")
    {
      return .number
    }
    let hasTime = letters.contains("h") || letters.contains("s")
    if letters.contains("y") || letters.contains("d") {
      if hasTime { return .dateTime }
      return letters.contains("d") ? .date : letters.contains("m") ? .month : .date
    }
    if hasTime { return .time }
    return letters.contains("m") ? .date : .number
  }

  /// What a cell shows. A date is in ISO 8601, a month as 2020年7月, which is no day.
  func show(_ number: Double, style: Int, startsIn1904: Bool) -> String {
    guard number.isFinite else { return "" }
    switch kinds.indices.contains(style) ? kinds[style] : .number {
    case .number: return Self.plain(number)
    case .percent: return Self.plain((number * 100 * 1e8).rounded() / 1e8) + "%"
    case .date: return Self.date(number, startsIn1904) ?? Self.plain(number)
    case .month:
      guard let date = Self.date(number, startsIn1904) else { return Self.plain(number) }
      let parts = date.split(separator: "-")
      return "\(parts[0])年\(parts[1].first == "0" ? parts[1].dropFirst() : parts[1])月"
    case .time: return number < 1 ? Self.time(number) : Self.plain(number)
    case .dateTime:
      guard let date = Self.date(number, startsIn1904) else { return Self.plain(number) }
      let time = Self.time(number - number.rounded(.down))
      return time == "00:00" ? date : "\(date) \(time)"
    }
  }

  /// The shortest digits that stand for the number, to fifteen places as spreadsheets show them.
  static func plain(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
    let digits = 14 - Int(log10(abs(number)).rounded(.down))
    guard (0...22).contains(digits) else { return "\(number)" }
    let scale = pow(10, Double(digits))
    let rounded = (number * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int64(rounded))" : "\(rounded)"
  }

  /// Days since the last of December 1899, with a 29 February 1900 that never was; or since 1904 began.
  private static func date(_ serial: Double, _ startsIn1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var days = Int(serial)
    if startsIn1904 { days += 1462 }
    if days < 60 { days += 1 }
    // Days since 1 March 0000 of the civil calendar; then its eras of 400 years.
    let shifted = days - 25_569 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  private static func time(_ fraction: Double) -> String {
    let minutes = min(Int((fraction * 1440).rounded()), 1439)
    return "\(padded(minutes / 60)):\(padded(minutes % 60))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
