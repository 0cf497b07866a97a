/// The word lists that tell figures from other numbers, read once from `Rules/`. A class, because it is shared and never
/// copied.
final class FigureRules: Sendable {
  /// What a unit demands of the number before it; see `Rules/units.txt`.
  enum UnitClass: String, Sendable {
    case count, amount, large, tail, duration, never, place
  }

  /// A unit found behind a number.
  struct Unit: Sendable {
    var end: Int
    var kind: UnitClass
  }

  static let shared = FigureRules()

  /// 1 for what may begin a number, 2 for what ends a clause, 0 for all else.
  let roles: ScalarTable

  private let units: Matcher
  private let unitClasses: [UnitClass]
  private let phrases: Matcher
  private let abstract: Matcher
  private let abstractAlways: Matcher
  private let before: SuffixMatcher
  private let beforePlaces: [String]
  private let after: Matcher
  private let durationBefore: Matcher
  private let durationNot: Matcher

  private init() {
    roles = Self.makeRoles()
    let unitList = WordList(PackageResources.units_txt).entries.filter { $0.count == 2 }
    units = Matcher(unitList.map { $0[0] })
    unitClasses = unitList.map { UnitClass(rawValue: $0[1]) ?? .never }
    let approximations = WordList(PackageResources.approximations_txt)
    after = Matcher(approximations.words(of: "after"))
    let leading = approximations.entries.filter { $0.count == 2 && $0[1] != "after" }
    before = SuffixMatcher(leading.map { $0[0] })
    beforePlaces = leading.map { $0[1] }
    let set = WordList(PackageResources.set_phrases_txt)
    phrases = Matcher(set.words(of: "phrase"))
    abstract = Matcher(set.words(of: "abstract") + set.words(of: "always"))
    abstractAlways = Matcher(set.words(of: "always"))
    let durations = WordList(PackageResources.durations_txt)
    durationBefore = Matcher(durations.words(of: "before"))
    durationNot = Matcher(durations.words(of: "not"))
  }

  private static func makeRoles() -> ScalarTable {
    var roles: [Unicode.Scalar: Int] = ["过": 1, "半": 1]
    for scalar in (0...0xFFFF).lazy.compactMap({ Unicode.Scalar($0) }) {
      if scalar.isDigit || scalar.numeral != nil { roles[scalar] = 1 }
      if scalar.endsClause { roles[scalar] = 2 }
    }
    return ScalarTable(roles)
  }

  /// The longest unit that begins at a position.
  func unit(in text: Scalars, at start: Int) -> Unit? {
    guard let match = units.longestMatch(in: text, at: start) else { return nil }
    return Unit(end: match.range.upperBound, kind: unitClasses[match.word])
  }

  /// True if a set expression such as 八项规定 begins here.
  func isSetPhrase(in text: Scalars, at start: Int) -> Bool {
    phrases.longestMatch(in: text, at: start) != nil
  }

  /// True if what is counted from here on are points of a programme: 三个|坚持, 9个|方面.
  func isAbstract(in text: Scalars, at start: Int, arabic: Bool) -> Bool {
    (arabic ? abstractAlways : abstract).longestMatch(in: text, at: start) != nil
  }

  /// Where an approximation that ends directly before a position begins: 约, 突破.
  func approximation(in text: Scalars, before end: Int, isBare: Bool) -> Int? {
    guard let match = before.longestMatch(in: text, endingAt: end) else { return nil }
    switch beforePlaces[match.word] {
    case "before": return match.range.lowerBound
    case "bare": return isBare ? match.range.lowerBound : nil
    default: return nil
    }
  }

  /// Where an approximation behind the unit ends: 左右, 以上.
  func approximation(in text: Scalars, after start: Int) -> Int? {
    after.longestMatch(in: text, at: start)?.range.upperBound
  }

  /// True if a time is measured in its clause rather than only named.
  func isMeasured(in text: Scalars, clause start: Int, unitEnd: Int, number: Int) -> Bool {
    guard durationNot.longestMatch(in: text, at: unitEnd) == nil else { return false }
    return durationBefore.matches(anywhereIn: text[start..<number])
  }
}

extension WordList {
  /// The words whose second field is this one.
  func words(of kind: String) -> [String] {
    entries.compactMap { $0.count > 1 && $0[1] == kind ? $0[0] : nil }
  }
}

/// Finds the longest word of a list that ends at a position.
struct SuffixMatcher: Sendable {
  private let backward: Automaton

  init(_ words: [String]) { backward = Automaton(words.map { String($0.unicodeScalars.reversed()) }) }

  /// The longest word that ends directly before `end`.
  func longestMatch(in text: some ScalarText, endingAt end: Int) -> Matcher.Match? {
    guard end > text.startIndex else { return nil }
    var index = end - 1
    var state = backward.root(text[index])
    var best: Matcher.Match?
    while state != 0 {
      if let word = backward.word(of: state, length: end - index) {
        best = Matcher.Match(word: word, range: index..<end)
      }
      guard index > text.startIndex else { break }
      index -= 1
      state = backward.child(state, text[index])
    }
    return best
  }
}
