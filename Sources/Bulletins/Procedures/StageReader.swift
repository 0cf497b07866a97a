/// Finds which stages of which items a bulletin reports. Pure; what it needs of the configuration is handed in.
///
/// A row reports the stages of its progress. A sentence reports a stage of the item that it names, or that the sentence
/// before it names, if it says that the stage is done or under way. What is planned, demanded, denied or conditional is
/// not reported.
public struct StageReader: Sendable {
  private let procedures: [Procedure]
  private let words: StageWords

  /// A reader for these procedures.
  public init(_ procedures: [Procedure]) {
    self.procedures = procedures
    words = StageWords(procedures)
  }

  /// The reports of a bulletin, rows first; one for each item and procedure.
  public func reports(in bulletin: Bulletin) -> [StageReport] {
    guard !procedures.isEmpty else { return [] }
    var gathered = Gathered()
    let owner = bulletin.articles.lazy.compactMap(\.unit).first
    for item in bulletin.items {
      guard let text = item.progressText else { continue }
      for mention in mentions(in: text, needsClue: false) {
        gathered.add(mention.found, item: item.item, unit: item.unit ?? owner, quote: text)
      }
    }
    for article in bulletin.articles {
      for text in [article.headline].compactMap({ $0 }) + article.paragraphs {
        read(text, of: article, into: &gathered)
      }
    }
    return gathered.reports(by: procedures, spokenOf: spokenOf(in: bulletin))
  }

  private func read(_ text: String, of article: Article, into gathered: inout Gathered) {
    var last: String?
    for mention in mentions(in: text, needsClue: true) {
      let name = mention.item ?? (mention.startsText ? nil : last)
      last = name
      guard let name, !mention.found.isEmpty else { continue }
      gathered.add(mention.found, item: name, unit: article.unit, quote: mention.quote)
    }
  }

  /// A sentence with the stages that it reports and the item that it names.
  private struct Told {
    var found: [StageWords.Mention]
    var item: String?
    var quote: String
    /// True for the first sentence of its text: none before it can have named the item.
    var startsText: Bool
  }

  private func mentions(in text: String, needsClue: Bool) -> [Told] {
    let source = text.scalars
    return Sentences.ranges(in: source).enumerated().map { index, range in
      let sentence = StatusSentence(source, raw: source, range, place: .paragraph, block: 0, index: index)
      let found = words.mentions(in: sentence.text).filter {
        isReported($0, in: sentence, needsClue: needsClue)
      }
      return Told(
        found: found, item: needsClue ? item(of: sentence, before: found.first) : nil,
        quote: String(sentence.printed), startsText: index == 0)
    }
  }

  /// True if the sentence says that the stage is done or under way.
  private func isReported(
    _ mention: StageWords.Mention, in sentence: StatusSentence, needsClue: Bool
  ) -> Bool {
    let clause = sentence.clause(holding: mention.range.lowerBound)
    let segment = sentence.segment(holding: mention.range.lowerBound)
    let before = sentence.span(segment.lowerBound, mention.range.lowerBound)
    let ahead: Clue.Kind = [.plan, .condition, .future, .demand]
    if sentence.has(ahead, in: before)
      || sentence.has([.none, .past], in: sentence.span(clause.lowerBound, mention.range.lowerBound))
    {
      return false
    }
    let words = LedgerWords.shared
    if words.contains(sentence.text[clause], "stage-open") { return false }
    if words.contains(sentence.text[before], "stage-ahead") { return false }
    return !needsClue || words.contains(sentence.text[clause], "stage-done")
  }

  /// The item that a sentence names before its first stage, or, where it reports none, at all.
  private func item(of sentence: StatusSentence, before mention: StageWords.Mention?) -> String? {
    let limit = mention?.range.lowerBound ?? sentence.text.count
    let finder = NameFinder(sentence: sentence)
    for clause in sentence.clauses where clause.lowerBound < limit {
      let whole = sentence.span(clause.lowerBound, min(clause.upperBound, limit))
      // 阳光小区改造项目|已建立…: the name ends where it is told what was done.
      let done = LedgerWords.shared.first(in: sentence.text[whole], "stage-done")
      for range in [done.map { sentence.span(whole.lowerBound, $0.lowerBound) }, whole].compactMap({ $0 }) {
        let names = finder.subjectNames(in: range)
        if let item = names.first(where: { $0.isSure && $0.item != nil })?.item {
          return sentence.words(item)
        }
      }
    }
    return nil
  }

  /// The procedures that the bulletin calls by their names.
  private func spokenOf(in bulletin: Bulletin) -> Set<Int> {
    let texts =
      bulletin.articles.flatMap { [$0.headline ?? ""] + $0.paragraphs } + bulletin.items.map(\.quote)
    return Set(procedures.indices.filter { index in texts.contains { $0.contains(procedures[index].name) } })
  }
}

/// The mentions of each item before it is known which procedure it goes through.
private struct Gathered {
  private struct Key: Hashable {
    var item: ItemName
    var unit: String
  }

  private struct Entry {
    var item: String
    var unit: String?
    var mentions: [(mention: StageWords.Mention, quote: String)] = []
  }

  private var order: [Key] = []
  private var entries: [Key: Entry] = [:]

  mutating func add(_ found: [StageWords.Mention], item: String, unit: String?, quote: String) {
    guard !found.isEmpty else { return }
    let key = Key(item: ItemName(item), unit: ItemName.unitKey(unit))
    if entries[key] == nil {
      order.append(key)
      entries[key] = Entry(item: item, unit: unit)
    }
    entries[key]?.mentions += found.map { ($0, quote) }
  }

  /// One report for each item: a stage that several procedures have is that of the one which the bulletin names, else of the
  /// one with the most of the stages, else of the first in the configuration.
  func reports(by procedures: [Procedure], spokenOf named: Set<Int>) -> [StageReport] {
    order.compactMap { key in
      guard let entry = entries[key] else { return nil }
      let groups = Dictionary(grouping: entry.mentions) { $0.mention.procedure }
        .filter { procedures[$0.key].takes(entry.item) }
      let best = groups.max { left, right in
        let (few, many) = (Set(left.value.map(\.mention.stage)), Set(right.value.map(\.mention.stage)))
        return (named.contains(left.key) ? 1 : 0, few.count, right.key)
          < (named.contains(right.key) ? 1 : 0, many.count, left.key)
      }
      guard let best, let furthest = best.value.max(by: { $0.mention.stage < $1.mention.stage }) else {
        return nil
      }
      let procedure = procedures[best.key]
      return StageReport(
        item: entry.item, unit: entry.unit, procedure: procedure.name,
        stages: Set(best.value.map(\.mention.stage)).sorted().map { procedure.stages[$0].name },
        quote: furthest.quote)
    }
  }
}
