/// Whose ledger a table is that has no column of offices: the office of 填报单位：…, of the title, or of the file's name
/// (words in `Rules/ledger_words.txt`).
///
/// Without it the items of two offices that have the same name would be one.
struct LedgerOwner: Sendable {
  /// An office, and whether it is only a territory: the form of a whole city may be filled in by each of its offices.
  private struct Found {
    var name: String
    var isRegion: Bool
  }

  private let inFileName: Found?

  init(fileName: String) {
    let name = fileName.unicodeScalars
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? fileName
    inFileName = stem.utf8.count <= LedgerOwner.longest * 4 ? LedgerOwner.titled(stem) : nil
  }

  /// The owner of a table.
  ///
  /// - Parameters:
  ///   - above: the rows of the table over its headings.
  ///   - lines: the lines before the table, the nearest last.
  ///   - below: the last rows and the lines after the table: the one who filled it in may stand there.
  func owner(above: [[String]], lines: [String], below: [[String]]) -> String? {
    let rows = above + lines.map { [$0] }
    if let stated = (rows + below).lazy.compactMap(LedgerOwner.stated).first { return stated }
    let titles = (above.flatMap { $0 } + lines.reversed()).lazy.compactMap(LedgerOwner.titled)
    let found = titles.first { !$0.isRegion } ?? inFileName.flatMap { $0.isRegion ? nil : $0 }
    return (found ?? titles.first ?? inFileName)?.name
  }

  /// The office after 填报单位：, in the same cell or in the next.
  private static func stated(_ cells: [String]) -> String? {
    for (index, cell) in cells.enumerated() where cell.utf8.count <= longest * 4 {
      // Blanks end a value, so they are kept here.
      let text = CellText.trimmed(cell.scalars.map(PageFolding.fold))
      guard let colon = text.firstIndex(of: ":"),
        LedgerWords.shared.isWord(text[..<colon].filter { !CellText.isSpace($0) }, of: "owner")
      else { continue }
      var value = CellText.trimmed(Scalars(text[(colon + 1)...]))
      if value.isEmpty, index + 1 < cells.count { value = CellText.trimmed(cells[index + 1].scalars) }
      let end = value.firstIndex { CellText.isSpace($0) || "、,;。(".unicodeScalars.contains($0) }
      value = Scalars(value[..<(end ?? value.count)])
      if isOffice(value) { return String(value) }
    }
    return nil
  }

  /// 单位：万元 names no office.
  private static func isOffice(_ name: Scalars) -> Bool {
    guard (3...30).contains(name.count) else { return false }
    return UnitFinder(text: name).isUnit(0..<name.count) || LedgerWords.shared.isEnded(name, by: "office")
  }

  /// The office with which a title begins, or that stands in it between brackets or strokes.
  private static func titled(_ title: String) -> Found? {
    guard title.utf8.count <= longest * 4, !title.unicodeScalars.contains("。") else { return nil }
    if let whole = office(in: CellText.folded(title)[...]) { return whole }
    let parts = title.scalars.map(PageFolding.fold).split { scalar in
      CellText.isSpace(scalar) || "_-—·()[]【】《》〔〕+".unicodeScalars.contains(scalar)
    }
    guard parts.count > 1 else { return nil }
    return parts.lazy.compactMap { office(in: $0) }.first
  }

  /// The office with which a part of a title begins, where nothing follows but the kind of the ledger: 东城街道重点工作台账.
  private static func office(in part: ArraySlice<Unicode.Scalar>) -> Found? {
    let text = Scalars(part.filter { $0 != "《" && $0 != "“" && $0 != "【" })
    let start = afterDate(text)
    guard let found = UnitFinder(text: text).unit(at: start, before: text.count) else { return nil }
    var rest = text[found.range.upperBound...]
    if let bracket = rest.firstIndex(where: { "(〔[".unicodeScalars.contains($0) }) { rest = rest[..<bracket] }
    while let last = rest.last, !last.isHan || "年月日周".unicodeScalars.contains(last) { rest.removeLast() }
    guard rest.isEmpty || LedgerWords.shared.isEnded(rest, by: "ledger-title") else { return nil }
    return Found(name: String(text[found.range]), isRegion: found.rank == .region)
  }

  /// The index after 2026年9月 at the beginning.
  private static func afterDate(_ text: Scalars) -> Int {
    var start = 0
    while start < text.count, !text[start].isHan {
      while start < text.count, !text[start].isHan { start += 1 }
      if start < text.count, "年月日周期".unicodeScalars.contains(text[start]) { start += 1 }
    }
    return start
  }

  /// A title is no longer than this.
  private static let longest = 60
}
