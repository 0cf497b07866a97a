/// Words of a rules file that are looked for at the beginning or at the end of a stretch of text.
///
/// A bit per first (or last) scalar answers the common case, that no word fits, without a look-up.
struct AnchoredWords: Sendable {
  /// At which end of the stretch a word must stand.
  enum Anchor: Sendable { case start, end }

  /// A word with the other fields of its entry.
  struct Entry: Sendable {
    /// The folded word.
    let word: Scalars
    /// The second field of its entry, or empty.
    let kind: String
    /// The third field of its entry, or empty.
    let detail: String
  }

  private let anchor: Anchor
  private var buckets: [Unicode.Scalar: [Entry]] = [:]
  private var present = [UInt64](repeating: 0, count: 1024)

  /// The entries of a rules file.
  init(_ bytes: [UInt8], at anchor: Anchor = .start) {
    self.init(WordList(bytes).entries, at: anchor)
  }

  /// These entries: word, kind, detail.
  init(_ entries: [[String]], at anchor: Anchor = .start) {
    self.anchor = anchor
    for fields in entries {
      let word = PageFolding.fold(fields[0])
      guard let key = anchor == .start ? word.first : word.last else { continue }
      let entry = Entry(
        word: word, kind: fields.count > 1 ? fields[1] : "", detail: fields.count > 2 ? fields[2] : "")
      buckets[key, default: []].append(entry)
      if key.value < 0x10000 { present[Int(key.value >> 6)] |= 1 << UInt64(key.value & 63) }
    }
    for key in buckets.keys { buckets[key]?.sort { $0.word.count > $1.word.count } }
  }

  /// False if no word begins (or ends) with a scalar; true if one may.
  func mayFit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x10000 && present[Int(scalar.value >> 6)] & (1 << UInt64(scalar.value & 63)) != 0
  }

  /// The longest word that stands at the anchored end of a range of the folded text.
  func longest(in page: PageText, _ range: Range<Int>) -> Entry? {
    longest(in: page.folded, range)
  }

  /// The longest word that stands at the anchored end of a range.
  func longest(in text: Scalars, _ range: Range<Int>) -> Entry? {
    guard !range.isEmpty else { return nil }
    let key = text[anchor == .start ? range.lowerBound : range.upperBound - 1]
    guard mayFit(key), let entries = buckets[key] else { return nil }
    return entries.first { entry in
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
