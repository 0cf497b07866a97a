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

  /// The step that a new state has reached, once for each run of a colour. A day that comes late may lengthen a run by
  /// more than one.
  public func step(from before: ItemState, to after: ItemState) -> Step? {
    guard !after.isClosed else { return nil }
    let earlier = before.color == after.color ? before.run : 0
    func isReached(_ times: Int?) -> Bool { times.map { earlier < $0 && after.run >= $0 } ?? false }
    switch after.color {
    case .yellow, .orange: return isReached(yellows) ? .redNotice : nil
    case .red: return isReached(reds) ? .talk : nil
    default: return nil
    }
  }
}
