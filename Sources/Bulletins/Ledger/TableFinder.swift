/// Finds tables that a document holds as lines and makes them tables: Markdown, columns parted by tabs, commas or
/// spaces, one cell per line, and blocks of key and value. What is not a table stays lines.
struct TableFinder: Sendable {
  /// The document with such lines folded into table blocks.
  func fold(_ document: Document) -> Document {
    // Most pages have no line with which a table could begin, and stay as they are.
    guard document.blocks.contains(where: Self.mayBegin) else { return document }
    var blocks: [Document.Block] = []
    blocks.reserveCapacity(document.blocks.count)
    var lines: [NumberedLine] = []
    var number = 0
    for block in document.blocks {
      switch block {
      case .line(let line):
        number += 1
        lines.append(NumberedLine(line: line, number: number))
      case .table:
        fold(lines, into: &blocks)
        lines.removeAll(keepingCapacity: true)
        blocks.append(block)
      }
    }
    fold(lines, into: &blocks)
    return Document(blocks: blocks)
  }

  private func fold(_ lines: [NumberedLine], into blocks: inout [Document.Block]) {
    var index = 0
    while index < lines.count {
      let found = table(at: index, in: lines)
      if let table = found.table { blocks.append(.table(table)) }
      let end = max(index + 1, found.end)
      if found.table == nil {
        for line in lines[index..<min(end, lines.count)] { blocks.append(.line(line.line)) }
      }
      index = end
    }
  }

  /// True for a line with which a table may begin.
  private static func mayBegin(_ block: Document.Block) -> Bool {
    guard case .line(let line) = block else { return false }
    let start = LineStart(line.text)
    if start.hasPipeOrTab { return true }
    guard start.mark != .none, LedgerColumns.shared.mayBeHeading(start.word) else { return false }
    return LedgerColumns.shared.heading(of: start.word) != nil
  }

  /// The table that begins at a line, if one does, and the line after what was looked at in vain.
  private func table(at index: Int, in lines: [NumberedLine]) -> (table: Table?, end: Int) {
    let start = LineStart(lines[index].text)
    if start.hasPipeOrTab {
      if let found = MarkdownTable.find(at: index, in: lines) ?? DelimitedTable.find(at: index, in: lines) {
        return (found.table, found.end)
      }
    }
    if start.mark == .end, index > 0, PastedTable.announces(lines[index - 1].text),
      let found = CellPerLineTable.find(at: index, in: lines) ?? PastedTable.find(at: index, in: lines)
    {
      return (found.table, found.end)
    }
    let columns = LedgerColumns.shared
    guard columns.mayBeHeading(start.word), let heading = columns.heading(of: start.word) else {
      return (nil, index + 1)
    }
    switch start.mark {
    case .colon:
      let found = KeyValueTable.find(at: index, in: lines)
      return (found.table, found.end)
    case .end:
      if let found = CellPerLineTable.find(at: index, in: lines) ?? PastedTable.find(at: index, in: lines) {
        return (found.table, found.end)
      }
    case .tab, .pipe, .comma, .space:
      if heading.exact, let found = DelimitedTable.find(at: index, in: lines) {
        return (found.table, found.end)
      }
      if start.mark == .space, let found = CellPerLineTable.find(at: index, in: lines) {
        return (found.table, found.end)
      }
    case .none: break
    }
    return (nil, index + 1)
  }
}

/// A line and the number that a person sees for it.
struct NumberedLine: Sendable {
  var line: Document.Line
  var number: Int
  var text: String { line.text }
  /// True for a line of nothing but blanks.
  var isBlank: Bool { line.text.unicodeScalars.allSatisfy(CellText.isSpace) }
}

/// The first word of a line and what follows it: enough to tell cheaply where a table may begin.
struct LineStart {
  enum Mark { case colon, tab, pipe, comma, space, end, none }

  private(set) var word: Scalars = []
  private(set) var mark = Mark.none
  private(set) var hasPipeOrTab = false

  init(_ line: String) {
    var scalars: Scalars = []
    scalars.reserveCapacity(26)
    var isBracketed = false
    for scalar in line.unicodeScalars {
      if scalars.isEmpty {
        if scalar == "|" { hasPipeOrTab = true }
        if CellText.isSpace(scalar) || LineStart.opens(scalar) {
          if scalar == "【" { isBracketed = true }
          continue
        }
      }
      guard scalars.count <= 24 else { break }
      if let found = LineStart.mark(scalar, isBracketed: isBracketed) {
        let bare = LineStart.withoutNumber(scalars)
        if bare.isEmpty, found == .space { continue }
        mark = found
        word = bare
        break
      }
      scalars.append(scalar)
    }
    if mark == .none, scalars.count <= 24, !scalars.isEmpty {
      mark = .end
      word = LineStart.withoutNumber(scalars)
    }
    if mark == .tab || mark == .pipe {
      hasPipeOrTab = true
    } else if !hasPipeOrTab {
      hasPipeOrTab = Self.holdsPipeOrTab(line)
    }
  }

  /// Asked of every line of every page, so it looks at the bytes themselves.
  private static func holdsPipeOrTab(_ line: String) -> Bool {
    line.utf8.withContiguousStorageIfAvailable { bytes in
      var found = false
      for byte in bytes where byte == 0x09 || byte == 0x7C { found = true }
      return found
    } ?? line.utf8.contains { $0 == 0x09 || $0 == 0x7C }
  }

  /// What may stand before the first word.
  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "*", "-", "\"", "“", "●", "◆", "■", "▪", "·", "•", "【": true
    default: false
    }
  }

  private static func mark(_ scalar: Unicode.Scalar, isBracketed: Bool) -> Mark? {
    switch scalar {
    case ":", "：": .colon
    case "】": isBracketed ? .colon : nil
    case "\t": .tab
    case "|", "｜", "│": .pipe
    case ",", "，", ";", "；", "、": .comma
    default: scalar.isBlank ? .space : nil
    }
  }

  /// Without a running number before it: 1. （1） ①.
  static func withoutNumber(_ scalars: some ScalarText) -> Scalars {
    guard let head = scalars.first, !head.isHan else { return Scalars(scalars) }
    var rest = Scalars(scalars)[...]
    if let first = rest.first, (0x2460...0x2473).contains(first.value) { return Scalars(rest.dropFirst()) }
    let bracket = rest.first == "(" || rest.first == "（"
    if bracket { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isDigit }
    guard !digits.isEmpty else { return Scalars(scalars) }
    rest = rest.dropFirst(digits.count)
    guard let mark = rest.first, ".．、)）".unicodeScalars.contains(mark) else { return Scalars(scalars) }
    return Scalars(rest.dropFirst())
  }
}
