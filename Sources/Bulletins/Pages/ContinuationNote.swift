/// A note that an article comes from or goes on on another page: （上接一版）, 下转第3版.
struct ContinuationNote: Sendable {
  /// True for 上接, false for 下转.
  var isFrom: Bool
  /// Its words without brackets.
  var words: Range<Int>
  /// The index after it, closing bracket included.
  var end: Int
  /// True if it stands in brackets.
  var isBracketed: Bool

  private static let words = AnchoredWords(PackageResources.page_continuations_txt)

  /// The note at the beginning of a range, or nil.
  static func read(_ page: PageText, _ range: Range<Int>) -> ContinuationNote? {
    var start = range.lowerBound
    while start < range.upperBound, page.flags(start).contains(.bullet) || page.flags(start).contains(.blank)
    {
      start += 1
    }
    let isBracketed =
      start < range.upperBound
      && (page.folded[start] == "(" || page.folded[start] == "【" || page.folded[start] == "[")
    if isBracketed { start += 1 }
    guard start < range.upperBound, let word = words.longest(in: page, start..<range.upperBound) else {
      return nil
    }
    guard isBracketed || word.word.count > 1 else { return nil }
    let limit = min(range.upperBound, start + 60)
    var index = start + word.word.count
    var namesPage = false
    while index < limit {
      let scalar = page.folded[index]
      if scalar == ")" || scalar == "】" || scalar == "]" { break }
      if page.flags(index).contains(.terminal) || scalar == "," { break }
      if scalar == "版" || scalar == "页" || scalar == "面" || scalar == "缝" {
        namesPage = true
        if !isBracketed {
          index += 1
          break
        }
      }
      index += 1
    }
    guard namesPage else { return nil }
    let words = page.trimmed(start..<index)
    if isBracketed {
      guard index < limit, page.flags(index).contains(.closer) else { return nil }
      return ContinuationNote(isFrom: word.kind == "from", words: words, end: index + 1, isBracketed: true)
    }
    return ContinuationNote(isFrom: word.kind == "from", words: words, end: index, isBracketed: false)
  }
}
