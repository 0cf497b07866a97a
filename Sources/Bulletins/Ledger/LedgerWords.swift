/// The words of cells (`Rules/ledger_words.txt`) in the shapes in which the readers of cells ask for them.
struct LedgerWords: Sendable {
  static let shared = LedgerWords(WordList(PackageResources.ledger_words_txt))

  private var sets: [String: Set<Scalars>] = [:]
  private var matchers: [String: Matcher] = [:]
  private var lengths: [String: [Int]] = [:]

  init(_ list: WordList) {
    var groups: [String: [String]] = [:]
    for entry in list.entries where entry.count > 1 {
      let word = CellText.folded(entry[1])
      groups[entry[0], default: []].append(String(word))
      sets[entry[0], default: []].insert(word)
    }
    for (group, words) in groups {
      matchers[group] = Matcher(words)
      lengths[group] = Set(words.map(\.unicodeScalars.count)).sorted(by: >)
    }
  }

  /// True if the whole text is a word of the group.
  func isWord(_ text: some ScalarText, of group: String) -> Bool {
    sets[group]?.contains(Scalars(text)) ?? false
  }

  /// True if a word of the group stands anywhere in the text.
  func contains(_ text: some ScalarText, _ group: String) -> Bool {
    matchers[group].map { !$0.matches(in: text).isEmpty } ?? false
  }

  /// Where the first word of the group stands in the text, or nil.
  func first(in text: some ScalarText, _ group: String) -> Range<Int>? {
    matchers[group]?.matches(in: text).map(\.range).min { $0.lowerBound < $1.lowerBound }
  }

  /// How long the longest word of the group is that begins the text, or nil.
  func prefix(of text: some ScalarText, _ group: String) -> Int? {
    matchers[group]?.longestMatch(in: text, at: text.startIndex)?.range.count
  }

  /// True if a word of the group ends the text.
  func isEnded(_ text: some ScalarText, by group: String) -> Bool {
    lengths[group]?.contains { $0 <= text.count && isWord(text.suffix($0), of: group) } ?? false
  }

  /// How long the longest word of the group is that ends the text, or nil.
  func ending(of text: some ScalarText, _ group: String) -> Int? {
    lengths[group]?.first { $0 <= text.count && isWord(text.suffix($0), of: group) }
  }
}
