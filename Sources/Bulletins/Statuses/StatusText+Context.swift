// What stands around a sentence, and whose place it tells of.
extension StatusText {
  /// The context of a sentence: the article's, and what the sentences around it speak of.
  mutating func context(of block: Int, _ index: Int, base: StatusContext) -> StatusContext {
    var context = base
    var weather = 0
    var work = 0
    var market = 0
    func weigh(_ sentence: StatusSentence) {
      weather += sentence.count(of: .weather)
      work += sentence.count(of: .work)
      market += sentence.count(of: .market)
      if sentence.has(.health) { context.isHealth = true }
      if sentence.has(.sport) { context.isSport = true }
      if sentence.has(.traffic) { context.isTraffic = true }
      if StatusPhrases.memory.matches(anywhereIn: sentence.text) { context.isMemory = true }
    }
    guard blocks.indices.contains(block) else { return context }
    let count = sentenceCount(of: block)
    for near in max(0, index - 2)..<max(max(0, index - 2), min(count, index + 3)) {
      weigh(sentence(block, near))
    }
    if block > 0, sentenceCount(of: 0) > 0 { weigh(sentence(0, 0)) }
    if block > 0, count <= 2, sentenceCount(of: block - 1) > 0 {
      weigh(sentence(block - 1, blocks[block - 1].sentences.count - 1))
    }
    context.isWork = work > 0
    context.isWeather = weather > work
    context.isMarket = market > 0
    context.isElsewhere = isElsewhere(block, index)
    return context
  }

  /// Told of another place: said in the sentence, or before in the block, or in a short line above, and not taken back.
  mutating func isElsewhere(_ block: Int, _ index: Int) -> Bool {
    // 赴宁州市考察报告: 全市 in it is that other place's; only 我市 and 本市 are one's own.
    if block > 0, blocks[0].place == .headline, sentenceCount(of: 0) > 0, sentence(0, 0).has(.elsewhere),
      index < sentenceCount(of: block),
      !sentence(block, index).clues.contains(where: { clue in
        clue.kind.contains(.here)
          && "我本".unicodeScalars.contains(sentence(block, index).text[clue.range.lowerBound])
      })
    {
      return true
    }
    for near in stride(
      from: min(index, blocks[block].sentences.count - 1), through: max(0, index - 6), by: -1)
    {
      let sentence = sentence(block, near)
      if sentence.clues.contains(where: { !$0.kind.isDisjoint(with: .here) }),
        !sentence.has(.elsewhere)
      {
        return false
      }
      if tellsOfElsewhere(sentence) { return true }
    }
    for above in stride(from: block - 1, through: max(0, block - 4), by: -1)
    where blocks[above].isShort {
      open(above)
      for near in blocks[above].sentences.indices where sentence(above, near).has(.elsewhere) { return true }
    }
    return false
  }

  /// True if a noun with its 色 stands behind 黄 as well as behind 绿 or 蓝, and one without (旗) behind two other colours.
  func isPaired(_ noun: Scalars) -> Bool {
    func holds(_ color: Unicode.Scalar) -> Bool {
      let word = [color] + noun
      return blocks.contains { block in
        guard block.hasCue else { return false }
        return block.raw.indices.contains { block.raw[$0] == color && block.raw[$0...].starts(with: word) }
      }
    }
    if noun.first == "色" { return holds("黄") && (holds("绿") || holds("蓝")) }
    return ["黄", "绿", "蓝"].count(where: holds) > 1
  }

  /// 小品《红牌》登上社区舞台: a colour in the title of something that is played or read.
  static func namesStory(_ headline: Scalars) -> Bool {
    guard let open = headline.firstIndex(of: "《"), let close = headline.firstIndex(of: "》"), close > open,
      headline[open..<close].contains(where: { StatusColor(character: $0) != nil })
    else { return false }
    return StatusPhrases.story.matches(anywhereIn: headline)
  }

  /// 据《晨报》报道 tells of elsewhere, 在《晨报》公开曝光 does not.
  private func tellsOfElsewhere(_ sentence: StatusSentence) -> Bool {
    sentence.clues.contains { clue in
      guard clue.kind.contains(.elsewhere) else { return false }
      guard sentence.text[clue.range].last == "》" else { return true }
      return StatusPhrases.quoting.matches(anywhereIn: sentence.text)
    }
  }
}
