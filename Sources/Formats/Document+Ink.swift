import Bulletins

extension Document {
  /// True if there is any character to see.
  var hasInk: Bool {
    blocks.contains { block in
      switch block {
      case .line(let line): line.text.unicodeScalars.contains { !$0.isBlank }
      case .table(let table):
        table.rows.contains { $0.contains { $0.unicodeScalars.contains { !$0.isBlank } } }
      }
    }
  }
}
