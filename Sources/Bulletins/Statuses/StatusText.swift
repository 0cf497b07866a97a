/// An article as the status reader walks through it: blocks, their sentences, and those among them that hold a cue.
struct StatusText: Sendable {
  struct Block {
    var place: StatusSentence.Place
    /// The block as printed.
    var raw: Scalars
    /// True if a character of it may be a cue.
    var hasCue: Bool
    /// True once `scalars` and `sentences` are made: most blocks hold no cue and never need them.
    var isOpen = false
    var scalars: Scalars = []
    var sentences: [Range<Int>] = []
    var parsed: [Int: StatusSentence] = [:]

    /// True for a line of at most 24 Han characters (72 bytes of UTF-8).
    var isShort: Bool { raw.count <= 72 && raw.reduce(0) { $0 + UTF8.width($1) } <= 72 }
  }

  /// No sentence that a person wrote has more colour words; the rest of it is passed over and said to be.
  private static let mostMentions = 60

  private(set) var blocks: [Block] = []
  /// True if no block holds a character that any cue has.
  let isPlain: Bool

  /// - Parameter paragraphs: the article's.
  init(_ article: Article, _ paragraphs: [Scalars]) {
    var texts: [(StatusSentence.Place, Scalars)] = []
    if let headline = article.headline { texts.append((.headline, headline.scalars)) }
    // In reading order where it is known: what stands under 红牌单位 belongs to it.
    let isOrdered = article.subheadPlaces.count == article.subheads.count
    var next = 0
    for (index, paragraph) in paragraphs.enumerated() {
      while isOrdered, next < article.subheads.count, article.subheadPlaces[next] <= index {
        texts.append((.subhead, article.subheads[next].scalars))
        next += 1
      }
      texts.append((.paragraph, paragraph))
    }
    for subhead in article.subheads[next...] { texts.append((.subhead, subhead.scalars)) }
    let cues = texts.map { Self.holdsCue($0.1) }
    isPlain = !cues.contains(true)
    guard !isPlain else { return }
    blocks = zip(texts, cues).map { Block(place: $0.0, raw: $0.1, hasCue: $1) }
  }

  /// Makes the sentences of a block, once.
  mutating func open(_ block: Int) {
    guard !blocks[block].isOpen else { return }
    let raw = blocks[block].raw
    let scalars = blocks[block].place == .headline ? Self.withoutPauses(raw) : raw
    blocks[block].isOpen = true
    blocks[block].scalars = scalars
    blocks[block].sentences = Sentences.ranges(in: scalars)
  }

  /// A blank in a headline is a pause, as a comma is; in 简　讯 it is only decoration.
  private static func withoutPauses(_ headline: Scalars) -> Scalars {
    let blanks = headline.count(where: \.isBlank)
    guard blanks > 0, blanks * 4 < headline.count else { return headline }
    return headline.map { $0.isBlank ? "，" : $0 }
  }

  /// The number of blocks, and of the sentences of one.
  var blockCount: Int { blocks.count }
  mutating func sentenceCount(of block: Int) -> Int {
    open(block)
    return blocks[block].sentences.count
  }

  mutating func sentence(_ block: Int, _ index: Int) -> StatusSentence {
    if let known = blocks[block].parsed[index] { return known }
    let made = StatusSentence(
      blocks[block].scalars, raw: blocks[block].raw, blocks[block].sentences[index],
      place: blocks[block].place,
      block: block, index: index)
    // Only neighbours are asked for again: a block of a million sentences must not be kept twice.
    if blocks[block].parsed.count >= 64 { blocks[block].parsed.removeAll(keepingCapacity: true) }
    blocks[block].parsed[index] = made
    return made
  }

  private func holdsCue(_ block: Int, _ index: Int) -> Bool {
    let range = blocks[block].sentences[index]
    return Self.holdsCue(blocks[block].scalars[range])
  }

