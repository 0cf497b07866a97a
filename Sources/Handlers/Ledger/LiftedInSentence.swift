import Bulletins
import Store

/// Red items of the ledger that a sentence speaks free without being read as naming them: 渡口改建已完成整改，红灯已解除。
///
/// A red that is lifted by mistake is missed, so the sentence must hold the name of one red item only, must say nothing red
/// itself, and must not name another office than the item's.
struct LiftedInSentence {
  private let sentences: [(status: Status, unit: String?)]
  private let asOf: Day

  init(_ bulletin: Bulletin, asOf: Day) {
    self.asOf = asOf
    sentences = bulletin.articles.flatMap { article in
      let warned = Set(article.statuses.filter { $0.kind != .resolved }.map(\.quote))
      return article.statuses.filter {
        $0.kind == .resolved && $0.color == .red && $0.items.isEmpty && ($0.count ?? 1) == 1
          && !warned.contains($0.quote)
      }.map { ($0, $0.unit) }
    }
  }

  /// What is said of items that no other statement of the bulletin speaks of.
  func statements(besides others: [LedgerStatement], in session: Session) throws -> [LedgerStatement] {
    guard !sentences.isEmpty else { return [] }
    let reds = try session.ledger(color: .red).filter { !$0.state.isClosed }
    let spoken = Set(others.map(\.name.key))
    return try sentences.compactMap { sentence in
      let text = ItemName.unitKey(sentence.status.quote)
      let named = reds.filter { LiftedInSentence.names(text, $0) }
      // 河道清淤 stands in 城南河道清淤 as well.
      let longest = named.filter { one in
        !named.contains { $0.id != one.id && ItemName($0.name).key.contains(ItemName(one.name).key) }
      }
      guard longest.count == 1, let entry = longest.first, !spoken.contains(ItemName(entry.name).key),
        try LiftedInSentence.isOf(entry, text, sentence.unit, in: session)
      else { return nil }
      var observation = ItemObservation(.prose, asOf: asOf)
      observation.quote = sentence.status.quote
      observation.isClosed = ClosingWords.close(sentence.status.quote)
      return LedgerStatement(printed: entry.name, unit: entry.unit, observation: observation)
    }
  }

  private static func names(_ text: String, _ entry: LedgerEntry) -> Bool {
    let key = ItemName(entry.name).key
    return key.unicodeScalars.count >= 3 && text.contains(key)
  }

  /// True if the item's office stands in the sentence or is the one that it is about, or if the sentence begins with a name
  /// that no other office has an item of.
  private static func isOf(
    _ entry: LedgerEntry, _ text: String, _ unit: String?, in session: Session
  ) throws -> Bool {
    let (own, key) = (ItemName.unitKey(entry.unit), ItemName(entry.name).key)
    if own.isEmpty || text.contains(own) { return true }
    if let unit { return ItemName.isSameUnit(own, ItemName.unitKey(unit)) }
    return try text.hasPrefix(key) && session.ledgerItems(nameKey: key).count == 1
  }
}
