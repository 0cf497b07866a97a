/// Names the items of a reported colour from the ledger rows of the same bulletin.
struct TableStatuses: Sendable {
  /// The bulletin with the items and units of its table rows in the statuses that only count them.
  func named(from bulletin: Bulletin) -> Bulletin { bulletin }
}
