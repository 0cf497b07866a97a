public import Bulletins

/// What a person typed, made safe: every term becomes a quoted FTS5 string, so that no operator of FTS5 and no SQL
/// can be smuggled in.
///
/// Words must all occur, "…" keeps a phrase together, -word must not occur; unit:, since: and red: narrow the bulletins.
public struct SearchQuery: Sendable, Equatable {
  /// What must occur.
  var wanted = SearchTerms()
  /// What must not occur.
  var excluded = SearchTerms()
  /// Folded characters, each of which the article's or its bulletin's unit must hold.
  var units: [Scalars] = []
  /// Whether the bulletin must report red, or must not.
  var red: Bool?
  /// The day on which the bulletin was received at the earliest.
  public private(set) var since: Day?

  /// Each argument is split at blanks, unless it is in quotation marks.
  ///
  /// - Throws: `SearchQueryError` for a filter that cannot be read.
  public init(_ arguments: [String]) throws(SearchQueryError) {
    for argument in arguments {
      for word in SearchWord.words(of: argument) { try take(word) }
    }
  }

  /// True if there is nothing to look for.
  public var isEmpty: Bool { self == SearchQuery.nothing }

  private static let nothing = SearchQuery()

  private init() {}

  private mutating func take(_ word: SearchWord) throws(SearchQueryError) {
    switch word.filter {
    case nil: word.isExcluded ? excluded.add(word.text) : wanted.add(word.text)
    case .unit:
      let folded = SearchFold.fold(word.text)
      if folded.isEmpty {
        throw SearchQueryError("unit: takes characters of a unit's name, such as unit:财政局.")
      }
      units.append(folded)
    case .since:
      guard let day = Day(iso: word.text) else {
        throw SearchQueryError("since: takes a day as YYYY-MM-DD, not “\(word.text)”.")
      }
      since = max(day, since ?? day)
    case .red:
      switch word.text.lowercased() {
      case "", "yes": red = true
      case "no": red = false
      default: throw SearchQueryError("red: stands alone or takes yes or no, not “\(word.text)”.")
      }
    }
  }
}

/// Terms for the two tables of the index.
struct SearchTerms: Sendable, Equatable {
  /// Folded terms of two or more characters.
  private(set) var phrases: [String] = []
  /// Folded single characters.
  private(set) var characters: [String] = []
  /// All of them as folded scalars, for marking a snippet.
  private(set) var all: [Scalars] = []

  /// Adds a term, unless nothing of it is left when it is folded.
  mutating func add(_ text: String) {
    let folded = SearchFold.fold(text)
    guard !folded.isEmpty else { return }
    all.append(folded)
    if folded.count == 1 { characters.append(String(folded)) } else { phrases.append(String(folded)) }
  }

  /// The FTS5 expression of quoted strings, joined by AND or OR; nil if there are none.
  /// https://www.sqlite.org/fts5.html#fts5_phrases
  static func expression(_ words: [String], column: String? = nil, joined: String = "AND") -> String? {
    guard !words.isEmpty else { return nil }
    let quoted = words.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: " \(joined) ")
    return column.map { "\($0) : (\(quoted))" } ?? quoted
  }
}

/// A filter that cannot be read, as a sentence.
public struct SearchQueryError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what is right.
  public let description: String

  init(_ description: String) { self.description = description }
}
