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
  private let alone: Set<Scalars>
  /// Sentences that begin so are neither lead nor result.
  let asides: Matcher
  /// Clauses that begin so need the one before them.
  let dangling: Matcher
  /// Sentences that begin so tell a result.
  let results: Matcher
  private let colours: Matcher
  private let framings: SuffixMatcher
  private let closings: SuffixMatcher
  private let slogans: Set<Scalars>

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
    alone = Set(words.words(of: "alone").map(\.scalars))
    asides = Matcher(words.words(of: "aside"))
    dangling = Matcher(words.words(of: "dangling"))
    results = Matcher(words.words(of: "result"))
    colours = Matcher(words.words(of: "status"))
    framings = SuffixMatcher(words.words(of: "framing"))
    closings = SuffixMatcher(words.words(of: "closing"))
    slogans = Set(words.words(of: "slogan").map(\.scalars))
  }

  /// True if a clause at the beginning of a sentence only leads up to it.
  func leadsUp(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = Scalars(clause)
    if alone.contains(words) { return true }
    // 某街道以…为契机 names who acts.
    if framings.longestMatch(in: words, endingAt: words.count) != nil,
      words.dropFirst().firstIndex(of: "以") == nil || words.first == "以" || words.last == "来"
    {
      return true
    }
    if namesSource(clause) { return true }
    return openings.longestMatch(in: words, at: 0) != nil && facts.longestMatch(in: words, at: 0) == nil
  }

  /// True if a clause only says where the news comes from: 记者从…获悉, 据…报道.
  func namesSource(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = Scalars(clause)
    return sources.longestMatch(in: words, at: 0) != nil
      && reports.longestMatch(in: words, endingAt: words.count) != nil
  }

  /// True if a clause at the end of a sentence only promises or praises.
  func promises(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = Scalars(clause)
    return closings.longestMatch(in: words, endingAt: words.count) != nil
  }

  /// True if a clause names a colour, a delay or the black list.
  func names(_ clause: ArraySlice<Unicode.Scalar>) -> Bool { colours.matches(anywhereIn: clause) }

  /// True if a clause is only the first half of what is said: 虽然…, …表示.
  func waits(_ clause: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = Scalars(clause)
    return pending.longestMatch(in: words, at: 0) != nil
      || waiting.longestMatch(in: words, endingAt: words.count) != nil
  }

  /// True if a clause is a slogan.
  func isSlogan(_ clause: ArraySlice<Unicode.Scalar>) -> Bool { slogans.contains(Scalars(clause)) }
}
