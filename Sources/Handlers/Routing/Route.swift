/// One rule of `routes`: which handlers get the bulletins that meet a condition.
public struct Route: Sendable, Equatable {
  /// What a bulletin must be like.
  public var when: Condition
  /// The external handlers that get it.
  public var handlers: [String]
  /// The built-in handlers that do not.
  public var without: [String]
  /// Where it stands in the configuration.
  public var line: Int

  /// A rule.
  public init(when: Condition, handlers: [String], without: [String] = [], line: Int) {
    self.when = when
    self.handlers = handlers
    self.without = without
    self.line = line
  }
}
