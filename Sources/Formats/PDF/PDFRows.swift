/// Finds which lines of a table are one row: a long cell goes on below, and the short cells beside it stand at its top or at
/// its middle. Rules between rows are not told by poppler.
struct PDFRows {
  private let rows: [PDFTable.PlacedRow]
  private let edges: [(left: Double, right: Double)]

  init(_ rows: [PDFTable.PlacedRow], edges: [(left: Double, right: Double)]) {
    self.rows = rows
    self.edges = edges
  }

  /// The texts of the cells, row by row.
  var cells: [[String]] {
    grouped().map { group in
      var cells = [String](repeating: "", count: edges.count)
      for (column, piece) in group.joined() {
        let needsSpace =
          cells[column].unicodeScalars.last?.isASCII ?? false
          && piece.text.unicodeScalars.first?.isASCII ?? false
        cells[column] += needsSpace ? " " + piece.text : piece.text
      }
      return cells
    }
  }

  /// The lines by rows.
  private func grouped() -> [ArraySlice<PDFTable.PlacedRow>] {
    guard let anchors = anchors() else { return rows.indices.map { rows[$0...$0] } }
    let middle = inMiddle(anchors)
    return zip(middle, anchors).allSatisfy(isInMiddle) ? middle : atTop(anchors) ?? middle
  }

  /// The lines that hold the cells of the column that most likely has one line in each row; nil if every line is a row.
  private func anchors() -> [Int]? {
    var lines = [[Int]](repeating: [], count: edges.count)
    var wraps = [Int](repeating: 0, count: edges.count)
    var last = [PDFPiece?](repeating: nil, count: edges.count)
    for (index, row) in rows.enumerated() {
      for (column, piece) in row {
        if let above = last[column], goesOn(above, piece, edges[column]) { wraps[column] += 1 }
        last[column] = piece
        if lines[column].last != index { lines[column].append(index) }
      }
    }
    guard wraps.contains(where: { $0 > 0 }) else { return nil }
    // No column has more cells than the table has rows: one with far fewer has empty ones.
    let sure = edges.indices.map { lines[$0].count - wraps[$0] }.max() ?? 0
    let share = edges.indices.map { Double(wraps[$0]) / Double(max(1, lines[$0].count)) }
    let best = edges.indices.filter {
      share[$0] <= 0.5 && lines[$0].count >= 2 && lines[$0].count * 10 >= sure * 7
    }
    .min { (share[$0], -lines[$0].count, $0) < (share[$1], -lines[$1].count, $1) }
    return best.map { lines[$0] }
  }

  /// True if a piece reaches the right edge of its column, so that the one below it may be the rest.
  private func goesOn(_ piece: PDFPiece, _ next: PDFPiece, _ edge: (left: Double, right: Double)) -> Bool {
    next.top - piece.top < piece.height * 2.05 && edge.right - edge.left > piece.height * 2.2
      && edge.right - piece.right < piece.height * 1.1
  }

  /// The rows where all cells begin at the height of the anchor; nil if some do not.
  private func atTop(_ anchors: [Int]) -> [ArraySlice<PDFTable.PlacedRow>]? {
    guard anchors.first == rows.startIndex else { return nil }
    var groups: [ArraySlice<PDFTable.PlacedRow>] = []
    for (number, start) in anchors.enumerated() {
      let end = number + 1 < anchors.count ? anchors[number + 1] : rows.count
      let top = Set(rows[start].map(\.column))
      // A cell that begins lower than the anchor is the upper part of the next row, whose anchor is in its middle.
      guard rows[start..<end].allSatisfy({ row in row.allSatisfy { top.contains($0.column) } }) else {
        return nil
      }
      groups.append(rows[start..<end])
    }
    return groups
  }

  /// The rows whose anchors stand in their middle.
  private func inMiddle(_ anchors: [Int]) -> [ArraySlice<PDFTable.PlacedRow>] {
    var groups: [ArraySlice<PDFTable.PlacedRow>] = []
    var start = rows.startIndex
    for (number, anchor) in anchors.enumerated() {
      guard number + 1 < anchors.count else {
        groups.append(rows[start...])
        break
      }
      let middle = top(anchor) - top(start)
      let end = (anchor..<anchors[number + 1]).min {
        abs(top($0) - top(anchor) - middle) < abs(top($1) - top(anchor) - middle)
      }
      let next = (end ?? anchor) + 1
      groups.append(rows[start..<next])
      start = next
    }
    return groups
  }

  /// True if an anchor stands in the middle of its row, and of each cell of it.
  private func isInMiddle(_ group: ArraySlice<PDFTable.PlacedRow>, _ anchor: Int) -> Bool {
    guard let height = rows[anchor].first?.piece.height else { return false }
    var tops = [Double?](repeating: nil, count: edges.count)
    var bottoms = tops
    for (column, piece) in group.joined() {
      tops[column] = tops[column] ?? piece.top
      bottoms[column] = piece.top
    }
    return zip(tops, bottoms).allSatisfy { first, last in
      guard let first, let last else { return true }
      return abs(first + last - 2 * top(anchor)) < height * 0.7
    }
  }

  private func top(_ index: Int) -> Double { rows[index].first?.piece.top ?? 0 }
}
