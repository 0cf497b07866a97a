internal import GRDB

/// Cuts text into overlapping pairs of characters, so that a phrase query finds any substring of two or more.
///
/// Words would find a quarter to two fifths of Chinese substrings, `trigram` none of two characters; pairs find all.
/// A line end separates: no pair spans it. https://www.sqlite.org/fts5.html#custom_tokenizers
final class GramTokenizer: FTS5CustomTokenizer {
  static let name = "grams"
  private var folds = FoldCache()

  init(db: Database, arguments: [String]) throws {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?,
    nText: CInt,
    tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    var previous: TokenText.Encoded?
    return TokenText.forEachScalar(pText, nText) { value, start, end in
      if value == 0x0A {
        previous = nil
        return 0
      }
      guard let folded = folds.fold(value) else { return 0 }
      let scalar = TokenText.Encoded(folded)
      defer { previous = scalar }
      guard let first = previous else { return 0 }
      let pair = first.bytes | scalar.bytes << UInt64(first.count * 8)
      return TokenText.emit(pair, first.count + scalar.count, start, end, context, tokenCallback)
    }
  }
}
