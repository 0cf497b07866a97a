/// Which scheme each unit uses, as configuration says.
public struct Schemes: Sendable, Equatable {
  /// The scheme of whoever has none of its own.
  public var standard: Scheme
  /// Schemes by the name of a unit, or by a part of it: 渭南市 is also that of 渭南市临渭区.
  public var units: [String: Scheme]

  /// The usual scheme for all, unless something else is given.
  public init(standard: Scheme = .usual, units: [String: Scheme] = [:]) {
    self.standard = standard
    self.units = units
  }

  /// The scheme of a unit: that of the longest configured name which its name holds.
  public func scheme(of unit: String?) -> Scheme {
    guard let unit, !units.isEmpty else { return standard }
    let name = unit.scalars
    let best = units.filter { Matcher([$0.key]).matches(anywhereIn: name) }
      .max { ($0.key.count, $1.key) < ($1.key.count, $0.key) }
    return best?.value ?? standard
  }
}
