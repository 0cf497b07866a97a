public import Store

/// When a failed handler is tried again: pure, the clock is handed in.
public struct RetrySchedule: Sendable {
  /// Seconds before the second attempt; doubled each time.
  public var first: Double
  /// The longest wait, seconds.
  public var longest: Double
  /// After so many attempts it is given up.
  public var attempts: Int

  /// A schedule; by default 5 s, doubling to an hour, sixteen attempts (about seven hours).
  public init(first: Double = 5, longest: Double = 3600, attempts: Int = 16) {
    self.first = first
    self.longest = longest
    self.attempts = attempts
  }

  /// When to try again after an attempt that failed, or nil to give up.
  public func next(after attempt: Int, at now: Timestamp) -> Timestamp? {
    guard attempt < attempts else { return nil }
    var wait = first
    for _ in 1..<max(attempt, 1) where wait < longest { wait *= 2 }
    return now.adding(seconds: min(wait, longest))
  }
}
