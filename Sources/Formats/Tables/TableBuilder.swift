import Bulletins

/// Lays cells that span rows and columns into a rectangle: a merged cell's text stands in every cell that it covers.
struct TableBuilder {
  private(set) var rows: [[String]] = []
  private(set) var rowNumbers: [Int] = []
  /// Text that hangs into the next rows, by column: how many more rows.
  private var hanging: [Int: (text: String, rows: Int)] = [:]
  private var row: [String]?
  private var number = 0
  private var cells = 0
  private let limits: FormatLimits

  /// The widest span that is believed (HTML 4.9.11 has the same bound).
  static let widestSpan = 1000

  init(limits: FormatLimits) { self.limits = limits }

  /// Begins a row; ends the one before it. Its number is the next, unless it is stated.
  mutating func beginRow(number stated: Int? = nil) throws {
    try endRow()
    number = stated ?? number + 1
    row = []
  }

  /// Adds a cell to the row.
  ///
  /// - Throws: `FormatError` `.tooBig`.
  mutating func add(_ text: String, columns: Int = 1, rows spanned: Int = 1) throws {
    if row == nil { try beginRow() }
    try fillHanging()
    for _ in 0..<min(max(columns, 1), Self.widestSpan) {
      if spanned > 1 { hanging[row?.count ?? 0] = (text, spanned - 1) }
      row?.append(text)
      try count()
    }
  }

  /// The text above the next cell of the row; for formats that mark the lower cells of a merger.
  var textAbove: String? {
    guard let last = rows.last, let place = row?.count, last.indices.contains(place) else { return nil }
    return last[place]
  }

  /// Ends the row.
  mutating func endRow() throws {
    guard row != nil else { return }
    if let width = hanging.keys.max() {
      try fillHanging()
      while let place = row?.count, place <= width {
        row?.append("")
        try count()
        try fillHanging()
      }
    }
    if let row {
      rows.append(row)
      rowNumbers.append(number)
    }
    row = nil
  }

  /// The table, its last row ended.
  mutating func table() throws -> Table {
    try endRow()
    return Table(rows: rows, rowNumbers: rowNumbers)
  }

  private mutating func fillHanging() throws {
    while let place = row?.count, let cell = hanging[place] {
      hanging[place] = cell.rows > 1 ? (cell.text, cell.rows - 1) : nil
      row?.append(cell.text)
      try count()
    }
  }

  private mutating func count() throws {
    cells += 1
    guard cells <= limits.pieces else { throw FormatError.tooManyPieces(limits) }
  }
}
