internal import Bulletins

/// Makes texts comparable for search: full-width forms become half-width, Traditional characters Simplified, capitals small;
/// blanks vanish.
///
/// Index and query are folded alike, so that a query finds every text that a reader would call the same.
enum SearchFold {
  /// The scalar to index, or nil for a blank or an invisible character.
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if scalar.isBlank || scalar.mustBeEscaped { return nil }
    let folded = scalar.folded
    switch folded.value {
    case 0x41...0x5A: return Unicode.Scalar(folded.value + 32)
    default: return folded
    }
  }

  /// The folded scalars of a text.
  static func fold(_ text: String) -> Scalars { text.unicodeScalars.compactMap(fold) }
}

/// Remembers what ``SearchFold`` made of each character, for a text has few different ones. It belongs to one connection.
struct FoldCache {
  private static let unknown: UInt16 = 0
  private static let nothing: UInt16 = 0xFFFF
  private var forms = [UInt16](repeating: unknown, count: 0x10000)

  /// The folded scalar's value; nil for a blank or an invisible character.
  mutating func fold(_ value: UInt32) -> UInt32? {
    guard value < 0x10000 else { return slow(value) }
    let form = forms[Int(value)]
    if form == FoldCache.unknown {
      let folded = slow(value)
      guard let folded else {
        forms[Int(value)] = FoldCache.nothing
        return nil
      }
      // Of what lies beyond the plane nothing is remembered.
      if folded < 0xFFFF { forms[Int(value)] = UInt16(folded) }
      return folded
    }
    return form == FoldCache.nothing ? nil : UInt32(form)
  }

  private func slow(_ value: UInt32) -> UInt32? { Unicode.Scalar(value).flatMap(SearchFold.fold)?.value }
}
