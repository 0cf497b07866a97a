/// A word by which a colour word is judged, where it stands in a folded sentence.
struct Clue: Sendable {
  /// What a clue tells. The classes are explained in `Rules/StatusClues.txt`, whose second field names them.
  struct Kind: OptionSet, Sendable {
    let rawValue: UInt64

    static let verb = Kind(rawValue: 1 << 0)
    static let condition = Kind(rawValue: 1 << 1)
    static let modal = Kind(rawValue: 1 << 2)
    static let plan = Kind(rawValue: 1 << 3)
    static let rule = Kind(rawValue: 1 << 4)
    static let definition = Kind(rawValue: 1 << 5)
    static let threshold = Kind(rawValue: 1 << 6)
    static let past = Kind(rawValue: 1 << 7)
    static let earlier = Kind(rawValue: 1 << 8)
    static let still = Kind(rawValue: 1 << 9)
    static let lifted = Kind(rawValue: 1 << 10)
    static let remove = Kind(rawValue: 1 << 11)
    static let none = Kind(rawValue: 1 << 12)
    static let zeroed = Kind(rawValue: 1 << 13)
    static let elsewhere = Kind(rawValue: 1 << 14)
    static let here = Kind(rawValue: 1 << 15)
    static let weather = Kind(rawValue: 1 << 16)
    static let traffic = Kind(rawValue: 1 << 17)
    static let health = Kind(rawValue: 1 << 18)
    static let sport = Kind(rawValue: 1 << 19)
    static let market = Kind(rawValue: 1 << 20)
    static let figurative = Kind(rawValue: 1 << 21)
    static let culture = Kind(rawValue: 1 << 22)
    static let work = Kind(rawValue: 1 << 23)
    static let cause = Kind(rawValue: 1 << 24)
    static let cut = Kind(rawValue: 1 << 25)
    static let adjunct = Kind(rawValue: 1 << 26)
    static let inspect = Kind(rawValue: 1 << 27)
    static let vague = Kind(rawValue: 1 << 28)
    static let anaphor = Kind(rawValue: 1 << 29)
    static let change = Kind(rawValue: 1 << 30)
    static let lagging = Kind(rawValue: 1 << 31)
    static let demand = Kind(rawValue: 1 << 33)
    static let whole = Kind(rawValue: 1 << 34)
    static let giving = Kind(rawValue: 1 << 35)
    static let patient = Kind(rawValue: 1 << 36)
    static let future = Kind(rawValue: 1 << 37)
    static let physical = Kind(rawValue: 1 << 38)
    /// A longer word that only hides the clues inside it.
    static let ignore = Kind(rawValue: 1 << 32)

    /// The class of a name in the rules table.
    static let named: [String: Kind] = [
      "verb": .verb, "condition": .condition, "modal": .modal, "plan": .plan, "rule": .rule,
      "definition": .definition, "threshold": .threshold, "past": .past, "earlier": .earlier, "still": .still,
      "lifted": .lifted, "remove": .remove, "none": .none, "zeroed": .zeroed, "elsewhere": .elsewhere,
      "here": .here, "weather": .weather, "traffic": .traffic, "health": .health, "sport": .sport,
      "market": .market, "figurative": .figurative, "culture": .culture, "work": .work, "cause": .cause,
      "cut": .cut, "adjunct": .adjunct, "inspect": .inspect, "vague": .vague, "anaphor": .anaphor,
      "change": .change, "lagging": .lagging, "demand": .demand, "physical": .physical, "future": .future,
      "whole": .whole, "giving": .giving, "patient": .patient,
      "ignore": .ignore,
    ]
  }

  var kind: Kind
  var range: Range<Int>
}

/// The clue words of the rules table, found in one pass.
struct ClueFinder: Sendable {
  static let shared = ClueFinder()

  private let kinds: [Clue.Kind]
  private let matcher: Matcher
  private let byWord: [Scalars: Clue.Kind]
  private let ends: WordEnds

  private init() {
    let entries = WordList(PackageResources.StatusClues_txt).entries
    var kinds: [Clue.Kind] = []
    var byWord: [Scalars: Clue.Kind] = [:]
    for entry in entries {
      var kind: Clue.Kind = []
      if entry.count > 1 {
        for name in entry[1].split(separator: " ") { kind.formUnion(Clue.Kind.named[String(name)] ?? []) }
      }
      kinds.append(kind)
      byWord[entry[0].scalars] = kind
    }
    self.kinds = kinds
    self.byWord = byWord
    matcher = Matcher(entries.map { $0[0] })
    ends = WordEnds(entries.map { $0[0] })
  }

  /// The clues of a text from left to right, at each place the longest; none overlaps another.
  func clues(in text: Scalars) -> [Clue] {
    var best = [Int](repeating: -1, count: text.count)
    var lengths = [Int](repeating: 0, count: text.count)
    for match in matcher.matches(in: text) where match.range.count > lengths[match.range.lowerBound] {
      lengths[match.range.lowerBound] = match.range.count
      best[match.range.lowerBound] = match.word
    }
    var found: [Clue] = []
    var index = 0
    while index < text.count {
      if best[index] >= 0 {
        let kind = kinds[best[index]]
        if kind != .ignore { found.append(Clue(kind: kind, range: index..<(index + lengths[index]))) }
        index += lengths[index]
      } else {
        index += 1
      }
    }
    return found
  }

  /// The classes of a word, empty if it is none.
  func kind(of word: some Sequence<Unicode.Scalar>) -> Clue.Kind { byWord[Scalars(word)] ?? [] }

  /// The longest word of a class that ends at a position, whatever the cutting into words says, or nil.
  func word(of kind: Clue.Kind, endingAt end: Int, in text: Scalars, from start: Int) -> Range<Int>? {
    var found: Range<Int>?
    ends.ending(at: end, from: start, in: text) { word, begin in
      if !kinds[word].isDisjoint(with: kind) { found = begin..<end }
    }
    return found
  }

  /// The longest word of a class that begins at a position, or nil.
  func word(of kind: Clue.Kind, beginningAt start: Int, in text: Scalars) -> Range<Int>? {
    var found: Range<Int>?
    ends.beginning(at: start, in: text) { word, end in
      if !kinds[word].isDisjoint(with: kind) { found = start..<end }
    }
    return found
  }
}
