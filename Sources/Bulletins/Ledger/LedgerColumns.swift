/// What a column of a ledger holds.
enum LedgerColumn: String, Sendable {
  case number, item, content, target, progress, percent, leader, unit, due, start, problem, status, other

  /// The columns that say how an item stands.
  static let states: [LedgerColumn] = [.progress, .percent, .status, .problem]
}

/// Knows columns by their headings (`Rules/ledger_columns.txt`).
struct LedgerColumns: Sendable {
  /// A column's meaning; of two headings with one meaning the lower rank is taken.
  struct Heading: Sendable, Equatable {
    var column: LedgerColumn
    var rank: Int
    /// False if only the beginning or end of the heading is in the list.
    var exact = true
  }

  static let shared = LedgerColumns(WordList(PackageResources.ledger_columns_txt))

  private var headings: [Scalars: Heading] = [:]
  private var outside: Set<Scalars> = []
  /// The headings of the list, and the same written backwards, to find the longest that begins or ends another.
  private let forwards: Matcher
  private let backwards: Matcher
  private var ordered: [Heading] = []
  /// The first and the last characters of all headings: most words are told by these to be none.
  private let firsts: ScalarTable
  private let lasts: ScalarTable

  init(_ list: WordList) {
    var words: [String] = []
    for (rank, entry) in list.entries.enumerated() where entry.count > 1 {
      let word = CellText.folded(entry[1])
      if entry[0] == "outside" {
        outside.insert(word)
      } else if let column = LedgerColumn(rawValue: entry[0]), headings[word] == nil {
        let heading = Heading(column: column, rank: rank)
        headings[word] = heading
        ordered.append(heading)
        words.append(String(word))
      }
    }
    firsts = ScalarTable(Dictionary(words.compactMap { $0.unicodeScalars.first }.map { ($0, 1) }) { $1 })
    lasts = ScalarTable(Dictionary(words.compactMap { $0.unicodeScalars.last }.map { ($0, 1) }) { $1 })
    forwards = Matcher(words)
    backwards = Matcher(words.map { String($0.unicodeScalars.reversed()) })
  }

  /// False for a word that cannot be a heading, by its ends; a bracket at the end hides the last character.
  func mayBeHeading(_ word: Scalars) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    return firsts[PageFolding.fold(first)] != 0 || lasts[PageFolding.fold(last)] != 0
      || !first.isHan || !last.isHan
  }

  /// The meaning of a heading, or nil if it is none that is known.
  func heading(_ cell: String, loosely: Bool = true) -> Heading? {
    guard cell.utf8.count <= 160 else { return nil }
    return heading(of: cell.unicodeScalars, loosely: loosely)
  }

  /// The same for the first word of a line.
  func heading(of cell: some Sequence<Unicode.Scalar>, loosely: Bool = true) -> Heading? {
    let word = bare(cell)
    guard let first = word.first, let last = word.last, word.count <= 24 else { return nil }
    // What neither begins nor ends as a heading does is none.
    guard firsts[first] != 0 || lasts[last] != 0 else { return nil }
    if let exact = headings[word] { return exact }
    guard loosely, word.count <= 16 else { return nil }
    let ending = backwards.longestMatch(in: Scalars(word.reversed()), at: 0)
    if let ending, ending.range.count >= 2, ordered[ending.word].column != .other {
      return Heading(column: ordered[ending.word].column, rank: ordered[ending.word].rank, exact: false)
    }
    if let beginning = forwards.longestMatch(in: word, at: 0), beginning.range.count >= 3 {
      return Heading(column: ordered[beginning.word].column, rank: ordered[beginning.word].rank, exact: false)
    }
    return nil
  }

  /// True for the key of a line that is no part of an item (抄送, 填报人).
  func isOutside(_ key: String) -> Bool { outside.contains(bare(key.unicodeScalars)) }

  /// A heading without blanks, brackets and what they hold, marks of Markdown and a colon.
  private func bare(_ cell: some Sequence<Unicode.Scalar>) -> Scalars {
    var out: Scalars = []
    out.reserveCapacity(cell.underestimatedCount)
    var depth = 0
    for scalar in cell where !CellText.isSpace(scalar) {
      let scalar = PageFolding.fold(scalar)
      switch scalar {
      case "(", "〔", "[": depth += 1
      case ")", "〕", "]": depth = max(0, depth - 1)
      case ":", "*", "\"", "'", "“", "”", "【", "】", "#", "`": break
      default: if depth == 0 { out.append(scalar) }
      }
    }
    return out
  }
}
