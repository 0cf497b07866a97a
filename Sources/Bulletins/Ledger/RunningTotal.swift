/// A figure of one unit and subject as it was reported over time.
public struct RunningTotal: Sendable, Equatable {
  /// One report of it.
  public struct Step: Sendable, Equatable {
    /// The day.
    public var day: Day
    /// The figure as printed.
    public var figure: Figure
    /// True if the sentence counts from a beginning (累计, 截至目前, 今年以来).
    public var isCumulative: Bool
    /// True if it is cumulative and smaller than before, which cannot be.
    public var falls = false

    /// A step.
    public init(day: Day, figure: Figure, isCumulative: Bool) {
      self.day = day
      self.figure = figure
      self.isCumulative = isCumulative
    }
  }

  /// The steps in the order of the days, each compared with the one before it.
  public static func compare(_ steps: [Step]) -> [Step] {
    var last: Step?
    return steps.map { step in
      var step = step
      if step.isCumulative {
        // What began anew (今年以来 in January) may be smaller.
        if let last, last.day.year == step.day.year, step.figure.value < last.figure.value {
          step.falls = true
        }
        last = step
      }
      return step
    }
  }

  /// True if the words before a figure in its text count from a beginning.
  public static func isCumulative(_ figure: Figure, in body: String) -> Bool {
    guard let range = body.firstRange(of: figure.text) else { return false }
    let before = CellText.folded(String(body[..<range.lowerBound].suffix(reach)))
    let sentence = before.split { "。;；!".unicodeScalars.contains($0) }.last ?? before[...]
    return LedgerWords.shared.contains(sentence, "cumulative")
  }

  /// So many characters before a figure its cue may stand.
  private static let reach = 80
}
