import Bulletins
import Store

/// Finds the items of the ledger that a bulletin speaks of.
struct LedgerLookup {
  private let matcher: ItemMatcher
  /// The items that sentences name together with their office: 港航科渡口改建.
  private var withUnit: [String: Int64] = [:]

  /// Fetches what the statements may mean: whatever has the same name, and for names that are not known the open items of
  /// the same office.
  init(_ statements: [LedgerStatement], in session: Session) throws {
    var known: [Int64: ItemMatcher.Known] = [:]
    var unknown: Set<String> = []
    for statement in statements {
      let named = try session.ledgerItems(nameKey: statement.name.key)
      for entry in named { known[entry.id] = entry.known }
      guard named.isEmpty else { continue }
      if !statement.unitKey.isEmpty { unknown.insert(statement.unitKey) }
      if statement.isSentence,
        let entry = try LedgerLookup.item(namedWithUnit: statement.name.key, in: session)
      {
        withUnit[statement.name.key] = entry.id
      }
    }
    for unit in unknown {
      for entry in try session.openLedgerItems(unitKey: unit) { known[entry.id] = entry.known }
    }
    matcher = ItemMatcher(
      known.values.sorted { $0.id < $1.id }, taken: Set(statements.map(\.name)))
  }

  func match(_ statement: LedgerStatement) -> ItemMatcher.Match {
    if statement.isSentence, let id = withUnit[statement.name.key] { return .same(id) }
    return matcher.match(statement.name, unit: statement.unitKey)
  }

  /// The one item whose office and name together are this name.
  private static func item(namedWithUnit key: String, in session: Session) throws -> LedgerEntry? {
    let name = Array(key.unicodeScalars)
    guard (5...60).contains(name.count) else { return nil }
    var found: [LedgerEntry] = []
    for length in 2...(name.count - 2) {
      var unit = name[..<length]
      if unit.last == "的" { unit.removeLast() }
      let unitKey = String(String.UnicodeScalarView(unit))
      let rest = String(String.UnicodeScalarView(name[length...]))
      found += try session.ledgerItems(nameKey: rest).filter {
        let own = ItemName.unitKey($0.unit)
        return !own.isEmpty && ItemName.isSameUnit(own, unitKey)
      }
    }
    return found.count == 1 ? found[0] : nil
  }
}
