/// Finds tables that a document holds as lines (one cell per line, key:value blocks) and makes them tables.
struct TableFinder: Sendable {
  /// The document with such lines folded into table blocks.
  func fold(_ document: Document) -> Document { document }
}
