/// Headings that every report has (基本情况, 存在问题, 下一步打算): they never stand above an article of their own.
enum CommonHeadings {
  private static let words = AnchoredWords(PackageResources.page_headings_txt)

  /// True if a line is such a heading and nothing else; brackets, bullets and a colon are left aside.
  static func isOne(_ page: PageText, _ range: Range<Int>) -> Bool {
    guard range.count <= 24 else { return false }
    let aside: ScalarFlags = [.bullet, .opener, .closer, .blank]
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, !page.flags(lower).isDisjoint(with: aside) { lower += 1 }
    while upper > lower, !page.flags(upper - 1).isDisjoint(with: aside) || page.folded[upper - 1] == ":" {
      upper -= 1
    }
    guard lower < upper, words.mayFit(page.folded[lower]) else { return false }
    return words.whole(page.packed(lower..<upper)) != nil
  }
}
