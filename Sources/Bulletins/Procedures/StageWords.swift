/// The words that tell which stages a piece of text names, for all configured procedures.
struct StageWords: Sendable {
  /// A stage where it stands in a folded text.
  struct Mention: Sendable {
    var procedure: Int
    var stage: Int
    var range: Range<Int>
  }

  private let matcher: Matcher
  private let meanings: [[(procedure: Int, stage: Int)]]

  init(_ procedures: [Procedure]) {
    var words: [String] = []
    var places: [String: Int] = [:]
    var meanings: [[(procedure: Int, stage: Int)]] = []
    for (procedure, definition) in procedures.enumerated() {
      for (stage, named) in definition.stages.enumerated() {
        for word in [named.name] + named.words {
          let folded = StageWords.folded(word)
          guard !folded.isEmpty else { continue }
          if places[folded] == nil {
            places[folded] = words.count
            words.append(folded)
            meanings.append([])
          }
          meanings[places[folded] ?? 0].append((procedure, stage))
        }
      }
    }
    matcher = Matcher(words)
    self.meanings = meanings
  }

  /// The stages of a text; where one word lies within another (决议 in 决议公开) the longer one counts.
  func mentions(in text: Scalars) -> [Mention] {
    let found = matcher.matches(in: text)
    let longest = found.filter { match in
      !found.contains {
        $0.range != match.range && $0.range.lowerBound <= match.range.lowerBound
          && $0.range.upperBound >= match.range.upperBound
      }
    }
    return longest.flatMap { match in
      meanings[match.word].map { Mention(procedure: $0.procedure, stage: $0.stage, range: match.range) }
    }
  }

  private static func folded(_ word: String) -> String {
    let scalars = word.scalars
    return String(Folded(scalars, in: 0..<scalars.count).text)
  }
}
