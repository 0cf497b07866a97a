import Bulletins

/// Finds the tables of a page by where its pieces stand: poppler gives the cells of a table in no useful order.
struct PDFTable {
  private(set) var table = Table(rows: [])
  /// The numbers of the lines that are in it.
  private(set) var lines: [Int] = []
  /// The left and right edges of its columns.
  private var edges: [(left: Double, right: Double)] = []

  /// Pieces that stand at one height, from left to right.
  private typealias Row = [PDFPiece]
  /// The same with their columns.
  typealias PlacedRow = [(column: Int, piece: PDFPiece)]

  /// The tables of a page, of which `offset` is the number of the first line.
  static func tables(on page: ArraySlice<PDFLine>) -> [PDFTable] {
    let rows = rows(of: page)
    var tables: [PDFTable] = []
    var index = 0
    var free = 0
    while index < rows.count {
      guard rows[index].count >= 2 else {
        index += 1
        continue
      }
      let (table, next) = self.table(in: rows, from: index, free: free)
      index = max(next, index + 1)
      if let table {
        tables.append(table)
        free = index
      }
    }
    return tables
  }

  /// True if another table, at the top of the next page, goes on with the columns of this one.
  func goesOn(with next: PDFTable) -> Bool {
    edges.count == next.edges.count
      && zip(edges, next.edges).allSatisfy { $0.left < $1.right && $1.left < $0.right }
  }

  /// Adds the rows of a table on the next page, but for its heading if that is the same.
  mutating func append(_ next: PDFTable) {
    let repeats = next.table.rows.first == table.rows.first ? 1 : 0
    table.rows += next.table.rows.dropFirst(repeats)
    table.rowNumbers = Array(1...max(1, table.rows.count))
    for (index, edge) in next.edges.enumerated() where edges.indices.contains(index) {
      edges[index] = (min(edges[index].left, edge.left), max(edges[index].right, edge.right))
    }
  }

  private static func rows(of page: ArraySlice<PDFLine>) -> [Row] {
    let pieces = page.indices.flatMap { PDFPiece.pieces(of: page[$0], number: $0) }
      .sorted { ($0.top, $0.left) < ($1.top, $1.left) }
    var rows: [Row] = []
    for piece in pieces {
      if let first = rows.last?.first, piece.top - first.top < min(piece.height, first.height) * 0.4 {
        rows[rows.count - 1].append(piece)
      } else {
        rows.append([piece])
      }
    }
    return rows.map { $0.sorted { $0.left < $1.left } }
  }

  /// The table that begins in a row, if it is one, and the row behind it. Rows before `free` belong to others.
  private static func table(in rows: [Row], from first: Int, free: Int) -> (PDFTable?, Int) {
    var columns = PDFColumns()
    var placed: [[(id: Int, piece: PDFPiece)]] = []
    var index = first
    while index < rows.count {
      if index > first, !isNear(rows[index], rows[index - 1]) { break }
      if let row = columns.place(rows[index]) {
        placed.append(row)
      } else if let piece = heading(rows, at: index, columns), let id = columns.first(under: piece) {
        placed.append([(id, piece)])
      } else {
        break
      }
      index += 1
    }
    // A line of text below the table, farther away than the lines of a cell.
    while let last = placed.last?.first?.piece, placed.last?.count == 1,
      let above = placed.dropLast().last?.first?.piece, last.top - above.top > last.height * 2.2
    {
      placed.removeLast()
      index -= 1
    }
    columns.close()
    for piece in lines(above: first, in: rows, from: free, columns) {
      if let row = columns.place([piece]) { placed.insert(row, at: 0) }
    }
    let visible = placed.map { row in row.map { (column: columns.place(of: $0.id), piece: $0.piece) } }
    guard isTable(visible, columns) else { return (nil, index) }
    var found = PDFTable()
    found.edges = columns.edges
    found.table.rows = PDFRows(visible, edges: columns.edges).cells
    found.table.rowNumbers = Array(1...max(1, found.table.rows.count))
    found.lines = visible.flatMap { $0.map(\.piece.line) }
    return (found, index)
  }

  /// The first lines of a long cell, above those of the short ones beside it, from the lowest up.
  private static func lines(above first: Int, in rows: [Row], from free: Int, _ columns: PDFColumns)
    -> [PDFPiece]
  {
    var found: [PDFPiece] = []
    var below = rows[first].first
    // No cell of a person has more lines above its middle.
    for row in rows[max(free, first - 16)..<first].reversed() {
      guard row.count == 1, let piece = row.first, let next = below, columns.holds(piece),
        next.top - piece.top < piece.height * 2.05, abs(next.height - piece.height) < piece.height * 0.2
      else { break }
      found.append(piece)
      below = piece
    }
    return found
  }

  private static func isNear(_ row: Row, _ above: Row) -> Bool {
    guard let piece = row.first, let upper = above.first else { return false }
    return piece.top - upper.top < upper.height * 4
  }

  /// The one piece of a row across columns, inside of the table: 一、城市建设.
  private static func heading(_ rows: [Row], at index: Int, _ columns: PDFColumns) -> PDFPiece? {
    guard rows[index].count == 1, index + 1 < rows.count, rows[index + 1].count >= 2,
      isNear(rows[index + 1], rows[index])
    else { return nil }
    var trial = columns
    guard trial.place(rows[index + 1]) != nil, trial.count == columns.count else { return nil }
    return rows[index].first
  }

  /// Tells a table from columns of prose, and from numbered lines.
  private static func isTable(_ rows: [PlacedRow], _ columns: PDFColumns) -> Bool {
    let wide = rows.count { row in row.dropFirst().contains { $0.column != row[0].column } }
    guard columns.count >= 2, wide >= (columns.count == 2 ? 3 : 2) else { return false }
    var full = [Int](repeating: 0, count: columns.count)
    var all = full
    var numbers = full
    let edges = columns.edges
    for (column, piece) in rows.joined() {
      let edge = edges[column]
      all[column] += 1
      if piece.text.unicodeScalars.allSatisfy({
        $0.isDigit || "、.．()（）一二三四五六七八九十".unicodeScalars.contains($0)
      }) {
        numbers[column] += 1
      }
      let isLine =
        edge.right - piece.right < piece.height * 1.6 && piece.left - edge.left < piece.height * 2.4
        && edge.right - edge.left > piece.height * 10
      if isLine { full[column] += 1 }
    }
    if columns.count == 2, numbers[0] == all[0] || numbers[1] == all[1] { return false }
    return !full.indices.allSatisfy { full[$0] * 2 > all[$0] }
  }
}
