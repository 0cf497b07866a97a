/// Reads the ledger rows of a document.
struct LedgerReader: Sendable {
  /// The rows read, and what could not be.
  struct Result: Sendable {
    var items: [LedgerItem] = []
    var remarks: [String] = []
    /// The blocks of the document that are tables and gave no row.
    var unread: [Int] = []
    /// True if the whole document is a ledger rather than a report that holds one.
    var isLedger = false
  }

  /// The rule that gives the computed colour.
  var rule = ScheduleRule()

  /// The items of all tables of the document.
  ///
  /// - Parameter fileName: may name the office where the table does not.
  func read(_ document: Document, fileName: String = "", asOf: Day) -> Result {
    var result = Result()
    var tableLength = 0
    var proseLength = 0
    var sentences = 0
    var title: String?
    var lines: (first: [String], near: [String]) = ([], [])
    let owner = LedgerOwner(fileName: fileName)
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .line(let line):
        let length = line.text.utf8.count
        guard length > 0 else { continue }
        title = line.text
        lines.near.append(line.text)
        proseLength += length
        if length > 120 || line.text.unicodeScalars.last == "。" { sentences += 1 }
      case .table(let table):
        let before = result.items.count
        var ledger = LedgerTable(table, title: title, asOf: asOf, rule: rule)
        if lines.first.isEmpty { lines.first = Array(lines.near.prefix(LedgerReader.linesAround)) }
        ledger?.settle(
          owner, lines: lines.first + lines.near.suffix(LedgerReader.linesAround),
          below: LedgerReader.lines(of: document, after: index))
        ledger?.read(into: &result)
        LedgerReader.remarkOnTwins(in: result.items[before...], &result.remarks)
        if result.items.count == before { result.unread.append(index) }
        if result.items.count > before {
          tableLength += table.rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.utf8.count } }
        }
        title = nil
        lines.near = []
      }
    }
    result.isLedger = !result.items.isEmpty && sentences <= 2 && proseLength <= max(tableLength, 240)
    return result
  }

  /// Says which rows are one item: the same task of the same office, in more measures than one.
  private static func remarkOnTwins(in items: ArraySlice<LedgerItem>, _ remarks: inout [String]) {
    var first: [String: Int] = [:]
    for item in items {
      guard let row = item.row else { continue }
      let key = "\(ItemName.unitKey(item.unit))|\(ItemName(item.item).key)"
      if let earlier = first[key] {
        remarks.append(
          "row \(row): \(item.item) stands in row \(earlier) as well; both are one item, and the worse of them counts"
        )
      } else {
        first[key] = row
      }
    }
  }

  /// The lines after a table, in which may stand whose it is.
  private static func lines(of document: Document, after index: Int) -> [String] {
    var lines: [String] = []
    for block in document.blocks[(index + 1)...].prefix(linesAround) {
      guard case .line(let line) = block else { break }
      lines.append(line.text)
    }
    return lines
  }

  /// So many lines before and after a table may say whose it is.
  private static let linesAround = 8
}
