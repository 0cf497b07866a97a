/// A colour of a supervision scheme.
public enum StatusColor: String, Sendable, Hashable, CaseIterable {
  case red, orange, yellow, green, blue, black
}

/// A colour word of an article and what the reader made of it.
public struct Status: Sendable, Equatable {
  /// What kind of statement it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Said of work, here and now: all four gates of DESIGN.md hold.
    case reported
    /// A colour word that reports nothing; `gate` tells which gate it failed.
    case mentioned
    /// A colour that was, and is lifted, closed or changed for the better.
    case resolved
    /// Behind schedule, without a colour (滞后, 未达序时).
    case lagging
    /// On a black list (黑榜, 黑名单).
    case blacklisted
    /// A weather or air-quality warning.
    case weather
  }

  /// The gate that a mentioned colour failed.
  public enum Gate: String, Sendable, CaseIterable {
    case definition, condition, threshold, plan, past, zero, negated, elsewhere
    case weather, traffic, health, sport, culture, party, honour, other
  }

  /// The colour as printed. Where the scheme or the text makes it a praise, its kind is mentioned, its gate honour.
  public var color: StatusColor
  /// What kind of statement it is.
  public var kind: Kind
  /// The failed gate of a mentioned colour, nil for the other kinds.
  public var gate: Gate?
  /// How many, as printed; nil when no number is printed.
  public var count: Int?
  /// The items of work that the text names for it.
  public var items: [String]
  /// The units that the text names for it, in the order of `items` where each item has one.
  public var units: [String]
  /// The sentence, as printed.
  public var quote: String
  /// Why the reader decided so, in one English sentence that names the rule.
  public var because: String

  /// The unit to show where only one has room: the only one named, else nil.
  public var unit: String? { units.count == 1 ? units[0] : nil }

  /// A status; what is not given is empty.
  public init(
    color: StatusColor, kind: Kind, gate: Gate? = nil, count: Int? = nil, items: [String] = [],
    units: [String] = [], quote: String, because: String
  ) {
    self.color = color
    self.kind = kind
    self.gate = gate
    self.count = count
    self.items = items
    self.units = units
    self.quote = quote
    self.because = because
  }

  /// True for what must alert: red, reported, and not counted as zero.
  public var isReportedRed: Bool { color == .red && kind == .reported && count != 0 }
}
