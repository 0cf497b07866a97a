/// What one dropped file means.
public struct Bulletin: Sendable, Equatable {
  /// What sort of file it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Several articles.
    case page
    /// One article.
    case article
    /// A supervision report, notice or other official document.
    case report
    /// A table or list of items of work.
    case ledger
  }

  /// What sort of file it is.
  public var kind: Kind
  /// The articles in reading order.
  public var articles: [Article]
  /// The rows of its ledgers.
  public var items: [LedgerItem]
  /// The day whose state it tells: stated in the text, else in the file name, else nil.
  public var asOf: Day?
  /// What was noticed about the whole, e.g. a ledger row that cannot be read, by its number. English.
  public var remarks: [String]

  /// A bulletin.
  public init(
    kind: Kind, articles: [Article], items: [LedgerItem] = [], asOf: Day? = nil, remarks: [String] = []
  ) {
    self.kind = kind
    self.articles = articles
    self.items = items
    self.asOf = asOf
    self.remarks = remarks
  }

  /// True if an article reports a red status or an item is declared or computed red.
  public var isRed: Bool {
    items.contains(where: \.isRed) || articles.contains { $0.statuses.contains(where: \.isReportedRed) }
  }

  /// The unit of the whole: the first that an article names.
  public var unit: String? { articles.lazy.compactMap(\.unit).first ?? items.lazy.compactMap(\.unit).first }
}
