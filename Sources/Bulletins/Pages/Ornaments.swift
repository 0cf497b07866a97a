/// Finds the numbers that a layout prints alone above its headings: 一 above 一张板凳，坐出干群心连心, PART 01.
enum Ornaments {
  /// Marks such lines as furniture where they count 一, 二, … and a title stands below each.
  static func mark(_ page: PageText, _ kinds: inout [LineKind]) {
    var places: [Int] = []
    for index in kinds.indices.dropLast() where isAlone(page, kinds, index) {
      guard number(page, page.lines[index].range) == places.count + 1 else { continue }
      places.append(index)
    }
    guard places.count >= 2 else { return }
    for index in places { kinds[index] = .furniture(.other) }
  }

  /// True for a line with a title below it that belongs to no title above.
  private static func isAlone(_ page: PageText, _ kinds: [LineKind], _ index: Int) -> Bool {
    guard page.lines[index].length <= 8, kinds[index + 1].isTitleLike else { return false }
    return index == 0 || !kinds[index - 1].isTitleLike
  }

  /// The number that is all a line says: 一, （二）, 03, PART 1, No.2.
  private static func number(_ page: PageText, _ range: Range<Int>) -> Int? {
    let text = String(page.packed(range)).lowercased()
    for word in ["part", "no", "chapter"] where text.hasPrefix(word) {
      return Int(text.dropFirst(word.count).drop { $0 == "." || $0 == "·" })
    }
    let bare = text.filter { !"()、.".contains($0) }
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    return numerals.firstIndex(of: bare).map { $0 + 1 }
  }
}
