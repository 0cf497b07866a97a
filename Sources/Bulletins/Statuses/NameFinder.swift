/// Finds the items of work and the units that a status is said of.
struct NameFinder: Sendable {
  /// One name as it stands in the folded text.
  struct Name: Sendable, Equatable {
    var item: Range<Int>?
    var unit: Range<Int>?
    /// True if its ending is that of a unit or an item of work, so that it is a name beyond doubt.
    var isSure: Bool
    /// How many its list says that it names, where it says so: A、B|两家企业.
    var listed: Int?
  }

  let sentence: StatusSentence
  /// True where the lead says that there are several (分别是A和B), so that 和 parts whatever stands beside it.
  var isParted = false
  /// True for the entries of a list of problems, which tell what is wrong: 消防水池无水.
  var isWhole = false
  /// True for the entries of a list, which are named as they are printed.
  var isEntry = false
  /// True for an entry with a number of its own: what stands before its colon is what the entry is about.
  var isNumbered = false
  var text: Scalars { sentence.text }

  init(sentence: StatusSentence) { self.sentence = sentence }

  /// The longest name that a list or a subject may hold.
  static let longest = 40
  /// A list may be long (名单), but not endless.
  static let most = 200

  // MARK: - Subjects

  /// The names of a subject: 谷口镇因…, 凤鸣乡承担的农村电网改造至今…, A、B两个项目4月….
  func subjectNames(in range: Range<Int>) -> [Name] {
    let range = afterLead(range)
    var found: [Name] = []
    // 第八轮“厕所革命”现场测评|中: the setting.
    if let last = range.last, "中上里".unicodeScalars.contains(text[last]), range.count > 4,
      !text[range].contains("在"),
      NameWords.shared.ending(of: text[range]) == nil
    {
      return []
    }
    // 排名后两位的是|白水县、岭南县: who it is stands behind.
    if let mark = range.last(where: { sentence.begins(with: "的是", at: $0) }), mark > range.lowerBound + 1,
      mark + 3 < range.upperBound, !isInBracket(mark, from: range.lowerBound)
    {
      return subjectNames(in: sentence.span(mark + 2, range.upperBound))
    }
    // 经多次催办, 按照规定: adverbials name nobody.
    if let adverbial = StatusPhrases.adverbial.longestMatch(in: text, at: range.lowerBound),
      adverbial.range.count > 2
        || ClueFinder.shared.word(of: .ignore, beginningAt: range.lowerBound, in: text) == nil
    {
      return []
    }
    var pieces = pieces(of: range, separatedBy: "、")
    guard let first = pieces.first else { return [] }
    // 整改不及时、群众反映集中的|城西分中心、社保专区: the commas of a relative clause part no names.
    if pieces.count > 1, head(of: first).isCut, let mark = text[range].lastIndex(of: "的"),
      mark > first.upperBound,
      mark + 2 < range.upperBound, !isInBracket(mark, from: range.lowerBound),
      !NameWords.shared.isGeneric(Scalars(text[sentence.span(mark + 1, range.upperBound)]))
    {
      return subjectNames(in: sentence.span(mark + 1, range.upperBound))
    }
    // 隐患突出、整改不力的|东平县: none of what stands before 的 is a name.
    if pieces.count > 1, let mark = text[range].lastIndex(of: "的"), mark > first.upperBound,
      mark + 2 < range.upperBound, !isInBracket(mark, from: range.lowerBound),
      pieces.allSatisfy({ piece in
        piece.lowerBound > mark
          || NameWords.shared.ending(
            of: text[trimmed(sentence.span(piece.lowerBound, min(piece.upperBound, mark)))]) == nil
      }),
      NameWords.shared.ending(of: text[trimmed(sentence.span(mark + 1, range.upperBound))]) == .unit
    {
      return subjectNames(in: sentence.span(mark + 1, range.upperBound))
    }
    // 余氯、尿素两项指标均不合格的|蓝鲸游泳馆、清波健身会所: what is counted stands in the relative clause.
    if pieces.count > 1, let mark = text[range].lastIndex(of: "的"), mark + 2 < range.upperBound,
      !isInBracket(mark, from: range.lowerBound),
      let relative = pieces.first(where: { $0.contains(mark) }), let count = group(within: relative),
      count.end < mark, sentence.has([.cut, .threshold, .cause, .none], in: sentence.span(count.end, mark)),
      !NameWords.shared.isGeneric(Scalars(text[trimmed(sentence.span(mark + 1, range.upperBound))]))
    {
      return subjectNames(in: sentence.span(mark + 1, range.upperBound))
    }
    // 虚记诊疗项目、串换药品的|5家机构: what they did, and how many.
    if pieces.count > 1, let mark = text[range].lastIndex(of: "的"), mark > first.upperBound,
      !isInBracket(mark, from: range.lowerBound), let count = group(at: mark + 1),
      NameWords.shared.isGeneric(Scalars(text[sentence.span(count.end, range.upperBound)]))
        || count.end >= range.upperBound
    {
      return []
    }
    // 获得电力、办理破产|两项指标: the number of the names says that each is whole, whatever verbs it holds.
    if pieces.count > 1, let count = group(within: pieces[pieces.count - 1]), count.value == pieces.count {
      pieces[pieces.count - 1] = sentence.span(pieces[pieces.count - 1].lowerBound, count.start)
      let whole = pieces.map { relativeHead(of: trimmed($0)) }
      if whole.allSatisfy({ (2...20).contains($0.count) }) {
        let names = whole.flatMap { self.names(in: $0) }
        if names.count == count.value {
          return vouched(names, by: sentence.span(whole[0].lowerBound, count.start))
        }
      }
    }
    // 东街油烟、西巷飞线有改善: the cut ends the list.
    var last = range
    for (index, piece) in pieces.enumerated() {
      // 石龙园区、物流产业园|两家园区管委会: the number of the names ends the last of them.
      if index > 0, let count = group(within: piece), count.value == index + 1 {
        let name = trimmed(sentence.span(piece.lowerBound, count.start))
        found += names(in: name)
        last = name
        pieces.removeSubrange((index + 1)...)
        break
      }
      let head = head(of: index > 0 ? likeFirst(piece, pieces[0]) : piece)
      if !head.range.isEmpty { found += names(in: head.range) }
      last = head.range
      if head.isCut {
        // 甲因脱岗、乙因推诿,分别被亮红牌: each has its own cause.
        if index + 1 < pieces.count, sentence.has(.cause, in: piece),
          sentence.has(.cause, in: pieces[index + 1])
        {
          continue
        }
        pieces.removeSubrange((index + 1)...)
        break
      }
      if found.count > Self.most { break }
    }
    return vouched(found, by: last)
  }

