/// Finds the colour words of a folded sentence.
struct ColourScanner: Sendable {
  static let shared = ColourScanner()

  private let harmless: Matcher
  private let gates: [Status.Gate]

  private init() {
    let entries = WordList(PackageResources.HarmlessColours_txt).entries
    harmless = Matcher(entries.map { $0[0] })
    gates = entries.map { $0.count > 1 ? Status.Gate(rawValue: $0[1]) ?? .other : .other }
  }

  /// The colour words from left to right. Those of other colours than red are left out where they are harmless.
  ///
  /// - Parameter isPaired: true for what stands behind other colours of the article too (黄|色线路, 黄|旗): then 红色线路 is no
  ///   culture and 红旗 no honour.
  /// - Parameter listsAreColours: true where the article has 蓝榜 or 绿榜 beside 红榜, so that 红榜 is no list of honour.
  func mentions(
    in sentence: StatusSentence, listsAreColours: Bool = false, isPaired: (Scalars) -> Bool = { _ in false }
  ) -> [ColourMention] {
    let text = sentence.text
    var shelter = [Int](repeating: -1, count: text.count)
    var shelterStart = [Int](repeating: 0, count: text.count)
    var shelterEnd = [Int](repeating: 0, count: text.count)
    for match in harmless.matches(in: text) {
      for index in match.range
      where shelter[index] < 0
        || match.range.count > text.count(of: shelter[index], in: shelterStart, at: index)
      {
        shelter[index] = match.word
        shelterStart[index] = match.range.count
        shelterEnd[index] = match.range.upperBound
      }
    }
    var found: [ColourMention] = []
    var index = 0
    while index < text.count {
      guard let color = StatusColor(character: text[index]) else {
        index += 1
        continue
      }
      // Of a longer word (红灯笼) it is no thing of its own.
      let isThing =
        StatusNouns.shared.thing(in: text, at: index + 1).map { thing in
          (shelter[index] < 0 || shelterEnd[index] == thing.upperBound && gates[shelter[index]] != .traffic)
            && isPaired(Scalars(text[thing]))
        } ?? false
      if shelter[index] >= 0, !isTurnedFrom(index, in: text), !isThing,
        // 由红色调|整为绿色.
        !(text[shelterEnd[index] - 1] == "调" && shelterEnd[index] < text.count
          && "整为至到".unicodeScalars.contains(text[shelterEnd[index]])),
        !isWordEndBeforeNoun(index, shelterEnd[index], in: text),
        !(listsAreColours && sentence.begins(with: "榜", at: index + 1)),
        !(sentence.begins(with: "色", at: index + 1) && shelterEnd[index] > index + 2
          && isPaired(Scalars(text[(index + 1)..<shelterEnd[index]]))),
        [.honour, .traffic].contains(gates[shelter[index]]) || !isCounted(index, shelterEnd[index], in: text)
      {
        if color == .red || gates[shelter[index]] == .honour {
          let word = max(0, shelterEnd[index] - shelterStart[index])..<shelterEnd[index]
          found.append(plain(color, at: index, word, .harmless(gates[shelter[index]])))
        }
        index += 1
        continue
      }
      if let group = group(in: sentence, at: index) {
        found += group.mentions
        index = group.end
        continue
      }
      let mention = single(color, in: sentence, at: index, isThing: isThing)
      if color == .red || !mention.isHarmless { found.append(mention) }
      index = mention.isHarmless ? index + 1 : max(mention.range.upperBound, index + 1)
    }
    return found
  }

  /// 全年|红牌数: the colour that ends a harmless word belongs to the noun behind it.
  private func isWordEndBeforeNoun(_ index: Int, _ end: Int, in text: Scalars) -> Bool {
    guard end == index + 1, end < text.count else { return false }
    if text[end] == "色" { return true }
    return !StatusNouns.shared.chain(in: text, after: index..<end, hasSe: false).classes.isEmpty
      && "牌灯单码签".unicodeScalars.contains(text[end])
  }

  /// 绿卡26张、黄卡14张: with a number behind it, beside another colour with one, it is no word of its own.
  private func isCounted(_ index: Int, _ end: Int, in text: Scalars) -> Bool {
    guard end == index + 2 else { return false }
    // 30个小区为绿码,4个小区为黄码: the same noun of another colour, and numbers.
    if text[end - 1] == "码", text.contains(where: \.isDigit),
      text.indices.contains(where: {
        $0 + 1 < text.count && text[$0] == "黄" && text[$0 + 1] == "码"
      })
    {
      return true
    }
    var start = end
    while start < text.count, start < end + 3, text[start].isHan { start += 1 }
    guard start < text.count, text[start].isDigit, let number = Numerals.number(in: text, at: start) else {
      return false
    }
    return text[max(0, index - 12)..<min(text.count, number.end + 8)].contains {
      if let color = StatusColor(character: $0) {
        color != StatusColor(character: text[index])
      } else {
        false
      }
    }
  }

