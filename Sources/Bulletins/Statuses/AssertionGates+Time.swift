// What was once, and is told of another year.
extension AssertionGates {
  func past() -> StatusJudge.Verdict? {
    if predicate?.isExperience == true { return .mentioned(.past, "past: 过 says that it was so once") }
    let before = sentence.span(segment.lowerBound, mention.range.lowerBound)
    if let past = sentence.lastClue(.past, in: before),
      !sentence.has(.still, in: sentence.span(past.range.upperBound, mention.range.lowerBound)),
      // 三个月前被列为黄色的楼盘,…升级为红色: it was the other colour then.
      !mentions.contains(where: {
        !$0.isHarmless && $0.color != mention.color && $0.range.lowerBound >= past.range.upperBound
          && $0.range.upperBound <= mention.range.lowerBound
      })
    {
      return .mentioned(.past, "past: \(String(text[past.range])) stands before it", count: nil)
    }
    // 原29家红牌企业: what they were.
    if let count, count.side == .before,
      sentence.ends(with: "原", at: count.range.lowerBound)
        || sentence.ends(with: "原有", at: count.range.lowerBound)
    {
      return .mentioned(.past, "past: 原 stands before the number")
    }
    // 红牌项目原有两个.
    if let count, count.side == .after,
      text[sentence.span(mention.range.upperBound, count.range.lowerBound)].contains("原")
    {
      return .mentioned(.past, "past: 原 stands before the number")
    }
    if context.isMemory, lastYear(in: sentence.span(0, mention.range.lowerBound)) != nil {
      return .mentioned(.past, "past: somebody remembers a year")
    }
    if let years = closedYears(in: before) {
      return .mentioned(.past, "past: the sum of the years \(years)")
    }
    // 2020年底被评为红牌企业;2021年…: the text goes on to a later year. A deadline in a later year makes nothing past.
    let rest = sentence.span(end, text.count)
    let isDeadline =
      sentence.has([.plan, .demand, .modal, .future], in: rest)
      || text[rest].contains { "前请须限将".unicodeScalars.contains($0) }
    if !isDeadline, !sentence.has(.still, in: before), let year = lastYear(in: before),
      let later = lastYear(in: sentence.span(end, text.count)), later > year
    {
      return .mentioned(.past, "past: \(year)年, and the sentence goes on to \(later)年")
    }
    // 上批挂红牌的: attributive, of the period before.
    if let earlier = sentence.lastClue(.earlier, in: before), start - earlier.range.upperBound <= 4,
      mention.range.upperBound < text.count, text[mention.range.upperBound] == "的", count == nil
    {
      return .mentioned(.past, "of the period before: \(String(text[earlier.range]))")
    }
    return nil
  }

  /// The last year that a range prints with four digits and 年.
  func lastYear(in range: Range<Int>) -> Int? {
    for index in range.reversed() where text[index] == "年" {
      var year = 0
      var start = index
      while start > range.lowerBound, index - start < 4, let digit = text[start - 1].digit {
        year += digit * [1, 10, 100, 1000][index - start]
        start -= 1
      }
      if index - start == 4, year > 1900 { return year }
    }
    return nil
  }

  /// 2015年至2020年: a span of years that is over, unless the text says 以来 or speaks of now.
  private func closedYears(in range: Range<Int>) -> String? {
    for index in range where "至到—-".unicodeScalars.contains(text[index]) {
      let left = text[index - 1 >= 0 ? index - 1 : 0] == "年" ? index - 1 : index
      guard let first = year(endingAt: left), let last = year(endingAt: index + 5),
        index + 5 < text.count, text[index + 5] == "年", last > first,
        index + 6 >= text.count || !text[index + 6].isDigit,
        !sentence.has(.still, in: range), !StatusPhrases.onward.matches(anywhereIn: text[range])
      else { continue }
      return "\(first)年至\(last)年"
    }
    return nil
  }

  /// The year of four digits that ends at a position, or nil.
  private func year(endingAt end: Int) -> Int? {
    guard end >= 4, end <= text.count else { return nil }
    var year = 0
    for index in (end - 4)..<end {
      guard let digit = text[index].digit else { return nil }
      year = year * 10 + digit
    }
    return year > 1900 && year < 2100 ? year : nil
  }
}
