extension StatusText {
  /// How many entries a list under a heading may have.
  private static let mostEntries = 200

  /// The names of the numbered lines that follow a heading or a sentence that ends with a colour: 二、红色预警项目 / 1.A / 2.B.
  mutating func listed(
    under mention: ColourMention, in sentence: StatusSentence, at place: (block: Int, index: Int),
    verdict: StatusJudge.Verdict, context: StatusContext
  ) -> (verdict: StatusJudge.Verdict, further: [Judged])? {
    guard
      mention.form == .bound
        || mention.form == .adjective
          && (mention.nouns.contains(.work) || verdict.count != nil && sentence.text.last == ":"),
      announces(mention, in: sentence, verdict)
    else { return nil }
    guard
      verdict.kind == .reported
        || (verdict.kind == .mentioned && [.other, .definition, .plan].contains(verdict.gate))
        || (verdict.gate == .threshold
          && (StatusPhrases.pointingAhead.matches(anywhereIn: sentence.text)
            || StatusPhrases.headOfList.ends(sentence.text, at: sentence.text.count))
          && sentence.text.last == ":")
    else { return nil }
    guard verdict.names.isEmpty else { return nil }
    var entries: [(sentence: StatusSentence, names: [NameFinder.Name])] = []
    var next = place
    let opening = self.sentence(place.block, 0).text
    while entries.count < Self.mostEntries, let at = follower(of: next) {
      next = at
      let next = self.sentence(at.block, at.index)
      // A heading of the article is no entry of a list under a sentence.
      if next.place == .subhead, sentence.place != .subhead { break }
      // (一)…红色管控未整改6处。(二)…: the next point of the same row is no entry.
      if let own = blocks[place.block].raw.first?.narrow,
        Self.enumeratorEnd(in: opening) != nil,
        let first = next.text.first,
        own == first || (own.isDigit && first.isDigit)
          || (own.numeral != nil && first.numeral != nil)
      {
        break
      }
      if Self.enumeratorEnd(in: next.text) == nil, next.text.count <= 80, at.index == 0,
        sentenceCount(of: at.block) == 1, entries.count < (verdict.count ?? Self.mostEntries)
      {
        // 市教育局(5件): a line that is a name and nothing else.
        var finder = NameFinder(sentence: next)
        finder.isEntry = true
        let names = finder.listClause(0..<next.text.count)
        if let name = names.first, names.allSatisfy(\.isSure), (name.item ?? name.unit)?.lowerBound == 0,
          Self.fills(names, next.text),
          ColourScanner.shared.mentions(in: next).allSatisfy(\.isHarmless)
        {
          entries.append((next, names))
          continue
        }
      }
      // 金桂花园:厨余桶混投严重: under a count a short label is who has it.
      if Self.enumeratorEnd(in: next.text) == nil, let count = verdict.count, entries.count < count,
        let colon = next.text.prefix(14).firstIndex(of: ":"), colon >= 3, next.index == 0,
        next.text[..<colon].allSatisfy({ $0.isHan || $0.isDigit }), at.block != place.block,
        ColourScanner.shared.mentions(in: next).allSatisfy(\.isHarmless)
      {
        entries.append((next, [NameFinder.Name(item: 0..<colon, unit: nil, isSure: true)]))
        continue
      }
      // 红色预警河流及主要问题: / 沙溪河,氨氮浓度超标…: whom a line begins with.
      if Self.enumeratorEnd(in: next.text) == nil, at.index == 0, at.block != place.block,
        sentence.text.last == ":", StatusPhrases.withProblems.matches(anywhereIn: sentence.text),
        let first = next.clauses.first, (2...12).contains(first.count),
        first.upperBound < next.text.count, next.text[first.upperBound] == ",",
        next.text[first].allSatisfy({ $0.isHan || $0.isDigit || $0 == "(" || $0 == ")" }),
        ColourScanner.shared.mentions(in: next).allSatisfy(\.isHarmless)
      {
        entries.append((next, [NameFinder.Name(item: first, unit: nil, isSure: true)]))
        continue
      }
      guard let start = Self.enumeratorEnd(in: next.text) else {
        // A long entry may have further sentences of its own.
        if !entries.isEmpty, next.block == entries[entries.count - 1].sentence.block,
          next.place == .paragraph, entries.count < (verdict.count ?? Self.mostEntries)
        {
          continue
        }
        break
      }
      if ColourScanner.shared.mentions(in: next).contains(where: {
        !$0.isHarmless
      }) {
        break
      }
      var finder = NameFinder(sentence: next)
      finder.isEntry = true
      finder.isNumbered = true
      for segment in next.segments {
        let inner = Scalars(next.text[segment])
        let from =
          segment.lowerBound == 0 ? start : Self.enumeratorEnd(in: inner).map { segment.lowerBound + $0 }
        guard let from else { break }
        let names = finder.list(from: from, before: segment.upperBound)
        entries.append((next, names.first.map { [$0] } ?? []))
      }
    }
    let named = entries.filter { !$0.names.isEmpty }
    guard !named.isEmpty, context.isWork || context.colors.count > 1 else { return nil }
    var head = verdict
    if head.kind != .reported {
      head = .init(
        kind: .reported, isList: true, because: "reported: a numbered list under it names who has it")
    }
    let further = named.map { entry in
      Judged(
        sentence: entry.sentence, mention: mention,
        verdict: .init(
          kind: .reported, names: entry.names,
          because: "reported: an entry of the list under \(sentence.words(mention.range))"))
    }
    return (head, further)
  }

