/// Reads the colour that a cell states.
struct LedgerColor: Sendable {
  static let shared = LedgerColor(WordList(PackageResources.ledger_colors_txt))

  private var colors: [(color: StatusColor, word: Scalars)] = []
  private var changes: [Scalars] = []
  private var lifts: [Scalars] = []
  private var gone: [Scalars] = []
  private var states: [Scalars: StatusColor] = [:]
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
      case "gone": gone.append(word)
      case "state":
        if entry.count > 2 { states[CellText.folded(entry[2])] = StatusColor(rawValue: entry[1]) }
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
    let whole = lowercased(CellText.folded(cell))
    guard !whole.isEmpty, whole.count <= longest else { return nil }
    if let state = states[whole] { return state }
    // 黄色(拟转红), 蓝(原红): what stands in brackets is said beside the colour.
    let outside = withoutBrackets(whole)
    let text = outside.contains { StatusColor(character: $0) != nil } ? outside : whole
    var found: [(color: StatusColor, at: Int)] = []
    for start in text.indices {
      for entry in colors where text[start...].starts(with: entry.word) { found.append((entry.color, start)) }
    }
    guard let first = found.first, let last = found.last else { return nil }
    if Set(found.map(\.color)).count > 1 {
      let between = text[first.at..<last.at]
      return contains(changes, in: between) ? last.color : nil
    }
    return contains(lifts, in: text[..<first.at]) || contains(gone, in: text[last.at...]) ? nil : last.color
  }

  /// What to say of a cell that names colours and states none: 红/黄. Nil where it takes one away, or names none.
  func remark(on cell: String) -> String? {
    let text = lowercased(CellText.folded(cell))
    guard text.count <= longest, text.contains(where: { StatusColor(character: $0) != nil }),
      !contains(lifts, in: text[...]), !contains(gone, in: text[...])
    else { return nil }
    return "“\(cell)” does not say which colour it has; write one colour, or 由…转…"
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

  private func withoutBrackets(_ text: Scalars) -> Scalars {
    var depth = 0
    return text.filter { scalar in
      if "(（[【".unicodeScalars.contains(scalar) { depth += 1 }
      defer { if ")）]】".unicodeScalars.contains(scalar) { depth = max(0, depth - 1) } }
      return depth == 0 && !")）]】".unicodeScalars.contains(scalar)
    }
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
