/// The thresholds that a scheme has of its own; nil is what holds for all.
public struct ScheduleThresholds: Sendable, Equatable {
  /// As in ``ScheduleRule``, in percentage points and days.
  public var redBehind: Double?, yellowBehind: Double?, dueSoon: Int?

  /// Thresholds; what is not given is what holds for all.
  public init(redBehind: Double? = nil, yellowBehind: Double? = nil, dueSoon: Int? = nil) {
    self.redBehind = redBehind
    self.yellowBehind = yellowBehind
    self.dueSoon = dueSoon
  }
}

/// By which rule the items of each office are judged: the one for all, with the thresholds of the office's scheme.
public struct ScheduleRules: Sendable, Equatable {
  /// The rule of whoever has no thresholds of their own.
  public var standard: ScheduleRule
  /// The schemes.
  public var schemes: Schemes

  /// Rules.
  public init(standard: ScheduleRule = ScheduleRule(), schemes: Schemes = Schemes()) {
    self.standard = standard
    self.schemes = schemes
  }

  /// The rule for an office.
  public func rule(for unit: String?) -> ScheduleRule {
    standard.with(schemes.scheme(of: unit).thresholds)
  }

  /// Judges the rows of a bulletin; a row that names no office is the bulletin's.
  public func judge(_ bulletin: inout Bulletin, on day: Day) {
    let owner = bulletin.articles.lazy.compactMap(\.unit).first
    for index in bulletin.items.indices {
      bulletin.items[index].judge(by: rule(for: bulletin.items[index].unit ?? owner), on: day)
    }
  }
}

extension ScheduleRule {
  /// The rule with thresholds in the place of its own.
  public func with(_ thresholds: ScheduleThresholds) -> ScheduleRule {
    ScheduleRule(
      redBehind: thresholds.redBehind ?? redBehind, yellowBehind: thresholds.yellowBehind ?? yellowBehind,
      dueSoon: thresholds.dueSoon ?? dueSoon)
  }
}
