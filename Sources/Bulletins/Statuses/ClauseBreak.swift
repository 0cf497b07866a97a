/// Where the search for a subject in earlier clauses ends.
enum ClauseBreak {
  /// True for a clause that tells source, setting or inspection, or that has a colour of its own.
  static func stops(at range: Range<Int>, in sentence: StatusSentence, mentions: [ColourMention]) -> Bool {
    if mentions.contains(where: { range.overlaps($0.range) && !$0.isHarmless }) {
      // 继上次黄牌后 names nobody, 被评为黑旗的三合村 does.
      return NameFinder(sentence: sentence).subjectNames(in: range).contains(where: \.isSure)
    }
    if let last = sentence.lastClue(.adjunct, in: range), last.range.upperBound == range.upperBound {
      return true
    }
    guard let inspect = sentence.clue(.inspect, in: range) else { return false }
    // 应于5月31日前完成: what was asked, and no inspection.
    if sentence.has([.modal, .demand], in: sentence.span(range.lowerBound, inspect.range.lowerBound)) {
      return false
    }
    // 10件正在走评估程序, 其余5个正在整改: how many do so.
    let rest = StatusPhrases.theRest.longestMatch(in: sentence.text, at: range.lowerBound)
    let subject = rest?.range.upperBound ?? range.lowerBound
    if CountFinder(sentence: sentence, mentions: []).numbers(in: range).first?.range.lowerBound
      == subject
    {
      return false
    }
    let behind = sentence.span(inspect.range.upperBound, range.upperBound)
    // 督查|发现上坞水库…存在…问题 tells what was found.
    if sentence.begins(with: "发现", at: behind.lowerBound), sentence.has(.cut, in: behind) { return false }
    // 城南污水管网项目完成投资1200万元: how far a named piece of work is.
    if sentence.text[inspect.range].elementsEqual(["完", "成"]),
      NameFinder(sentence: sentence).subjectNames(
        in: sentence.span(range.lowerBound, inspect.range.lowerBound)
      )
      .contains(where: \.isSure)
    {
      return false
    }
    // 仅完成年度任务的38% tells how far it is, 完成抽查 that somebody looked.
    if sentence.text[behind].contains("%")
      || StatusPhrases.merely.ends(sentence.text, at: inspect.range.lowerBound)
    {
      return false
    }
    // 在本轮考核中得分最低 tells of the one who is inspected, 抽查26个单位 of the whole.
    if StatusPhrases.inspectedSelf.longestMatch(in: sentence.text, at: behind.lowerBound) != nil {
      return false
    }
    return !sentence.has(.cause, in: range)
  }
}
