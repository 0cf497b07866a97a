extension ColourScanner {
  /// Several colours that stand together, and where the group and its numbers end.
  struct Group {
    var mentions: [ColourMention]
    var end: Int
  }

  /// The group that begins at a position: 红黄蓝, 红、黄、蓝, 红牌、黄牌, 红色和黄色. With 分别为2、5、31项 behind it each
  /// colour has its number, with 各3项 the same one.
  func group(in sentence: StatusSentence, at start: Int) -> Group? {
    let text = sentence.text
    var colors: [(color: StatusColor, index: Int)] = []
    var cursor = start
    var end = start
    while cursor < text.count, let color = StatusColor(character: text[cursor]),
      !colors.contains(where: { $0.color == color })
    {
      colors.append((color, cursor))
      cursor += 1
      end = cursor
      if cursor < text.count, "色牌灯码".unicodeScalars.contains(text[cursor]) {
        cursor += 1
        end = cursor
      }
      var next = cursor
      if next < text.count, "、和及与/·-或".unicodeScalars.contains(text[next]) { next += 1 }
      guard next < text.count, StatusColor(character: text[next]) != nil else { break }
      cursor = next
    }
    guard colors.count > 1 else { return nil }
    let chain = StatusNouns.shared.chain(in: text, after: start..<end, hasSe: true)
    var group = Group(mentions: [], end: chain.end)
    let numbers = numbers(in: text, after: chain.end, count: colors.count)
    if let numbers { group.end = numbers.end }
    let isDealt = numbers == nil && isDealtOut(before: start, in: text)
    for (position, entry) in colors.enumerated() {
      let stem = entry.index..<(entry.index + 1)
      if isDealt {
        var mention = ColourMention(
          color: entry.color, form: .bound, range: start..<chain.end, stem: stem,
          nouns: chain.classes.isEmpty ? [.card] : chain.classes)
        mention.share = (position, colors.count)
        group.mentions.append(mention)
        continue
      }
      guard let numbers else {
        // A scheme's name is explained once, by its red.
        if entry.color == .red {
          group.mentions.append(
            ColourMention(
              color: .red, form: .scheme, range: start..<chain.end, stem: stem, nouns: chain.classes))
        }
        continue
      }
      var mention = ColourMention(
        color: entry.color, form: .bound, range: stem.lowerBound..<chain.end, stem: stem,
        nouns: chain.classes.isEmpty ? [.level] : chain.classes)
      mention.number = .init(value: numbers.values[position], range: chain.end..<numbers.end)
      group.mentions.append(mention)
    }
    return group
  }

  /// 分别亮|红灯、黄灯: 分别 or 依次 and a verb stand before the colours.
  private func isDealtOut(before start: Int, in text: Scalars) -> Bool {
    guard let verb = ClueFinder.shared.word(of: .verb, endingAt: start, in: text, from: max(0, start - 6))
    else {
      return false
    }
    var cursor = verb.lowerBound
    while cursor > 0, "被收予以".unicodeScalars.contains(text[cursor - 1]) { cursor -= 1 }
    return StatusPhrases.dealing.ends(text, at: cursor)
  }

  private static let leads = StatusPhrases.groupLead

  /// As many numbers as colours: 分别为2、5、31项. With 各 one number for all.
  private func numbers(in text: Scalars, after start: Int, count: Int) -> (values: [Int], end: Int)? {
    var cursor = start
    var isEach = false
    var isRespective = false
    while let lead = Self.leads.longestMatch(in: text, at: cursor) {
      let word = String(text[lead.range])
      if word.hasPrefix("各") { isEach = true }
      if word == "分别" || word == "依次" { isRespective = true }
      cursor = lead.range.upperBound
    }
    var values: [Int] = []
    var end = cursor
    while values.count < count, let number = Numerals.number(in: text, at: cursor), number.value < 1e9,
      number.value.rounded() == number.value
    {
      values.append(Int(number.value))
      cursor = number.end
      if let unit = Classifiers.shared.classifier(in: text, at: cursor) { cursor = unit }
      end = cursor
      if isEach { break }
      guard cursor < text.count, "、,/和及:-".unicodeScalars.contains(text[cursor]) else { break }
      cursor += 1
    }
    if isEach, let value = values.first { return ([Int](repeating: value, count: count), end) }
    guard values.count == count, isRespective || count > 1 else { return nil }
    return (values, end)
  }
}

/// Measure words that count statuses (`Rules/Classifiers.txt`).
struct Classifiers: Sendable {
  static let shared = Classifiers()
  private let matcher: Matcher
  private let counts: [Bool]

  private init() {
    let entries = WordList(PackageResources.Classifiers_txt).entries
    matcher = Matcher(entries.map { $0[0] })
    counts = entries.map { $0.count < 2 }
  }

  /// Where the classifier that begins at a position ends, or nil if none counts there (个月, 个百分点, 日, 分).
  func classifier(in text: Scalars, at start: Int) -> Int? {
    guard let match = matcher.longestMatch(in: text, at: start), counts[match.word] else { return nil }
    return match.range.upperBound
  }
}
