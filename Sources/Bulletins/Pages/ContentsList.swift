/// Finds lists of headlines that only point at the articles below: 标题导航 of an e-paper, 本期要目 of a bulletin, the
/// headline that a site prints once more above itself.
enum ContentsList {
  /// Lists are no longer than this; more short lines than these are a text of another kind.
  private static let mostLines = 60
  /// Shorter lines than this recur by chance.
  private static let shortest = 6

  /// Marks the lines of such lists as furniture, and gives the lines of the headlines that they name.
  static func mark(_ page: PageText, _ kinds: inout [LineKind]) -> Set<Int> {
    var lists = candidates(kinds)
    var headlines: Set<Int> = []
    guard !lists.isEmpty else { return headlines }
    let places = lastPlaces(page, kinds, lists)
    while let list = lists.popLast() {
      guard let last = list.last(where: { recurs(page, kinds, $0, places) }) else { continue }
      // What stands below the last one that recurs is the first headline, unless the list stops there.
      let end = list.upperBound < kinds.count && !isHead(kinds[list.upperBound]) ? last + 1 : list.upperBound
      for index in list.lowerBound..<end {
        if let key = key(page, kinds, index), let place = places[key], place > index {
          headlines.insert(place)
        }
        kinds[index] = .furniture(.other)
      }
    }
    return headlines
  }

  /// Runs of titles that do not belong to a text above them.
  private static func candidates(_ kinds: [LineKind]) -> [Range<Int>] {
    var lists: [Range<Int>] = []
    var index = 0
    while index < kinds.count, lists.count < mostLines {
      guard isEntry(kinds[index]), index == 0 || isHead(kinds[index - 1]) else {
        index += 1
        continue
      }
      let start = index
      while index < kinds.count, isEntry(kinds[index]) { index += 1 }
      if index - start <= mostLines { lists.append(start..<index) }
    }
    return lists
  }

  private static func isEntry(_ kind: LineKind) -> Bool {
    if case .numberedTitle = kind { return true }
    return kind.isTitleLike
  }

  private static func isHead(_ kind: LineKind) -> Bool {
    switch kind {
    case .furniture, .date: true
    default: false
    }
  }

  /// For each line of the lists, where a title of the same words stands last.
  private static func lastPlaces(
    _ page: PageText, _ kinds: [LineKind], _ lists: [Range<Int>]
  ) -> [Scalars: Int] {
    var places: [Scalars: Int] = [:]
    var firsts: Set<Unicode.Scalar> = []
    for index in lists.joined() {
      guard let key = key(page, kinds, index), let first = key.first else { continue }
      places[key] = index
      firsts.insert(first)
    }
    guard let top = lists.first?.lowerBound else { return places }
    for index in top..<kinds.count where isEntry(kinds[index]) {
      let first = start(of: index, page).map { page.folded[$0] }
      guard let first, firsts.contains(first), let key = key(page, kinds, index) else { continue }
      if let known = places[key], known < index { places[key] = index }
    }
    return places
  }

  private static func recurs(_ page: PageText, _ kinds: [LineKind], _ index: Int, _ places: [Scalars: Int])
    -> Bool
  {
    guard let key = key(page, kinds, index), let last = places[key] else { return false }
    return last > index
  }

  private static func start(of index: Int, _ page: PageText) -> Int? {
    let range = page.lines[index].range
    var mark = LineMark.read(page.folded, range)?.length ?? 0
    // 1 候鸟食堂开张迎客: a number and a blank.
    if mark == 0,
      let digits = range.firstIndex(where: { !page.flags($0).contains(.digit) }).map({ range[$0] }),
      digits > range.lowerBound, digits - range.lowerBound <= 2, page.flags(digits).contains(.blank)
    {
      mark = digits + 1 - range.lowerBound
    }
    return mark < range.count ? range.lowerBound + mark : nil
  }

  /// The words of a title without mark, blanks and the number of the page, or nil where it is no headline.
  private static func key(_ page: PageText, _ kinds: [LineKind], _ index: Int) -> Scalars? {
    switch kinds[index] {
    case .title, .numberedTitle, .subtitle: break
    default: return nil
    }
    guard let start = start(of: index, page) else { return nil }
    var key = page.packed(start..<page.lines[index].range.upperBound)
    while let last = key.last, isPageNumber(last) { key.removeLast() }
    return key.count >= shortest ? key : nil
  }

  private static func isPageNumber(_ scalar: Unicode.Scalar) -> Bool {
    ScalarFlags.of(scalar).contains(.digit) || "()….·".unicodeScalars.contains(scalar)
  }
}
