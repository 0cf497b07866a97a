/// Reads the colour that a cell states.
struct LedgerColor: Sendable {
  static let shared = LedgerColor(WordList(PackageResources.ledger_colors_txt))

  private var colors: [(color: StatusColor, word: Scalars)] = []
  private var changes: [Scalars] = []
  private var lifts: [Scalars] = []
  private var titles: [(word: Scalars, color: StatusColor?)] = []
  private var wholes: Set<Scalars> = []
  /// The longest cell that is read as a colour: a longer one is a sentence that happens to hold a colour word.
  private let longest = 14

  init(_ list: WordList) {
    for entry in list.entries where entry.count > 1 {
      let word = CellText.folded(entry[1])
      switch entry[0] {
      case "change": changes.append(word)
      case "lifted": lifts.append(word)
      case "title": titles.append((word, nil))
      case "whole": wholes.insert(word)
      default: if let color = StatusColor(rawValue: entry[0]) { colors.append((color, word)) }
      }
    }
    for index in titles.indices { titles[index].color = color(of: String(titles[index].word)) }
  }

  /// The colour of a cell, nil if it states none, or more than one without saying which follows which.
  func color(of cell: String) -> StatusColor? {
    guard cell.utf8.count <= 64 else { return nil }
    let text = lowercased(CellText.folded(cell))
    guard !text.isEmpty, text.count <= longest else { return nil }
    var found: [(color: StatusColor, at: Int)] = []
    for start in text.indices {
      for entry in colors where text[start...].starts(with: entry.word) { found.append((entry.color, start)) }
    }
    guard let first = found.first, let last = found.last else { return nil }
    if Set(found.map(\.color)).count > 1 {
      let between = text[first.at..<last.at]
      return contains(changes, in: between) ? last.color : nil
    }
    return contains(lifts, in: text[..<first.at]) ? nil : last.color
  }

  /// The colour that a title gives to all rows under it, nil for an ordinary title.
  func color(ofTitle line: String) -> StatusColor? {
    guard line.utf8.count <= 180 else { return nil }
    let text = CellText.folded(line)
    let bare = text.filter { !"【】[]()〔〕:“”一二三四五六七八九十、0123456789.项个".unicodeScalars.contains($0) }
    if wholes.contains(bare) { return color(of: String(bare)) }
    var found: StatusColor?
    for title in titles where contains([title.word], in: text[...]) {
      if let color = found, color != title.color { return nil }
      found = title.color
    }
    return found
  }

  private func contains(_ words: [Scalars], in text: ArraySlice<Unicode.Scalar>) -> Bool {
    text.indices.contains { start in words.contains { text[start...].starts(with: $0) } }
  }

  private func lowercased(_ text: Scalars) -> Scalars {
    text.map { scalar in
      (0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0x20) ?? scalar : scalar
    }
  }
}
