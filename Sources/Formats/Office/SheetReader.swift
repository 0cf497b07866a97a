import Bulletins

/// Makes a table of a sheet (ECMA-376, 18.3): what its cells show. Formulas are not evaluated: what the program that saved
/// the sheet computed stands in their cells.
final class SheetReader: MarkupHandler {
  private let strings: [String]
  private let styles: SheetStyles
  private let limits: FormatLimits
  private let startsIn1904: Bool
  private(set) var rows: [[String]] = []
  private(set) var rowNumbers: [Int] = []
  private var mergers: [String] = []
  private var row: [String] = []
  private var rowNumber = 0
  private var column = 0
  private var cells = 0
  private var type = ""
  private var style = 0
  private var value: [UInt8] = []
  private var isInValue = false
  /// True within the reading aid above Han characters.
  private var isPhonetic = false

  init(strings: [String], styles: SheetStyles, startsIn1904: Bool, limits: FormatLimits) {
    self.strings = strings
    self.styles = styles
    self.startsIn1904 = startsIn1904
    self.limits = limits
  }

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    switch name {
    case "row":
      rowNumber = attributes["r"].flatMap { Int($0) } ?? rowNumber &+ 1
      row = []
      column = 0
    case "c":
      if let place = attributes["r"], let cell = CellPlace(place) { column = cell.column }
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      value = []
    case "v": isInValue = true
    case "t": isInValue = !isPhonetic
    case "rPh": isPhonetic = true
    case "mergeCell":
      if let area = attributes["ref"], mergers.count < limits.pieces { mergers.append(area) }
    default: break
    }
  }

  func end(_ name: String) throws {
    switch name {
    case "v", "t": isInValue = false
    case "rPh": isPhonetic = false
    case "c":
      let text = shown()
      if !text.isEmpty {
        try count(max(0, column + 1 - row.count))
        while row.count <= column { row.append("") }
        row[column] = text
      }
      column += 1
    case "row":
      guard !row.isEmpty else { break }
      rows.append(row)
      rowNumbers.append(rowNumber)
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws { if isInValue { value.append(contentsOf: utf8) } }

  private func count(_ more: Int) throws {
    cells += more
    guard cells <= limits.pieces else { throw FormatError.tooManyPieces(limits) }
  }

  private func shown() -> String {
    let text = String(decoding: value, as: UTF8.self)
    switch type {
    case "s":
      guard let index = Int(text), strings.indices.contains(index) else { return "" }
      return strings[index]
    case "n":
      guard let number = Double(text) else { return text }
      return styles.show(number, style: style, startsIn1904: startsIn1904)
    case "b": return text == "1" ? "TRUE" : "FALSE"
    case "d": return text.hasSuffix("T00:00:00") ? String(text.dropLast(9)) : text
    default: return text
    }
  }

  /// The table, with the text of merged cells in every cell that they cover.
  func table() throws -> Table {
    let width = rows.reduce(0) { max($0, $1.count) }
    for area in mergers {
      let corners = area.split(separator: ":")
      guard corners.count == 2, let first = CellPlace(corners[0]), let last = CellPlace(corners[1]),
        first.row <= last.row, first.column <= last.column, let top = index(of: first.row),
        rowNumbers[top] == first.row,
        rows[top].indices.contains(first.column)
      else { continue }
      let text = rows[top][first.column]
      var place = top
      while place < rows.count, rowNumbers[place] <= last.row {
        let end = min(last.column, width - 1)
        try count(max(0, end + 1 - rows[place].count) + 1)
        while rows[place].count <= end { rows[place].append("") }
        for column in first.column...end where rows[place][column].isEmpty { rows[place][column] = text }
        place += 1
      }
    }
    return Table(rows: rows, rowNumbers: rowNumbers)
  }

  /// The first row with this number or a higher one. The rows of a sheet ascend.
  private func index(of number: Int) -> Int? {
    var low = 0
    var high = rowNumbers.count
    while low < high {
      let middle = (low + high) / 2
      if rowNumbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < rowNumbers.count ? low : nil
  }
}

/// The place of a cell: `B12`.
struct CellPlace: Equatable {
  /// From 0.
  var column: Int
  /// From 1.
  var row: Int

  /// Reads letters and digits; nil for others, and beyond the last column there is.
  init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    for byte in text.utf8 where byte != 0x24 {
      switch byte {
      case 0x41...0x5A where row == 0 && column <= SheetStyles.lastColumn:
        column = column * 26 + Int(byte) - 0x40
      case 0x30...0x39 where row < 10_000_000: row = row * 10 + Int(byte) - 0x30
      default: return nil
      }
    }
    guard column > 0, column - 1 <= SheetStyles.lastColumn else { return nil }
    self.column = column - 1
    self.row = row
  }
}
