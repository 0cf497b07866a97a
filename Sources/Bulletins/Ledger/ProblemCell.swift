/// What a cell of the column of problems records: 无，进展顺利 records none, nor does 前期征地受阻，现已解决.
///
/// A problem makes an item red (the seed's rule), so that a cell which only says in more words that there is none must
/// not be taken for one, and a problem behind such words must not be overlooked.
enum ProblemCell {
  /// The problem as printed, nil if the cell records none.
  static func problem(in printed: String, words: LedgerWords = .shared) -> String? {
    var text = CellText.folded(printed)
    while let last = text.last, ".。;".unicodeScalars.contains(last) { text.removeLast() }
    // #N/A, #VALUE!: the error of a formula records nothing.
    if text.first == "#", text.allSatisfy(\.isASCII) { return nil }
    if text.isEmpty || words.isWord(text, of: "none") { return nil }
    let clauses = text.split { ",，;；。()（）、".unicodeScalars.contains($0) }.map { Scalars($0) }
    guard let last = clauses.last, let first = clauses.first else { return nil }
    if clauses.allSatisfy({ words.isWord($0, of: "none") }) { return nil }
    // 现已解决 is said of all that stands before it; a bare 已解决 only where 前期 or 此前 opens the cell.
    if words.isEnded(last, by: "all-solved") { return nil }
    if words.isWord(last, of: "solved"), words.prefix(of: first, "before") != nil, clauses.count == 2 {
      return nil
    }
    return printed
  }
}
