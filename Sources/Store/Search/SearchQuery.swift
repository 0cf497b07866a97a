internal import Bulletins

/// What a person typed, made safe: every term becomes a quoted FTS5 string, so that no operator of FTS5 and no SQL
/// can be smuggled in.
struct SearchQuery: Sendable, Equatable {
  /// Folded terms of two or more characters, all of which must occur.
  var phrases: [String] = []
  /// Folded single characters, all of which must occur.
  var characters: [String] = []
  /// The terms as folded scalars, for marking a snippet.
  var terms: [Scalars] = []

  /// Each argument is split at blanks, unless it is in quotation marks.
  init(_ arguments: [String]) {
    for argument in arguments {
      for word in SearchQuery.words(of: argument) {
        let folded = SearchFold.fold(word)
        guard !folded.isEmpty else { continue }
        terms.append(folded)
        if folded.count == 1 { characters.append(String(folded)) } else { phrases.append(String(folded)) }
      }
    }
  }

  /// True if there is nothing to look for.
  var isEmpty: Bool { terms.isEmpty }

  /// The FTS5 expression for the pairs table, or nil if there is no phrase. https://www.sqlite.org/fts5.html#fts5_phrases
  func phraseExpression(column: String? = nil) -> String? {
    SearchQuery.expression(phrases, column: column)
  }

  /// The FTS5 expression for the characters table, or nil.
  var characterExpression: String? { SearchQuery.expression(characters, column: nil) }

  private static func expression(_ words: [String], column: String?) -> String? {
    guard !words.isEmpty else { return nil }
    let quoted = words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " AND ")
    return column.map { "\($0) : (\(quoted))" } ?? quoted
  }

  /// Words, and phrases in "…" or “…”.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var quoted = false
    for character in text {
      switch character {
      case "\"":
        quoted.toggle()
        words.append(current)
        current = ""
      case _ where character.isWhitespace && !quoted:
        words.append(current)
        current = ""
      default: current.append(character)
      }
    }
    words.append(current)
    return words.filter { !$0.isEmpty }
  }
}
