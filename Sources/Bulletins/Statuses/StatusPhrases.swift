/// The phrases of one class of `Rules/StatusPhrases.txt`, which says what each class is for.
struct StatusPhrases: Sendable {
  static let withProblems = StatusPhrases("with-problems")
  static let measured = StatusPhrases("measured")
  static let sinceThen = StatusPhrases("since-then")
  static let headOfList = StatusPhrases("head-of-list")
  static let copula = StatusPhrases("copula")
  static let praise = StatusPhrases("praise")
  static let praised = StatusPhrases("praised")
  static let weakCopula = StatusPhrases("weak-copula")
  static let beforeCopula = StatusPhrases("before-copula")
  static let praisedRank = StatusPhrases("praised-rank")
  static let unitLabel = StatusPhrases("unit-label")
  static let itemLabel = StatusPhrases("item-label")
  static let givenTo = StatusPhrases("given-to")
  static let attribute = StatusPhrases("attribute")
  static let listLead = StatusPhrases("list-lead")
  static let weakListLead = StatusPhrases("weak-list-lead")
  static let consequence = StatusPhrases("consequence")
  static let mechanism = StatusPhrases("mechanism")
  static let adverb = StatusPhrases("adverb")
  static let fact = StatusPhrases("fact")
  static let goal = StatusPhrases("goal")
  static let denial = StatusPhrases("denial")
  static let question = StatusPhrases("question")
  static let liftedList = StatusPhrases("lifted-list")
  static let notYet = StatusPhrases("not-yet")
  static let remainder = StatusPhrases("remainder")
  static let parts = StatusPhrases("parts")
  static let total = StatusPhrases("total")
  static let groupLead = StatusPhrases("group-lead")
  static let bearer = StatusPhrases("bearer")
  static let responsible = StatusPhrases("responsible")
  static let nameTail = StatusPhrases("name-tail")
  static let officeEnd = StatusPhrases("office-end")
  static let placeEnd = StatusPhrases("place-end")
  static let listing = StatusPhrases("listing")
  static let quoting = StatusPhrases("quoting")
  static let holdsNow = StatusPhrases("holds-now")
  static let weatherWork = StatusPhrases("weather-work")
  static let sum = StatusPhrases("sum")
  static let changing = StatusPhrases("changing")
  static let reaching = StatusPhrases("reaching")
  static let holder = StatusPhrases("holder")
  static let earlierPeriod = StatusPhrases("earlier-period")
  static let noFillerBefore = StatusPhrases("no-filler-before")
  static let stative = StatusPhrases("stative")
  static let whoseColour = StatusPhrases("whose-colour")
  static let generalizing = StatusPhrases("generalizing")
  static let merely = StatusPhrases("merely")
  static let inspectedSelf = StatusPhrases("inspected-self")
  static let ofAll = StatusPhrases("of-all")
  static let onward = StatusPhrases("onward")
  static let limit = StatusPhrases("limit")
  static let turning = StatusPhrases("turning")
  static let timeSpan = StatusPhrases("time-span")
  static let letterOpening = StatusPhrases("letter-opening")
  static let dealing = StatusPhrases("dealing")
  static let several = StatusPhrases("several")
  static let ofAttribute = StatusPhrases("of-attribute")
  static let adverbial = StatusPhrases("adverbial")
  static let title = StatusPhrases("title")
  static let looseLead = StatusPhrases("loose-lead")
  static let deadline = StatusPhrases("deadline")
  static let penalty = StatusPhrases("penalty")
  static let problem = StatusPhrases("problem")
  static let leader = StatusPhrases("leader")
  static let ruling = StatusPhrases("ruling")
  static let rumour = StatusPhrases("rumour")
  static let notAmong = StatusPhrases("not-among")
  static let memory = StatusPhrases("memory")
  static let onTheSpot = StatusPhrases("on-the-spot")
  static let pointingBack = StatusPhrases("pointing-back")
  static let worst = StatusPhrases("worst")
  static let comparison = StatusPhrases("comparison")
  static let involving = StatusPhrases("involving")
  static let remaining = StatusPhrases("remaining")
  static let pointingAhead = StatusPhrases("pointing-ahead")
  static let titled = StatusPhrases("titled")
  static let published = StatusPhrases("published")
  static let ofProblems = StatusPhrases("of-problems")
  static let punished = StatusPhrases("punished")
  static let contest = StatusPhrases("contest")
  static let officeName = StatusPhrases("office-name")
  static let decided = StatusPhrases("decided")
  static let theyAre = StatusPhrases("they-are")
  static let story = StatusPhrases("story")
  static let theRest = StatusPhrases("the-rest")
  static let hearsay = StatusPhrases("hearsay")
  static let neverSo = StatusPhrases("never-so")
  static let ashamed = StatusPhrases("ashamed")

  /// The phrases in the order of the table.
  let words: [String]
  private let matcher: Matcher
  private let set: Set<Scalars>
  private let wordEnds: WordEnds

  private static let entries = WordList(PackageResources.StatusPhrases_txt).entries

  private init(_ kind: String) {
    words = Self.entries.filter { $0.count > 1 && $0[1] == kind }.map { $0[0] }
    matcher = Matcher(words)
    set = Set(words.map(\.scalars))
    wordEnds = WordEnds(words)
  }

  /// True if a text is one of the phrases.
  func contains(_ text: some Sequence<Unicode.Scalar>) -> Bool { set.contains(Scalars(text)) }

  /// The longest phrase that begins at a position, or nil.
  func longestMatch(in text: some ScalarText, at start: Int) -> Matcher.Match? {
    matcher.longestMatch(in: text, at: start)
  }

  /// All phrases of a text.
  func matches(in text: some ScalarText) -> [Matcher.Match] { matcher.matches(in: text) }

  /// True if a phrase stands anywhere in a text.
  func matches(anywhereIn text: some ScalarText) -> Bool { matcher.matches(anywhereIn: text) }

  /// Where the longest phrase that ends at a position begins, or nil.
  func start(endingAt end: Int, in text: Scalars, from floor: Int) -> Int? {
    var found: Int?
    wordEnds.ending(at: end, from: floor, in: text) { _, begin in found = begin }
    return found
  }

  /// True if a phrase ends at a position.
  func ends(_ text: Scalars, at end: Int) -> Bool { start(endingAt: end, in: text, from: 0) != nil }
}
