/// Reads a line of cells that no table finder took: 云溪镇 农贸市场改造 完成主体 红色.
struct RowReader: Sendable {
  let sentence: StatusSentence
  let mention: ColourMention

  /// Longer lines are prose.
  private static let longest = 120

  /// The item and the unit of the row whose last or only colour cell is the mention; nil if the line is no row.
  func names() -> [NameFinder.Name]? {
    guard sentence.printed.count <= Self.longest,
      sentence.printed.contains(where: { $0.isBlank || $0 == "|" })
    else { return nil }
    let cells = cells()
    guard cells.count >= 3, cells.contains(mention.range) else { return nil }
    var item: Range<Int>?
    var unit: Range<Int>?
    for cell in cells where cell != mention.range && cell.count >= 3 {
      let words = Scalars(sentence.text[cell])
      guard words.contains(where: \.isHan),
        !words.contains(where: { $0.isDigit || $0.endsSentence || $0 == "," })
      else { continue }
      if sentence.has([.cut, .cause, .still], in: cell), NameWords.shared.ending(of: words) == nil {
        continue
      }
      switch NameWords.shared.ending(of: words) {
      case .unit where unit == nil: unit = cell
      case .item where item == nil: item = cell
      case nil where item == nil && words.count >= 4: item = cell
      default: break
      }
    }
    guard item != nil || unit != nil else { return nil }
    return [NameFinder.Name(item: item, unit: unit, isSure: true)]
  }

  /// The folded ranges of the cells: what stands between blanks, tabs and bars in print.
  private func cells() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for (index, origin) in sentence.folded.origin.enumerated() {
      let previous = origin - sentence.start - 1
      let isBar =
        sentence.text[index] == "|"
        || sentence.printed.indices.contains(previous + 1) && sentence.printed[previous + 1].isBlank
      let isGap =
        index == 0 || isBar
        || (sentence.printed.indices.contains(previous) && sentence.printed[previous].isBlank)
      if isGap, let open = start {
        if open < index { found.append(open..<index) }
        start = nil
      }
      if !isBar, start == nil { start = index }
    }
    let end = sentence.text.last?.closesSentence == true ? sentence.text.count - 1 : sentence.text.count
    if let open = start, open < end { found.append(open..<end) }
    return found
  }
}