  /// 由红转绿 reads 由 红 转 绿 whatever word its characters make.
  private func isTurnedFrom(_ index: Int, in text: Scalars) -> Bool {
    guard index > 0, index + 1 < text.count else { return false }
    return (text[index - 1] == "由" || text[index - 1] == "从")
      && ["转", "变", "翻", "到", "降"].contains(text[index + 1])
  }

  private func plain(
    _ color: StatusColor, at index: Int, _ word: Range<Int>, _ form: ColourMention.Form
  ) -> ColourMention {
    ColourMention(color: color, form: form, range: word, stem: index..<(index + 1), nouns: [])
  }

  private func single(
    _ color: StatusColor, in sentence: StatusSentence, at index: Int, isThing: Bool
  ) -> ColourMention {
    let text = sentence.text
    let hasSe = index + 1 < text.count && text[index + 1] == "色"
    let stem = index..<(index + (hasSe ? 2 : 1))
    let chain = StatusNouns.shared.chain(in: text, after: stem, hasSe: hasSe || isThing)
    let form: ColourMention.Form
    if !chain.classes.isEmpty, chain.classes != [.work] {
      form = .bound
    } else if hasSe {
      form = .adjective
    } else {
      form = isBare(in: sentence, at: index) ? .bare : .harmless(.other)
    }
    if form == .harmless(.other) {
      // A name or a word: shown with its neighbours, so that a person sees which.
      let word = max(0, index - 1)..<min(text.count, index + 2)
      return plain(color, at: index, word, form)
    }
    var mention = ColourMention(
      color: color, form: form, range: stem.lowerBound..<chain.end, stem: stem, nouns: chain.classes)
    if form == .bare { mention.number = shapedNumber(in: sentence, at: index) }
    return mention
  }

  /// True if a colour character alone is bound by a predicate, a number or quotation marks.
  private func isBare(in sentence: StatusSentence, at index: Int) -> Bool {
    let text = sentence.text
    if shapedNumber(in: sentence, at: index) != nil { return true }
    if sentence.isRow, index > 0, text[index - 1] == "、",
      index + 1 >= text.count || text[index + 1] == "、" || text[index + 1].closesSentence
    {
      return true
    }
    if isTurnedFrom(index, in: text) { return true }
    let endsThere = endsWord(in: text, at: index + 1)
    if endsThere, index > 0, ClueFinder.shared.word(of: .verb, endingAt: index, in: text, from: 0) != nil {
      return true
    }
    if endsThere, isQuoted(in: sentence, at: index) { return true }
    if sentence.begins(with: "的", at: index + 1), index + 2 < text.count,
      text[index + 2].isDigit || text[index + 2].numeral != nil
    {
      return true
    }
    if sentence.begins(with: "的有", at: index + 1) || sentence.begins(with: "的是", at: index + 1)
      || sentence.begins(with: "的:", at: index + 1)
    {
      return startsPiece(in: text, at: index)
    }
    if startsPiece(in: text, at: index), index + 1 < text.count,
      text[index + 1] == ":" || text[index + 1] == "("
    {
      return true
    }
    return isCell(in: text, at: index)
  }

  /// 桥头村,蓝;石臼村,红; 已超期(红)2件: the colour alone between marks, beside another colour.
  private func isCell(in text: Scalars, at index: Int) -> Bool {
    guard index > 0, ",:(".unicodeScalars.contains(text[index - 1]),
      index + 1 >= text.count || ",;。)".unicodeScalars.contains(text[index + 1])
        || text[index + 1].closesSentence
    else { return false }
    return text.indices.contains { $0 != index && StatusColor(character: text[$0]) != nil }
  }

  private func startsPiece(in text: Scalars, at index: Int) -> Bool {
    guard index > 0 else { return true }
    return ",;:。(、—".unicodeScalars.contains(text[index - 1])
  }

  /// True if no word goes on at a position: a mark, a digit, the end, or a particle.
  private func endsWord(in text: Scalars, at index: Int) -> Bool {
    guard index < text.count else { return true }
    let scalar = text[index]
    if !scalar.isHan { return true }
    return "的了有和及与或转变为是则到降升者被至后并仍已、".unicodeScalars.contains(scalar)
  }

  /// True if quotation marks enclose exactly this character in print.
  private func isQuoted(in sentence: StatusSentence, at index: Int) -> Bool {
    let source = sentence.folded.origin[index] - sentence.start
    let printed = sentence.printed
    guard source > 0, source + 1 < printed.count else { return false }
    return printed[source - 1].isQuotationMark && printed[source + 1].isQuotationMark
  }
}

extension Scalars {
  /// The length of the word that shelters an index, kept beside it.
  fileprivate func count(of word: Int, in lengths: [Int], at index: Int) -> Int {
    word < 0 ? 0 : lengths[index]
  }
}
