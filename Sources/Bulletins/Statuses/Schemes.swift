/// Which scheme each unit uses, as configuration says.
public struct Schemes: Sendable {
  /// The scheme of whoever has none of its own.
  public let standard: Scheme
  /// Schemes by the name of a unit, or by a part of it: 渭南市 is also that of 渭南市临渭区.
  public let units: [String: Scheme]

  private let names: [String]
  private let matcher: Matcher

  /// The usual scheme for all, unless something else is given.
  public init(standard: Scheme = .usual, units: [String: Scheme] = [:]) {
    self.standard = standard
    self.units = units
    names = units.keys.sorted()
    matcher = Matcher(names)
  }

  /// True if any scheme has thresholds of its own.
  public var haveThresholds: Bool {
    standard.thresholds != ScheduleThresholds()
      || units.values.contains { $0.thresholds != ScheduleThresholds() }
  }

  /// The scheme of a unit: that of the longest configured name which its name holds.
  public func scheme(of unit: String?) -> Scheme { own(unit) ?? standard }

  /// The scheme of an article: that of the unit that acts, else of the kicker above the headline, else of the first that the
  /// headline names: 渭南市 issues what 临渭区 is told.
  func scheme(of article: Article) -> Scheme {
    for name in [article.unit, article.kicker, article.headline] {
      if let scheme = own(name) { return scheme }
    }
    return standard
  }

  /// The scheme that the configuration gives a unit, nil if it names none.
  func own(_ unit: String?) -> Scheme? {
    guard let unit, !names.isEmpty else { return nil }
    // The longest; of several as long the one that stands first.
    let best = matcher.matches(in: unit.scalars).max { left, right in
      (left.range.count, right.range.lowerBound) < (right.range.count, left.range.lowerBound)
    }
    return best.flatMap { units[names[$0.word]] }
  }
}

extension Schemes: Equatable {
  /// The same schemes for the same names.
  public static func == (left: Schemes, right: Schemes) -> Bool {
    left.standard == right.standard && left.units == right.units
  }
}
