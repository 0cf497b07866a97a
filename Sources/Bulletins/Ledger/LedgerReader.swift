/// Reads the ledger rows of a document.
struct LedgerReader: Sendable {
  /// The rows read, and what could not be.
  struct Result: Sendable {
    var items: [LedgerItem] = []
    var remarks: [String] = []
    /// True if the whole document is a ledger rather than a report that holds one.
    var isLedger = false
  }

  /// The items of all tables of the document.
  func read(_ document: Document, asOf: Day) -> Result { Result() }
}