  /// Reads the statuses.
  mutating func read(scheme: Scheme) -> StatusReader.Result {
    var found: [(place: (block: Int, index: Int), sentence: StatusSentence, mentions: [ColourMention])] = []
    // One look through the article for each noun, however often it stands there.
    var paired: [Scalars: Bool] = [:]
    let lists = blocks.map { Self.colouredLists($0.raw) }
    let listsAreColours =
      lists.contains { !$0.isDisjoint(with: [.blue, .green]) }
      || (lists.contains { $0.contains(.yellow) } && lists.contains { $0.contains(.red) } && punishesRedList)
    for block in blocks.indices where blocks[block].hasCue {
      open(block)
      for index in blocks[block].sentences.indices where holdsCue(block, index) {
        let sentence = sentence(block, index)
        found.append(
          (
            (block, index), sentence,
            ColourScanner.shared.mentions(in: sentence, listsAreColours: listsAreColours) { noun in
              if let known = paired[noun] { return known }
              let answer = isPaired(noun)
              paired[noun] = answer
              return answer
            }
          ))
      }
    }
    var base = StatusContext()
    for color in StatusColor.allCases { base.good[color] = scheme.goodness(of: color) }
    base.isStory = blocks.first.map { $0.place == .headline && Self.namesStory($0.raw) } ?? false
    let all = found.flatMap { entry in entry.mentions.map { (entry.sentence, $0) } }
    for (_, mention) in all where !mention.isHarmless {
      base.colors.insert(mention.color)
      if mention.color == .black { base.hasBlackList = true }
    }
    let defined = definitions(all)
    for (color, isGood) in defined {
      base.good[color] = isGood ? "praise here: by a definition in the text" : nil
    }
    let opening = all.contains { !$0.1.isHarmless } ? context(of: 0, 0, base: base) : base
    // Asked once, not for every colour: a text of one line is all headline.
    let told = found.first { $0.place.block > 0 && !$0.mentions.allSatisfy(\.isHarmless) }
    let isTextElsewhere = told.map { isElsewhere($0.place.block, $0.place.index) } ?? false
    var judged: [Judged] = []
    var lagging: [(StatusJudge.Verdict, StatusSentence, Int)] = []
    for entry in found {
      let isBusy = !entry.mentions.allSatisfy(\.isHarmless)
      var context = base
      if isBusy || LaggingFinder.mayFind(entry.sentence) {
        context = self.context(of: entry.place.block, entry.place.index, base: base)
        if !context.isWork { context.isWork = opening.isWork }
        if !context.isWeather, entry.place.block == 0 || !context.isWork {
          context.isWeather = opening.isWeather
        }
      }
      // The headline tells of where the text tells of.
      if isBusy, entry.place.block == 0, !context.isElsewhere { context.isElsewhere = isTextElsewhere }
      let judge = StatusJudge(sentence: entry.sentence, mentions: entry.mentions, context: context)
      for (number, mention) in entry.mentions.enumerated() {
        if number >= Self.mostMentions {
          judged.append(Judged(sentence: entry.sentence, mention: mention, verdict: .tooMany))
          break
        }
        var verdict = judge.verdict(on: mention)
        var shown: [Judged] = []
        if let list = listed(
          under: mention, in: entry.sentence, at: entry.place, verdict: verdict, context: context)
        {
          verdict = list.verdict
          shown = list.further
        }
        let leader = judged.count
        judged.append(Judged(sentence: entry.sentence, mention: mention, verdict: verdict))
        if let named = addressees(of: verdict, by: mention, in: entry.sentence) { shown.append(named) }
        if let named = graded(of: verdict, by: mention, in: entry.sentence) { shown.append(named) }
        if let named = named(after: verdict, by: mention, in: entry.sentence) { shown.append(named) }
        if let named = described(after: verdict, by: mention, in: entry.sentence) { shown.append(named) }
        if let named = antecedents(of: verdict, by: mention, in: entry.sentence) { shown.append(named) }
        judged += shown.map { named in
          var named = named
          named.leader = leader
          return named
        }
      }
      if !isBusy, let verdict = LaggingFinder(sentence: entry.sentence, context: context).verdict() {
        lagging.append((verdict, entry.sentence, judged.count))
      }
    }
    let remarks = Self.sums(of: judged)
    judged = Self.takingBack(judged) { following($0.sentence) }
    var gathered = StatusGatherer()
    var next = lagging.startIndex
    for (index, entry) in judged.enumerated() {
      while next < lagging.endIndex, lagging[next].2 <= index {
        gathered.add(lagging: lagging[next].0, lagging[next].1)
        next += 1
      }
      gathered.add(entry.verdict, entry.mention, entry.sentence, hasBlackList: base.hasBlackList)
    }
    for entry in lagging[next...] { gathered.add(lagging: entry.0, entry.1) }
    var result = gathered.result()
    result.defined = defined
    result.remarks = remarks + result.remarks
    return result
  }

