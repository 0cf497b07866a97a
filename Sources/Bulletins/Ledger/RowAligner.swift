/// Puts the cells of a row that has too many or too few of them under the right columns, by what they look like.
struct RowAligner: Sendable {
  let columns: [LedgerColumn?]

  /// What stands between pieces of a cell that are joined again.
  var joiner = ""

  /// Cells under columns, and how well they fit.
  struct Fit {
    var cells: [String]
    var score: Int
    /// How many of the given cells were used.
    var used: Int
  }

  /// The best way to lay the cells under the columns in their order: a column may stay empty, and several cells may
  /// be pieces of one.
  ///
  /// - Parameter tail: true if cells at the end may be left over because they are not part of the row.
  func fit(_ cells: [String], tail: Bool = false) -> Fit? {
    let width = columns.count
    let count = cells.count
    guard count > 0, width > 0, count <= width * 3, width <= 64 else { return nil }
    let unreached = Int.min / 2
    var best = [[Int]](repeating: [Int](repeating: unreached, count: width + 1), count: count + 1)
    var taken = [[Int]](repeating: [Int](repeating: 0, count: width + 1), count: count + 1)
    best[0][0] = 0
    for column in 0..<width {
      for start in 0...count where best[start][column] > unreached {
        for pieces in 0...min(4, count - start) {
          let gain = score(cells[start..<(start + pieces)], under: columns[column])
          let total = best[start][column] + gain
          if total > best[start + pieces][column + 1] {
            best[start + pieces][column + 1] = total
            taken[start + pieces][column + 1] = pieces
          }
        }
      }
    }
    var end = count
    if tail, let top = (1...count).max(by: { best[$0][width] < best[$1][width] }) { end = top }
    guard best[end][width] > unreached else { return nil }
    var laid = [String](repeating: "", count: width)
    var position = end
    for column in stride(from: width, through: 1, by: -1) {
      let pieces = taken[position][column]
      laid[column - 1] = cells[(position - pieces)..<position].joined(
        separator: columns[column - 1] == .unit ? "、" : joiner)
      position -= pieces
    }
    return Fit(cells: laid, score: best[end][width], used: end)
  }

  /// How well pieces of a cell fit a column.
  private func score(_ pieces: ArraySlice<String>, under column: LedgerColumn?) -> Int {
    guard let first = pieces.first else { return column == .item ? -8 : -2 }
    var merging = -2 * (pieces.count - 1)
    let words = LedgerWords.shared
    if column == .unit, pieces.count > 1,
      pieces.allSatisfy({ words.isEnded(CellText.folded($0), by: "office") })
    {
      merging = 0
    }
    // A piece that ends with a comma goes on in the next one.
    for (index, piece) in pieces.enumerated() {
      let isOpen = piece.unicodeScalars.last.map { "，、,；".unicodeScalars.contains($0) } ?? false
      if isOpen { merging += index == pieces.count - 1 ? -6 : 3 }
    }
    let cell = pieces.count == 1 ? first : pieces.joined()
    return merging + RowAligner.likeness(of: cell, to: column)
  }

  /// How much a cell looks like what a column holds.
  static func likeness(of cell: String, to column: LedgerColumn?) -> Int {
    let text = CellText.folded(cell)
    let words = LedgerWords.shared
    switch column {
    case .number:
      if CellPerLineTable.serial(of: cell) != nil { return 4 }
      // A01, 2-3, XM-07.
      let isCode = text.count <= 8 && text.last?.isDigit == true && text.allSatisfy { !$0.isHan }
      return isCode ? 2 : -6
    case .status:
      return
        LedgerColor.shared.color(of: cell) != nil ? (text.count <= 4 ? 6 : 3) : text.count <= 4 ? 0 : -4
    case .due, .start:
      if words.isWord(text, of: "standing") { return 3 }
      let days = text.count <= 24 ? StatedDay.all(in: text, context: Day(year: 2000, month: 1, day: 1)) : []
      return days.isEmpty ? -5 : 5
    case .percent: return text.last == "%" ? 5 : text.first?.isDigit == true ? 2 : -4
    case .progress:
      if LedgerProgress().progress(cell, target: nil) != nil { return 3 }
      if words.isWord(text, of: "none") { return -2 }
      return words.contains(text, "advance") || text.allSatisfy(\.isDigit) ? 2 : 0
    case .problem:
      if words.isWord(text, of: "none") { return 3 }
      if text.allSatisfy(\.isDigit) { return -3 }
      return words.contains(text, "obstacle") ? 1 : 0
    case .leader:
      if words.isEnded(text, by: "office"), text.count > 2 { return -2 }
      return (2...4).contains(text.count) && text.allSatisfy(\.isHan) ? 2 : text.count > 9 ? -4 : 0
    case .unit: return words.isEnded(text, by: "office") ? 3 : text.contains(where: \.isDigit) ? -3 : 0
    case .target: return text.contains(where: \.isDigit) ? 1 : 0
    case .item, .content: return text.count >= 4 ? 1 : -1
    case .other, nil: return 0
    }
  }
}