  /// True if the sentence ends with the colour and its nouns or count, as headings and announcements do.
  private func announces(
    _ mention: ColourMention, in sentence: StatusSentence, _ verdict: StatusJudge.Verdict
  ) -> Bool {
    let rest = sentence.text[sentence.span(mention.range.upperBound, sentence.text.count)]
    guard rest.count <= 16 else { return false }
    return rest.last == ":" || rest.count <= 1 || (verdict.count != nil && sentence.text.count <= 30)
      || sentence.contains("如下") || rest.last == ")"
  }

  /// True if a line is names and nothing else that is told: 网红街区 does not make 网红街区接待游客835人次 one.
  private static func fills(_ names: [NameFinder.Name], _ line: Scalars) -> Bool {
    let ranges = names.flatMap { [$0.item, $0.unit] }.compactMap { $0 }
    guard let end = ranges.map(\.upperBound).max(), !ranges.contains(where: { line[$0].contains(",") }) else {
      return false
    }
    var depth = 0
    var told = 0
    for scalar in line[end...] {
      if scalar == "(" {
        depth += 1
      } else if scalar == ")" {
        depth -= 1
      } else if depth == 0, scalar.isHan {
        told += 1
      }
    }
    return told <= 2
  }

  /// The place of the sentence that follows in reading order, or nil at the end.
  private mutating func follower(of place: (block: Int, index: Int)) -> (block: Int, index: Int)? {
    if place.index + 1 < sentenceCount(of: place.block) { return (place.block, place.index + 1) }
    var block = place.block + 1
    while block < blockCount, sentenceCount(of: block) == 0 { block += 1 }
    return block < blockCount ? (block, 0) : nil
  }

  /// Where 1. 2、 (三) ④ at the beginning of a text ends, or nil.
  static func enumeratorEnd(in text: Scalars) -> Int? {
    guard let first = text.first else { return nil }
    if (0x2460...0x2473).contains(first.value) { return 1 }
    var index = first == "(" ? 1 : 0
    let start = index
    while index < text.count, index < 4, text[index].isDigit || text[index].numeral != nil { index += 1 }
    guard index > start, index < text.count, ".、)".unicodeScalars.contains(text[index]) else {
      return first == "●" || first == "◆" || first == "■" || first == "▲" || first == "-" || first == "·"
        || first == "—"
        ? 1 : nil
    }
    guard index + 1 < text.count, !text[index + 1].isDigit else { return nil }
    return index + 1
  }
}
