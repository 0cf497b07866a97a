internal import GRDB

/// Cuts text into its distinct characters: a query of one character needs no positions, only presence.
final class CharacterTokenizer: FTS5CustomTokenizer {
  static let name = "characters"
  private var folds = FoldCache()
  /// A bit for each character of the basic plane.
  private var seen = [UInt64](repeating: 0, count: 0x10000 / 64)

  init(db: Database, arguments: [String]) throws {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?,
    nText: CInt,
    tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    for index in seen.indices { seen[index] = 0 }
    var rare: Set<UInt32> = []
    return TokenText.forEachScalar(pText, nText) { value, start, end in
      guard let folded = folds.fold(value), isNew(folded, &rare) else { return 0 }
      let scalar = TokenText.Encoded(folded)
      return TokenText.emit(scalar.bytes, scalar.count, start, end, context, tokenCallback)
    }
  }

  private func isNew(_ value: UInt32, _ rare: inout Set<UInt32>) -> Bool {
    guard value < 0x10000 else { return rare.insert(value).inserted }
    let (word, bit) = (Int(value / 64), UInt64(1) << UInt64(value % 64))
    if seen[word] & bit != 0 { return false }
    seen[word] |= bit
    return true
  }
}