  /// True if a text without a black list has a yellow one, and says of its red list what it brings: 列入红榜的通报批评.
  private var punishesRedList: Bool {
    var hasYellow = false
    var isPunished = false
    for block in blocks where block.hasCue {
      let text = block.raw
      for index in text.indices.dropLast() where text[index + 1] == "榜" {
        if text[index] == "黑" { return false }
        hasYellow = hasYellow || text[index] == "黄"
        let end = min(text.count, index + 16)
        let rest = text[(index + 2)..<max(index + 2, end)].prefix { StatusColor(character: $0) == nil }
        isPunished =
          isPunished || text[index] == "红" && StatusPhrases.punished.matches(anywhereIn: Scalars(rest))
      }
    }
    return hasYellow && isPunished
  }

  /// The few sentences that follow one in its block, ready for judging.
  mutating func following(_ sentence: StatusSentence) -> [StatusSentence] {
    let next = sentence.index + 1
    let end = max(next, min(blocks[sentence.block].sentences.count, next + 4))
    return (next..<end).map { self.sentence(sentence.block, $0) }
  }

  /// What the text itself says of its colours: true for those that are no warning.
  private func definitions(_ all: [(StatusSentence, ColourMention)]) -> [StatusColor: Bool] {
    var balance: [StatusColor: Int] = [:]
    var praised: Set<StatusColor> = []
    for (sentence, mention) in all where !mention.isHarmless && mention.form != .scheme {
      if let isGood = DefinitionFinder.shared.verdict(of: mention, in: sentence) {
        balance[mention.color, default: 0] += isGood ? 1 : -1
      }
      if DefinitionFinder.shared.praises(mention, in: sentence) { praised.insert(mention.color) }
    }
    // 29个部门获评“蓝色”,2个获评“红色”: a word that stands with every colour praises none.
    if praised.isDisjoint(with: [.blue, .green]) {
      for color in praised { balance[color, default: 0] += 1 }
    }
    // That blue is good says nothing new.
    return balance.filter { $0.value < 0 || $0.value > 0 && [.red, .orange, .yellow].contains($0.key) }
      .mapValues { $0 > 0 }
  }
}

extension StatusText {
  /// The colours whose lists (红榜, 蓝榜) stand in a text. Beside 蓝榜 or 绿榜, 红榜 is that of the worst.
  static func colouredLists(_ text: some Sequence<Unicode.Scalar>) -> Set<StatusColor> {
    var found: Set<StatusColor> = []
    var last: Unicode.Scalar = " "
    for scalar in text {
      if scalar == "榜", let color = StatusColor(character: last) { found.insert(color) }
      last = scalar
    }
    return found
  }

  /// True if a text holds a character of a colour word, or 滞, 序时, 缓慢: most sentences do not and are passed over.
  static func holdsCue(_ text: some Sequence<Unicode.Scalar>) -> Bool {
    var last: Unicode.Scalar = " "
    for scalar in text where scalar.value >= 0x4E00 {
      switch scalar {
      case "红", "紅", "黄", "黃", "蓝", "藍", "绿", "綠", "橙", "黑", "滞", "滯": return true
      case "时", "時": if last == "序" { return true }
      case "慢": if last == "缓" || last == "緩" { return true }
      default: break
      }
      last = scalar
    }
    return false
  }
}
