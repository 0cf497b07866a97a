/// What follows from the same colour again and again (对同一问题出现多次未整改到位): a notice of its own.
public struct Escalation: Sendable, Equatable {
  /// What follows.
  public enum Step: String, Sendable {
    /// So many yellows in a row become a red notice (红色督办单).
    case redNotice = "red-notice"
    /// So many reds in a row become a talk with those responsible (约谈).
    case talk
  }

  /// So many yellows in a row give a red notice; nil for never.
  public var yellows: Int?
  /// So many reds in a row give a talk; nil for never.
  public var reds: Int?

  /// The rule; by default two yellows and three reds.
  public init(yellows: Int? = 2, reds: Int? = 3) {
    self.yellows = yellows
    self.reds = reds
  }

  /// The step that a new state has reached, once for each run of a colour.
  public func step(from before: ItemState, to after: ItemState) -> Step? {
    guard !after.isClosed, after.run != before.run || after.color != before.color else { return nil }
    switch after.color {
    case .yellow where after.run == yellows, .orange where after.run == yellows: return .redNotice
    case .red where after.run == reds: return .talk
    default: return nil
    }
  }
}
