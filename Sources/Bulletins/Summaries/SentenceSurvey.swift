/// One walk over an article that keeps the sentences that a summary may need: the first ones, and those that hold
/// most numbers.
struct SentenceSurvey: Sendable {
  /// The first sentences in reading order.
  private(set) var first: [Sentence] = []
  /// For each quote the order of the sentence in which it begins, or nil.
  private(set) var places: [Int?]

  /// The scalars of all sentences.
  private(set) var length = 0

  private var ranked: [(score: Double, sentence: Sentence)] = []
  private let quotes: [ArraySlice<Unicode.Scalar>]

  private static let firstCount = 6
  private static let rankedCount = 16
  /// So many scalars tell one sentence of an article from the others.
  private static let fingerprint = 8

  /// The sentences behind the first that hold most numbers for their length.
  var richest: [Sentence] { ranked.map(\.sentence) }

  /// Walks over the paragraphs; `quotes` are sentences whose place is wanted.
  init(paragraphs: [Scalars], quotes: [Scalars]) {
    self.quotes = quotes.map { $0.prefix(Self.fingerprint) }
    places = quotes.map { _ in nil }
    var order = 0
    let splitter = SentenceSplitter()
    for text in paragraphs {
      for range in splitter.sentences(in: text) {
        take(text[range], order: order)
        order += 1
      }
    }
  }

  private mutating func take(_ scalars: ArraySlice<Unicode.Scalar>, order: Int) {
    length += scalars.count
    for index in quotes.indices where places[index] == nil && scalars.contains(quotes[index]) {
      places[index] = order
    }
    if first.count < Self.firstCount {
      first.append(Sentence(scalars: Scalars(scalars), order: order))
      return
    }
    let numbers = scalars.numberCount
    guard numbers > 0 else { return }
    let score = Double(numbers) / Double(scalars.count + 12)
    if ranked.count == Self.rankedCount, let last = ranked.last, last.score >= score { return }
    let place = ranked.firstIndex { $0.score < score } ?? ranked.count
    ranked.insert((score, Sentence(scalars: Scalars(scalars), order: order)), at: place)
    if ranked.count > Self.rankedCount { ranked.removeLast() }
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// True if the other slice stands in this one.
  func contains(_ other: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let head = other.first, count >= other.count else { return false }
    for index in startIndex...(endIndex - other.count) where self[index] == head {
      if self[index..<(index + other.count)].elementsEqual(other) { return true }
    }
    return false
  }

  /// How many runs of digits stand here, those of dates and document numbers left out. A quick look: the reader of
  /// figures decides later.
  fileprivate var numberCount: Int {
    var count = 0
    var inRun = false
    for scalar in self {
      if scalar.isDigit || (inRun && scalar.isPoint) {
        inRun = true
      } else if inRun {
        inRun = false
        switch scalar {
        case "年", "月", "日", "时", "点", "号", "期", "岁", "届", "-", "－", "—": break
        default: count += 1
        }
      }
    }
    return count
  }
}
