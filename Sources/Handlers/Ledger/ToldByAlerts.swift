import Bulletins
import Store

/// Who tells of a red item: the alert handler of what a sentence says and the ledger did not know, the ledger of all else.
struct ToldByAlerts {
  private let names: Set<String>
  private let bulletin: Int64

  init(of received: ReceivedBulletin, in session: Session) {
    bulletin = received.id
    names = Set(
      received.bulletin.articles.flatMap(\.statuses).filter { AlertHandler.warns($0) }.flatMap(\.items).map {
        ItemName($0).key
      })
  }

  /// True if the alert handler says it of this bulletin: the item is new to the ledger, or only guessed to be known, and
  /// stands in a sentence.
  func covers(_ change: LedgerChange) throws -> Bool {
    guard case .transition(let transition) = change.what, change.observation.source == .prose,
      names.contains(ItemName(change.entry.name).key) || change.observation.isGuess
    else { return false }
    let isNew = change.entry.bulletin == bulletin || change.observation.isGuess
    return isNew && (transition.opensRed || transition.kind == .newItem || transition.kind == .worsened)
  }
}
