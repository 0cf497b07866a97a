/// Finds the name of the paper or bulletin above the first article: 工 作 动 态 above 第11期, …文件 above a 文号.
enum Mastheads {
  private static let names = AnchoredWords(
    WordList(PackageResources.page_names_txt).entries.filter { $0.count > 1 && $0[1] == "paper" }, at: .end)

  /// Marks such lines as furniture. A name is left where no other title follows: then it is the headline.
  static func mark(_ page: PageText, _ kinds: inout [LineKind]) {
    var end = 0
    var titles: [Int] = []
    scan: while end < kinds.count, end < 24 {
      switch kinds[end] {
      case .title, .unit, .section, .subtitle, .names: titles.append(end)
      case .furniture, .documentNumber, .date, .byline: break
      case .numberedTitle:
        titles.append(end)
        break scan
      default: break scan
      }
      end += 1
    }
    // Above 编者按：… stands the head alone, if titles follow.
    let hasNote =
      end < kinds.count && kinds[end].isBody && TitleShape.isEditorsNote(page, page.lines[end].range)
      && hasTitleAfter(kinds, end + 1) && end > 0 && isHead(kinds[end - 1])
    // From below: the unit above the name of its bulletin is known once that name is.
    for index in (hasNote ? titles[...] : titles.dropLast()).reversed() {
      guard isTitle(kinds[index]), isFollowedByHead(kinds, index) else { continue }
      guard isName(page, index) || kinds[index].isUnit || isSpacedName(page, kinds, index) else { continue }
      kinds[index] = .furniture(.page)
    }
    markRepeated(page, &kinds)
  }

  /// The name of the paper above the head of every page of it.
  private static func markRepeated(_ page: PageText, _ kinds: inout [LineKind]) {
    for index in kinds.indices.dropLast() {
      guard case .furniture(.page) = kinds[index + 1], isTitle(kinds[index]), page.lines[index].length <= 16,
        isName(page, index)
      else { continue }
      guard index > 0 || kinds.count > 3 else { continue }
      if hasTitleAfter(kinds, index + 2) { kinds[index] = .furniture(.page) }
    }
  }

  private static func hasTitleAfter(_ kinds: [LineKind], _ start: Int) -> Bool {
    var index = start
    while index < kinds.count, index < start + 4 {
      switch kinds[index] {
      case .furniture, .date: index += 1
      case .title, .unit, .section, .names, .numberedTitle, .documentNumber: return true
      default: return false
      }
    }
    return false
  }

  private static func isHead(_ kind: LineKind) -> Bool {
    switch kind {
    case .furniture(.page), .furniture(.imprint), .furniture(.rule): true
    default: false
    }
  }

  private static func isTitle(_ kind: LineKind) -> Bool {
    switch kind {
    case .title, .unit, .section, .subtitle, .names: true
    default: false
    }
  }

  private static func isFollowedByHead(_ kinds: [LineKind], _ index: Int) -> Bool {
    guard index + 1 < kinds.count else { return false }
    switch kinds[index + 1] {
    case .furniture(.page), .furniture(.imprint), .documentNumber, .date: return true
    default: return false
    }
  }

  /// 一 周 政 务 above 2023年第12期: letter-spaced at the head of an issue is a name, whatever it says.
  private static func isSpacedName(_ page: PageText, _ kinds: [LineKind], _ index: Int) -> Bool {
    guard case .furniture(.page) = kinds[index + 1] else { return false }
    let words = page.words(of: page.lines[index].range)
    return (3...10).contains(words.count) && words.allSatisfy { $0.count == 1 }
  }

  private static func isName(_ page: PageText, _ index: Int) -> Bool {
    isName(page, page.lines[index].range)
  }

  /// True if a line ends as the names of papers and bulletins do.
  static func isName(_ page: PageText, _ range: Range<Int>) -> Bool {
    let packed = page.packed(range)
    return packed.count <= 24 && names.longest(in: packed, packed.indices) != nil
  }
}

extension LineKind {
  /// True for a line of units.
  fileprivate var isUnit: Bool {
    if case .unit = self { return true }
    return false
  }
}
