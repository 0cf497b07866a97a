internal import Bulletins
internal import GRDB

/// Cuts text into overlapping pairs of characters, so that a phrase query finds any substring of two or more.
///
/// Words would find a quarter to two fifths of Chinese substrings, `trigram` none of two characters; pairs find all.
/// A line end separates: no pair spans it. https://www.sqlite.org/fts5.html#custom_tokenizers
final class GramTokenizer: FTS5CustomTokenizer {
  static let name = "grams"

  init(db: Database, arguments: [String]) throws {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?,
    nText: CInt,
    tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    var previous: Unicode.Scalar?
    return TokenText.forEachScalar(pText, nText) { scalar, start, end in
      guard scalar != "\n" else {
        previous = nil
        return 0
      }
      guard let folded = SearchFold.fold(scalar) else { return 0 }
      defer { previous = folded }
      guard let first = previous else { return 0 }
      return TokenText.emit(first, folded, start, end, context, tokenCallback)
    }
  }
}

/// Cuts text into its distinct characters: a query of one character needs no positions, only presence.
final class CharacterTokenizer: FTS5CustomTokenizer {
  static let name = "characters"

  init(db: Database, arguments: [String]) throws {}

  func tokenize(
    context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?,
    nText: CInt,
    tokenCallback: @escaping FTS5TokenCallback
  ) -> CInt {
    var seen: Set<Unicode.Scalar> = []
    return TokenText.forEachScalar(pText, nText) { scalar, start, end in
      guard let folded = SearchFold.fold(scalar), seen.insert(folded).inserted else { return 0 }
      return TokenText.emit(folded, nil, start, end, context, tokenCallback)
    }
  }
}

/// Reading and writing UTF-8 at SQLite's boundary.
private enum TokenText {
  /// Calls `body` for each scalar with its byte offsets, until it returns something other than SQLITE_OK.
  static func forEachScalar(
    _ text: UnsafePointer<CChar>?, _ count: CInt, _ body: (Unicode.Scalar, CInt, CInt) -> CInt
  ) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : Int(count))
    var decoder = Unicode.UTF8()
    var iterator = bytes.makeIterator()
    var offset: CInt = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        let end = offset + CInt(scalar.utf8.count)
        let result = body(scalar, offset, end)
        if result != 0 { return result }
        offset = end
      case .error: offset += 1
      case .emptyInput: return 0
      }
    }
  }

  /// Hands a token of one or two scalars to FTS5.
  static func emit(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar?, _ start: CInt, _ end: CInt,
    _ context: UnsafeMutableRawPointer?, _ callback: FTS5TokenCallback
  ) -> CInt {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8) { buffer in
      var length = 0
      func append(_ scalar: Unicode.Scalar) {
        for unit in scalar.utf8 {
          buffer[length] = CChar(bitPattern: unit)
          length += 1
        }
      }
      append(first)
      if let second { append(second) }
      return callback(context, 0, buffer.baseAddress, CInt(length), start, end)
    }
  }
}
