/// Fills a summary with the clauses that tell most figures.
struct ResultPicker {
  let rules: SummaryRules
  let sentences: [Sentence]
  /// Figures per character below which a clause is not worth its room.
  let leastDensity: Double

  /// The most clauses that are shown together.
  private static let longestWindow = 5
  /// Fewer characters from the middle of a sentence do not say what they are about.
  private static let shortestWindow = 10
  /// Of a sentence longer than this the first clauses are looked at.
  private static let mostClauses = 60

  /// Some clauses in a row and the figures in them.
  private struct Window {
    var sentence: Int
    var clauses: Range<Int>
    var count: Int
    /// The numbers of the figures in `FigureNumbers`.
    var figures: [Int]
    var weight: Double
  }

  /// Adds parts to the summary until nothing more is worth it.
  func fill(_ parts: inout [SummaryPart], room: Int) {
    var room = room
    let clauses = sentences.map { Array($0.clauses.prefix(Self.mostClauses)) }
    var numbers = FigureNumbers()
    var told: Set<Int> = []
    for part in parts { told.formUnion(numbers.figures(in: part.scalars).map(\.number)) }
    var windows: [Window] = []
    for index in sentences.indices {
      guard rules.asides.longestMatch(in: sentences[index].scalars, at: 0) == nil else { continue }
      windows += self.windows(of: index, clauses: clauses[index], longest: room, numbers: &numbers)
    }
    while room > 8 {
      var best: (window: Window, density: Double)?
      for window in windows where window.count <= room {
        let gain = window.figures.count { !told.contains($0) }
        guard gain > 0 else { continue }
        let density = Double(gain) / Double(window.count + 6) * window.weight
        if density >= leastDensity, density > best?.density ?? 0 { best = (window, density) }
      }
      guard let window = best?.window else { return }
      let ranges = clauses[window.sentence][window.clauses]
      let part = SummaryPart(sentences[window.sentence], clauses: Array(ranges))
      windows.removeAll { $0.sentence == window.sentence && $0.clauses.overlaps(window.clauses) }
      let overlaps = parts.contains { other in
        other.order == part.order
          && other.clauses.contains { clause in ranges.contains { $0.overlaps(clause) } }
      }
      guard !overlaps else { continue }
      parts.append(part)
      room -= part.count
      told.formUnion(window.figures)
    }
  }

  /// The runs of clauses of a sentence that hold figures, do not hang in the air and fit.
  private func windows(
    of index: Int, clauses: [Range<Int>], longest: Int, numbers: inout FigureNumbers
  ) -> [Window] {
    let sentence = sentences[index]
    let found = numbers.figures(in: sentence.scalars)
    guard !found.isEmpty else { return [] }
    var figures = clauses.map { _ in [Int]() }
    var place = 0
    for figure in found {
      while place < clauses.count, clauses[place].upperBound <= figure.place { place += 1 }
      guard place < clauses.count else { break }
      figures[place].append(figure.number)
    }
    let isResult = rules.results.longestMatch(in: sentence.scalars, at: 0) != nil
    var windows: [Window] = []
    for start in clauses.indices {
      let ends = start..<min(clauses.count, start + Self.longestWindow)
      guard ends.contains(where: { !figures[$0].isEmpty }) else { continue }
      let head = sentence.scalars[clauses[start]].trimmed
      if start > 0, rules.dangling.longestMatch(in: head, at: head.startIndex) != nil { continue }
      var held: [Int] = []
      for end in ends {
        held += figures[end].filter { !held.contains($0) }
        guard !figures[end].isEmpty else { continue }
        let count = clauses[end].upperBound - clauses[start].lowerBound + 1
        guard count <= longest else { break }
        if start > 0, count < Self.shortestWindow { continue }
        if end + 1 < clauses.count, rules.waits(sentence.scalars[clauses[end]].trimmed) { continue }
        let weight = (isResult ? 1.2 : 1) * (start == 0 ? 1.3 : 1)
        windows.append(
          Window(sentence: index, clauses: start..<(end + 1), count: count, figures: held, weight: weight))
      }
    }
    return windows
  }
}

/// Numbers the figures of an article, so that one that is said twice counts once.
private struct FigureNumbers {
  private struct Key: Hashable {
    var value: Double
    var unit: String
  }

  private var numbers: [Key: Int] = [:]

  /// The figures of a text: where each begins and its number.
  mutating func figures(in text: Scalars) -> [(place: Int, number: Int)] {
    FigureReader().figures(in: text, isNaming: false).map { found in
      let key = Key(value: found.figure.value, unit: found.figure.unit)
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return (found.range.lowerBound, number)
    }
  }
}
