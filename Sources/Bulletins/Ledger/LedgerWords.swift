/// The words of cells (`Rules/ledger_words.txt`) in the shapes in which the readers of cells ask for them.
struct LedgerWords: Sendable {
  static let shared = LedgerWords(WordList(PackageResources.ledger_words_txt))

  private var groups: [String: [Scalars]] = [:]
  private var sets: [String: Set<Scalars>] = [:]
  /// The words that give a share, longest first, with its value.
  private(set) var shares: [(word: Scalars, value: Double)] = []

  init(_ list: WordList) {
    for entry in list.entries where entry.count > 1 {
      let word = CellText.folded(entry[1])
      groups[entry[0], default: []].append(word)
      sets[entry[0], default: []].insert(word)
      if entry[0] == "share", entry.count > 2, let value = Double(entry[2]) { shares.append((word, value)) }
    }
    for key in groups.keys { groups[key]?.sort { $0.count > $1.count } }
    shares.sort { $0.word.count > $1.word.count }
  }

  /// True if the whole text is a word of the group.
  func isWord(_ text: some ScalarText, of group: String) -> Bool {
    sets[group]?.contains(Scalars(text)) ?? false
  }

  /// True if a word of the group stands anywhere in the text.
  func contains(_ text: some ScalarText, _ group: String) -> Bool { position(in: text, of: group) != nil }

  /// Where the first word of the group begins and ends, or nil.
  func position(in text: some ScalarText, of group: String) -> Range<Int>? {
    guard let words = groups[group] else { return nil }
    for start in text.indices {
      for word in words where text[start...].starts(with: word) { return start..<(start + word.count) }
    }
    return nil
  }

  /// The longest word of the group that begins the text, or nil.
  func prefix(of text: some ScalarText, _ group: String) -> Scalars? {
    groups[group]?.first { text.starts(with: $0) }
  }

  /// The longest word of the group that ends the text, or nil.
  func suffix(of text: some ScalarText, _ group: String) -> Scalars? {
    groups[group]?.first { text.ends(with: $0) }
  }
}
