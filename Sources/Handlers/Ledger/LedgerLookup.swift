import Bulletins
import Store

/// Finds the items of the ledger that a bulletin speaks of.
struct LedgerLookup {
  private let matcher: ItemMatcher

  /// Fetches what the statements may mean: whatever has the same name, and for names that are not known the open items of
  /// the same office.
  init(_ statements: [LedgerStatement], in session: Session) throws {
    var known: [Int64: ItemMatcher.Known] = [:]
    var unknown: Set<String> = []
    for statement in statements {
      let named = try session.ledgerItems(nameKey: statement.name.key)
      for entry in named { known[entry.id] = entry.known }
      if named.isEmpty, !statement.unitKey.isEmpty { unknown.insert(statement.unitKey) }
    }
    for unit in unknown {
      for entry in try session.openLedgerItems(unitKey: unit) { known[entry.id] = entry.known }
    }
    matcher = ItemMatcher(
      known.values.sorted { $0.id < $1.id }, taken: Set(statements.map(\.name)))
  }

  func match(_ statement: LedgerStatement) -> ItemMatcher.Match {
    matcher.match(statement.name, unit: statement.unitKey)
  }
}
