/// What the colours of a place mean. Colour meanings differ: in most places red is behind schedule, in some a red plate
/// is the highest praise. A definition inside a text overrides the scheme for that text.
public struct Scheme: Sendable, Equatable {
  /// What a colour says of the work.
  public enum Meaning: String, Sendable, CaseIterable {
    /// Behind schedule, failed, to be explained: what an alert is for.
    case behind
    /// Slow, or close to the deadline.
    case slow
    /// On schedule or ahead of it.
    case fine
    /// Praise: an honour, not a state of work.
    case praise
    /// On a black list.
    case listed
  }

  /// The name by which configuration chooses it, e.g. 红黄蓝.
  public var name: String
  /// What each of its colours means; a colour that it does not know is not its own.
  public var meanings: [StatusColor: Meaning]

  /// When its items are red or yellow by their figures, where that differs from what holds for all.
  public var thresholds: ScheduleThresholds

  /// A scheme of this name and these meanings.
  public init(
    name: String, meanings: [StatusColor: Meaning], thresholds: ScheduleThresholds = ScheduleThresholds()
  ) {
    self.name = name
    self.meanings = meanings
    self.thresholds = thresholds
  }

  /// What a person is told of a colour that is no warning in this scheme; nil for every other.
  ///
  /// Green and blue that are fine are counted as they are: they alarm nobody.
  func goodness(of color: StatusColor) -> String? {
    switch (meanings[color], color) {
    case (.praise, _): "praise here: by the scheme \(name) of the configuration"
    case (.fine, .red), (.fine, .orange), (.fine, .yellow):
      "well here: by the scheme \(name) of the configuration"
    default: nil
    }
  }

  /// The built-in schemes of `Rules/Schemes.txt`, in its order; the first is the default.
  public static let builtIn: [Scheme] = WordList(PackageResources.Schemes_txt).entries.map { entry in
    var meanings: [StatusColor: Meaning] = [:]
    for field in entry.dropFirst() {
      let parts = field.split(separator: "=")
      guard parts.count == 2, let color = StatusColor(rawValue: String(parts[0])),
        let meaning = Meaning(rawValue: String(parts[1]))
      else { continue }
      meanings[color] = meaning
    }
    return Scheme(name: entry[0], meanings: meanings)
  }

  /// Red is behind, yellow slow, green and blue fine: what most offices mean.
  public static let usual = builtIn.first ?? Scheme(name: "红黄蓝", meanings: [.red: .behind])

  /// The built-in scheme of a name, or nil.
  public static func named(_ name: String) -> Scheme? { builtIn.first { $0.name == name } }
}
