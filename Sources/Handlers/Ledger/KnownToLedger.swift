import Bulletins
import Store

/// Which alerts of a bulletin the ledger tells by its transitions.
///
/// Known is an item of exactly this name that another bulletin brought in: a guess never silences an alert, and neither
/// does what the ledger learnt from this bulletin itself, should the alert handler run later than it.
struct KnownToLedger {
  private var known: Set<[String]> = []
  private let redRows: Set<String>
  /// False if a route keeps the bulletin from the ledger: then nothing is told there.
  private let isKept: Bool

  init(_ alerts: [Alert], in received: ReceivedBulletin, session: Session) throws {
    isKept = !received.leftOut.contains(LedgerHandler().name)
    redRows = Set(received.bulletin.items.lazy.filter(\.isRed).map { ItemName($0.item).key })
    let day = received.bulletin.asOf ?? received.day
    let statements = alerts.filter { !isRedOfLedger($0) }.compactMap { alert in
      alert.item.map {
        LedgerStatement(
          printed: $0, unit: alert.itemUnit,
          observation: ItemObservation(.prose, asOf: day))
      }
    }
    let lookup = try LedgerLookup(statements, in: session)
    for statement in statements {
      guard case .same(let id) = lookup.match(statement), let entry = try session.ledgerItem(id),
        entry.bulletin != received.id
      else { continue }
      known.insert([statement.name.key, statement.unitKey])
    }
  }

  /// True if the ledger says it.
  func covers(_ alert: Alert) -> Bool {
    guard isKept, let item = alert.item, alert.event == .statusRed || alert.event == .statusYellow else {
      return false
    }
    if isRedOfLedger(alert) { return true }
    if known.isEmpty { return false }
    return known.contains([ItemName(item).key, ItemName.unitKey(alert.itemUnit)])
  }

  /// True for a red row, and for a red sentence about the item of one.
  private func isRedOfLedger(_ alert: Alert) -> Bool {
    guard alert.event == .statusRed, let item = alert.item else { return false }
    return alert.article == nil || redRows.contains(ItemName(item).key)
  }
}
