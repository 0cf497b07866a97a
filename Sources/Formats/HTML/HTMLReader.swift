import Bulletins

/// Makes lines and tables of the elements of a page.
final class HTMLReader: MarkupHandler {
  private static let unseen: Set<String> = [
    "head", "script", "style", "nav", "footer", "aside", "noscript", "template", "svg", "math", "iframe",
    "object", "select",
    "button", "rt", "rp", "map", "audio", "video", "canvas", "textarea", "title",
  ]
  private static let lines: Set<String> = [
    "p", "div", "section", "article", "header", "main", "body", "html", "li", "ul", "ol", "dl", "dt", "dd",
    "blockquote",
    "figure", "figcaption", "form", "fieldset", "address", "center", "pre", "caption", "h1", "h2", "h3", "h4",
    "h5", "h6",
    "details", "summary", "legend", "option",
  ]
  /// A table that is open. A page may be laid out with tables, so a cell holds blocks until it is known what it is.
  private struct OpenTable {
    var rows: [[Cell]] = []
    var hasInnerTable = false
    var isInCell = false
  }

  private struct Cell {
    var blocks: [Document.Block]
    var columns: Int
    var rows: Int
  }

  private let limits: FormatLimits
  private var flow: FlowText
  /// The flows around the open cells.
  private var outer: [FlowText] = []
  private var tables: [OpenTable] = []
  private var spans: [(columns: Int, rows: Int)] = []
  /// How many elements are open from one that is not seen, itself included.
  private var unseenDepth = 0
  private var listNumbers: [Int?] = []

  init(limits: FormatLimits) {
    self.limits = limits
    flow = FlowText(limits: limits)
  }

  /// What was read.
  func document() throws -> Document {
    while !tables.isEmpty { try endTable() }
    try flow.endLine()
    let hasInk = flow.blocks.contains { block in
      switch block {
      case .line(let line): line.text.unicodeScalars.contains { !$0.isBlank }
      case .table(let table): table.rows.contains { $0.contains { !$0.isEmpty } }
      }
    }
    return Document(blocks: hasInk ? flow.blocks : [])
  }

  // MARK: Elements

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    let name = name.lowercased()
    if unseenDepth > 0 || Self.unseen.contains(name) || attributes["hidden"] != nil {
      // The parser announces an end for every element, also for those that have no end tag.
      unseenDepth += 1
      return
    }
    switch name {
    case "br": try flow.endLine(even: true)
    case "hr":
      try flow.endLine()
      try flow.endLine(even: true)
    case "table":
      try flow.endLine()
      if !tables.isEmpty { tables[tables.count - 1].hasInnerTable = true }
      tables.append(OpenTable())
    case "tr":
      try endCell()
      if !tables.isEmpty { tables[tables.count - 1].rows.append([]) }
    case "td", "th": try startCell(attributes)
    case "ol", "ul":
      try flow.endLine()
      listNumbers.append(name == "ol" ? Int(attributes["start"] ?? "1") ?? 1 : nil)
    case "li":
      try flow.endLine()
      if let number = listNumbers.last ?? nil {
        try flow.add("\(number). ".utf8)
        listNumbers[listNumbers.count - 1] = number &+ 1
      }
    case "h1", "h2", "h3", "h4", "h5", "h6":
      try flow.endLine()
      flow.heading = name.utf8.last.map { Int($0) - 0x30 }
    case "pre":
      try flow.endLine()
      flow.keepsSpace = true
    default: if Self.lines.contains(name) { try flow.endLine() }
    }
  }

  func end(_ name: String) throws {
    if unseenDepth > 0 {
      unseenDepth -= 1
      return
    }
    let name = name.lowercased()
    switch name {
    case "table": try endTable()
    case "td", "th", "tr": try endCell()
    case "ol", "ul":
      try flow.endLine()
      _ = listNumbers.popLast()
    case "h1", "h2", "h3", "h4", "h5", "h6":
      try flow.endLine()
      flow.heading = nil
    case "pre":
      try flow.endLine()
      flow.keepsSpace = false
    default: if Self.lines.contains(name) { try flow.endLine() }
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {
    guard unseenDepth == 0 else { return }
    try flow.add(utf8)
  }

  // MARK: Tables

  private func startCell(_ attributes: MarkupAttributes) throws {
    try endCell()
    guard !tables.isEmpty else { return try flow.endLine() }
    let last = tables.count - 1
    if tables[last].rows.isEmpty { tables[last].rows.append([]) }
    tables[last].isInCell = true
    spans.append((Self.span(attributes["colspan"]), Self.span(attributes["rowspan"])))
    outer.append(flow)
    flow = FlowText(limits: limits)
  }

  private static func span(_ value: String?) -> Int {
    guard let value, let span = Int(value.filter { !$0.isWhitespace }) else { return 1 }
    return min(max(span, 1), 65_534)
  }

  private func endCell() throws {
    guard let table = tables.last, table.isInCell, let around = outer.popLast(), let span = spans.popLast()
    else { return }
    try flow.endLine()
    let cell = Cell(blocks: flow.blocks, columns: span.columns, rows: span.rows)
    let last = tables.count - 1
    tables[last].isInCell = false
    tables[last].rows[tables[last].rows.count - 1].append(cell)
    flow = around
  }

  private func endTable() throws {
    try endCell()
    guard let table = tables.popLast() else { return }
    try flow.endLine()
    if Self.holdsData(table) {
      var builder = TableBuilder(limits: limits)
      for row in table.rows {
        try builder.beginRow()
        for cell in row {
          try builder.add(cell.blocks.cellText, columns: cell.columns, rows: min(cell.rows, table.rows.count))
        }
      }
      try flow.append(.table(try builder.table()))
    } else {
      for row in table.rows { for cell in row { try flow.append(contentsOf: cell.blocks) } }
    }
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
