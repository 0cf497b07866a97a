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
  func read(_ document: Document, asOf: Day) -> Result {
    var result = Result()
    var tableLength = 0
    var proseLength = 0
    var sentences = 0
    var title: String?
    for (index, block) in document.blocks.enumerated() {
      switch block {
      case .line(let line):
        let length = line.text.utf8.count
        guard length > 0 else { continue }
        title = line.text
        proseLength += length
        if length > 120 || line.text.unicodeScalars.last == "。" { sentences += 1 }
      case .table(let table):
        let before = result.items.count
        LedgerTable(table, title: title, asOf: asOf, rule: rule)?.read(into: &result)
        if result.items.count == before { result.unread.append(index) }
        if result.items.count > before {
          tableLength += table.rows.reduce(0) { $0 + $1.reduce(0) { $0 + $1.utf8.count } }
        }
        title = nil
      }
    }
    result.isLedger = !result.items.isEmpty && sentences <= 2 && proseLength <= max(tableLength, 240)
    return result
  }
}