  /// 青龙河入江口断面、白马溪大桥断面|水质超标: a name of a list ends with the noun that the first one ends with.
  private func likeFirst(_ piece: Range<Int>, _ first: Range<Int>) -> Range<Int> {
    let first = trimmed(first)
    guard first.count >= 4, piece.count > 4,
      NameWords.shared.ending(of: withoutBrackets(trimmed(piece))) == nil
    else { return piece }
    let noun = text[(first.upperBound - 2)..<first.upperBound]
    for end in sentence.span(piece.lowerBound + 3, piece.upperBound - 1)
    where text[(end - 2)..<end].elementsEqual(noun) {
      return sentence.span(piece.lowerBound, end)
    }
    return piece
  }

  /// 铭盛塑料、顺达仓储|两家企业: as many names as the group noun behind them counts are names beyond doubt.
  func vouched(_ names: [Name], by last: Range<Int>) -> [Name] {
    guard let tail = groupTail(last) ?? group(at: last.upperBound), tail.value == names.count else {
      return names
    }
    let noun = Scalars(text[sentence.span(tail.start, max(last.upperBound, tail.end + 4))])
    return names.map { name in
      var name = name
      name.isSure = true
      name.listed = tail.value
      if NameWords.shared.speaksOfUnits(noun) {
        if name.unit == nil { (name.unit, name.item) = (name.item, nil) }
      } else if NameWords.shared.speaksOfItems(noun), name.item == nil {
        (name.item, name.unit) = (name.unit, nil)
      }
      return name
    }
  }

  /// The range without what only leads to the subject: 其中, 会议通报, 11月5日, 截至目前.
  func afterLead(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    // 福州讯, 本报讯 (记者 …): what stands before is the dateline.
    if start == 0, let dateline = text[sentence.span(0, 9)].firstIndex(of: "讯"), sentence.block >= 0 {
      start = min(dateline + 1, range.upperBound)
    }
    var moved = true
    while moved, start < range.upperBound {
      moved = false
      while start < range.upperBound, isLeadMark(text[start]) {
        start += 1
        moved = true
      }
      if let end = date(at: start), end <= range.upperBound, !isEntry || text[end - 1] != "号" {
        start = end
        moved = true
      } else if start < range.upperBound, text[start] == "除",
        sentence.text[sentence.clause(holding: start)].last == "外"
      {
        // 除五里铺乡被挂红牌外.
        start += 1
        moved = true
      } else if let lead = Self.leads.longestMatch(in: text, at: start),
        lead.range.upperBound <= range.upperBound,
        ClueFinder.shared.word(of: .ignore, beginningAt: start, in: text) == nil
      {
        start = lead.range.upperBound
        moved = true
      }
    }
    return sentence.span(start, range.upperBound)
  }

  func isLeadMark(_ scalar: Unicode.Scalar) -> Bool {
    if ",、:;。—()《》[]【】●◆■▲△★◇□○·-*".unicodeScalars.contains(scalar) { return true }
    return (0x2460...0x2473).contains(scalar.value)
  }

  static let leads = Matcher(WordList(PackageResources.NameLeads_txt).words)

  /// The end of a date or an enumerator that begins at a position: 11月5日, 2023年, 8月份, 1., (一), 三是, ①.
  func date(at start: Int) -> Int? {
    guard start < text.count, text[start].isDigit || text[start].numeral != nil else { return nil }
    let end = Numerals.run(in: text, at: start)
    guard end < text.count, end - start <= 4 else { return nil }
    switch text[end] {
    case "号" where end + 1 < text.count && "楼院线地路桥井机厂宗口坝库炉".unicodeScalars.contains(text[end + 1]): return nil
    case "月", "日", "年", "号": return end + 1
    case ".", ")":
      return end + 1 < text.count && text[end + 1].isDigit ? nil : end + 1
    case "是":
      return !text[start].isDigit && end - start == 1 ? end + 1 : nil
    default: return nil
    }
  }
}
