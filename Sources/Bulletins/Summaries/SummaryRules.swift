/// The word lists of `Rules/boilerplate.txt`, read once.
final class SummaryRules: Sendable {
  static let shared = SummaryRules()

  /// Datelines begin with these.
  let agencies: Matcher
  /// Leading clauses that begin so say nothing.
  let openings: Matcher
  /// What stands before a title in the text.
  let titles: Matcher
  private let pending: Matcher
  private let waiting: SuffixMatcher
  private let facts: Matcher
  private let sources: Matcher
  private let reports: SuffixMatcher
  private let alone: Matcher
  /// Sentences that begin so are neither lead nor result.
  let asides: Matcher
  /// Clauses that begin so need the one before them.
  let dangling: Matcher
  /// Sentences that begin so tell a result.
  let results: Matcher
  private let colours: Matcher
  private let framings: SuffixMatcher
  private let closings: SuffixMatcher
  private let slogans: Matcher

  private init() {
    let words = WordList(PackageResources.boilerplate_txt)
    agencies = Matcher(words.words(of: "agency"))
    openings = Matcher(words.words(of: "opening"))
    titles = Matcher(words.words(of: "title"))
    pending = Matcher(words.words(of: "pending"))
    waiting = SuffixMatcher(words.words(of: "waiting"))
    facts = Matcher(words.words(of: "fact"))
    sources = Matcher(words.words(of: "source"))
    reports = SuffixMatcher(words.words(of: "reported"))
    alone = Matcher(words.words(of: "alone"))
    asides = Matcher(words.words(of: "aside"))
    dangling = Matcher(words.words(of: "dangling"))
    results = Matcher(words.words(of: "result"))
    colours = Matcher(words.words(of: "status"))
    framings = SuffixMatcher(words.words(of: "framing"))
    closings = SuffixMatcher(words.words(of: "closing"))
    slogans = Matcher(words.words(of: "slogan"))
  }

  /// True if a clause at the beginning of a sentence only leads up to it.
  func leadsUp(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    if alone.isWhole(clause) { return true }
    // 某街道以…为契机 names who acts.
    if framings.longestMatch(in: clause, endingAt: clause.endIndex) != nil,
      clause.dropFirst().firstIndex(of: "以") == nil || clause.first == "以" || clause.last == "来"
    {
      return true
    }
    if namesSource(clause) { return true }
    let start = clause.startIndex
    return openings.longestMatch(in: clause, at: start) != nil
      && facts.longestMatch(in: clause, at: start) == nil
  }

  /// True if a clause only says where the news comes from: 记者从…获悉, 据…报道.
  func namesSource(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    sources.longestMatch(in: clause, at: clause.startIndex) != nil
      && reports.longestMatch(in: clause, endingAt: clause.endIndex) != nil
  }

  /// True if a clause at the end of a sentence only promises or praises.
  func promises(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    closings.longestMatch(in: clause, endingAt: clause.endIndex) != nil
  }

  /// True if a clause names a colour, a delay or the black list.
  func names(_ clause: ArraySlice<Unicode.Scalar>) -> Bool { colours.matches(anywhereIn: clause) }

  /// True if a clause is only the first half of what is said: 虽然…, …表示.
  func waits(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    pending.longestMatch(in: clause, at: clause.startIndex) != nil
      || waiting.longestMatch(in: clause, endingAt: clause.endIndex) != nil
  }

  /// True if a clause is a slogan.
  func isSlogan(_ clause: ArraySlice<Unicode.Scalar>) -> Bool { slogans.isWhole(clause) }
}
