/// Words of a rules file that are looked for at the beginning or at the end of a stretch of text.
///
/// A table over first (or last) scalars answers the common case, that no word fits, with one look.
struct AnchoredWords: Sendable {
  /// At which end of the stretch a word must stand.
  enum Anchor: Sendable { case start, end }

  /// A word with the other fields of its entry. A class, so that what is found is handed on as one reference.
  final class Entry: Sendable {
    /// The folded word.
    let word: Scalars
    /// The second field of its entry, or empty.
    let kind: String
    /// The third field of its entry, or empty.
    let detail: String
    /// The kind as a rank, where the list is one of units: asked for at every character of many lines.
    let rank: UnitLexicon.Rank?

    init(_ fields: [String]) {
      word = PageFolding.fold(fields[0])
      kind = fields.count > 1 ? fields[1] : ""
      detail = fields.count > 2 ? fields[2] : ""
      rank = UnitLexicon.Rank(rawValue: kind)
    }
  }

  private let anchor: Anchor
  /// The words that begin (or end) with one scalar, the longest first; the first list is empty.
  private let groups: [[Entry]]
  /// For each scalar its place in `groups`, 0 where no word begins (or ends) with it.
  private let places: ScalarTable

  /// The entries of a rules file.
  init(_ bytes: [UInt8], at anchor: Anchor = .start) {
    self.init(WordList(bytes).entries, at: anchor)
  }

  /// These entries: word, kind, detail.
  init(_ entries: [[String]], at anchor: Anchor = .start) {
    self.anchor = anchor
    var places: [Unicode.Scalar: Int] = [:]
    var groups: [[Entry]] = [[]]
    for entry in entries.lazy.map(Entry.init) {
      guard let key = anchor == .start ? entry.word.first : entry.word.last else { continue }
      let place = places[key] ?? groups.count
      if place == groups.count { groups.append([]) }
      groups[place].append(entry)
      places[key] = place
    }
    for place in groups.indices { groups[place].sort { $0.word.count > $1.word.count } }
    self.groups = groups
    self.places = ScalarTable(places)
  }

  /// False if no word begins (or ends) with a scalar; true if one may.
  func mayFit(_ scalar: Unicode.Scalar) -> Bool { places[scalar] != 0 }

  /// The longest word that stands at the anchored end of a range of the folded text.
  func longest(in page: PageText, _ range: Range<Int>) -> Entry? {
    longest(in: page.folded, range)
  }

  /// The longest word that stands at the anchored end of a range.
  func longest(in text: Scalars, _ range: Range<Int>) -> Entry? {
    guard !range.isEmpty else { return nil }
    let place = places[text[anchor == .start ? range.lowerBound : range.upperBound - 1]]
    guard place != 0 else { return nil }
    return groups[place].first { entry in
      guard entry.word.count <= range.count else { return false }
      let start = anchor == .start ? range.lowerBound : range.upperBound - entry.word.count
      for offset in entry.word.indices where text[start + offset] != entry.word[offset] { return false }
      return true
    }
  }

  /// The word that is the whole range.
  func whole(in text: Scalars, _ range: Range<Int>) -> Entry? {
    guard let found = longest(in: text, range), found.word.count == range.count else { return nil }
    return found
  }

  /// The word that is the whole text.
  func whole(_ text: Scalars) -> Entry? { whole(in: text, text.indices) }
}
