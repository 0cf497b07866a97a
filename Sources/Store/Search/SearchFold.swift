internal import Bulletins

/// Makes texts comparable for search: full-width forms become half-width, capitals small, blanks vanish.
///
/// Index and query are folded alike, so that a query finds every text that a reader would call the same.
enum SearchFold {
  /// The scalar to index, or nil for a blank or an invisible character.
  static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    if scalar.isBlank || scalar.mustBeEscaped { return nil }
    let narrow = scalar.narrow
    switch narrow.value {
    case 0x41...0x5A: return Unicode.Scalar(narrow.value + 32)
    default: return narrow
    }
  }

  /// The folded scalars of a text.
  static func fold(_ text: String) -> Scalars { text.unicodeScalars.compactMap(fold) }
}
