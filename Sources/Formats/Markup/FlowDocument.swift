import Bulletins

/// Flowing text with tables in it, and tables within their cells.
///
/// A page may be laid out with tables, so a cell holds blocks until its table has ended and shows what it is.
struct FlowDocument {
  private struct OpenTable {
    var rows: [[Cell]] = []
    var hasInnerTable = false
    var isInCell = false
  }

  private struct Cell {
    var blocks: [Document.Block] = []
    var columns = 1
    var rows = 1
    var continuesAbove = false
  }

  /// The text where it is being written: the document, or the innermost open cell.
  var flow: FlowText
  /// What cells and the document begin with.
  private let empty: FlowText
  private let limits: FormatLimits
  private var outer: [FlowText] = []
  private var tables: [OpenTable] = []
  private var cells: [Cell] = []

  init(limits: FormatLimits, keepsSpace: Bool = false) {
    self.limits = limits
    var flow = FlowText(limits: limits)
    flow.keepsSpace = keepsSpace
    self.flow = flow
    empty = flow
  }

  /// True while text goes into a cell.
  var isInCell: Bool { tables.last?.isInCell ?? false }

  /// All blocks, with open tables and lines ended.
  mutating func finish() throws -> [Document.Block] {
    while !tables.isEmpty { try endTable() }
    try flow.endLine()
    return flow.blocks
  }

  mutating func startTable() throws {
    try flow.endLine()
    if !tables.isEmpty { tables[tables.count - 1].hasInnerTable = true }
    tables.append(OpenTable())
  }

  mutating func startRow() throws {
    try endCell()
    if !tables.isEmpty { tables[tables.count - 1].rows.append([]) }
  }

  mutating func startCell(columns: Int = 1, rows: Int = 1) throws {
    try endCell()
    guard !tables.isEmpty else { return try flow.endLine() }
    let last = tables.count - 1
    if tables[last].rows.isEmpty { tables[last].rows.append([]) }
    tables[last].isInCell = true
    cells.append(Cell(columns: columns, rows: rows))
    outer.append(flow)
    flow = empty
  }

  /// Says how many columns the open cell spans.
  mutating func spanColumns(_ columns: Int) {
    if isInCell, !cells.isEmpty { cells[cells.count - 1].columns = columns }
  }

  /// Says that the open cell is merged with the one above.
  mutating func continueAbove() {
    if isInCell, !cells.isEmpty { cells[cells.count - 1].continuesAbove = true }
  }

  mutating func endCell() throws {
    guard isInCell, let around = outer.popLast(), var cell = cells.popLast() else { return }
    try flow.endLine()
    cell.blocks = flow.blocks
    let last = tables.count - 1
    tables[last].isInCell = false
    tables[last].rows[tables[last].rows.count - 1].append(cell)
    flow = around
  }

  mutating func endTable() throws {
    try endCell()
    guard let table = tables.popLast() else { return }
    try flow.endLine()
    guard Self.holdsData(table) else {
      for row in table.rows { for cell in row { try flow.append(contentsOf: cell.blocks) } }
      return
    }
    var builder = TableBuilder(limits: limits)
    for row in table.rows {
      try builder.beginRow()
      for cell in row {
        let text = cell.continuesAbove ? builder.textAbove : nil
        try builder.add(
          text ?? cell.blocks.cellText, columns: cell.columns, rows: min(cell.rows, table.rows.count))
      }
    }
    try flow.append(.table(try builder.table()))
  }

  /// A table that lays out a page has one row or column, or holds tables, headings or whole articles.
  private static func holdsData(_ table: OpenTable) -> Bool {
    guard !table.hasInnerTable, table.rows.count >= 2, table.rows.contains(where: { $0.count >= 2 }) else {
      return false
    }
    return table.rows.allSatisfy { row in
      row.allSatisfy { cell in
        cell.blocks.count <= 40
          && cell.blocks.allSatisfy { block in
            if case .line(let line) = block {
              line.heading == nil && line.text.utf8.count <= 3000
            } else {
              false
            }
          }
      }
    }
  }
}
