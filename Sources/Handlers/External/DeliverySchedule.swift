public import Store

/// When a delivery is tried again and when it is given up: pure; clock and chance are handed in.
///
/// A temporary failure (EX_TEMPFAIL) is tried again for as long as the delivery lives; any other a few times only. The wait
/// doubles, up to a longest, and is shortened by chance, so that what failed together does not come back together
/// ("full jitter" would let some come at once; half keeps the wait).
public struct DeliverySchedule: Sendable, Equatable {
  /// Seconds before the second attempt; doubled each time.
  public var first = 5.0
  /// The longest wait, seconds.
  public var longest = 3_600.0
  /// So often it is tried again after a failure that is not temporary.
  public var retries = 3
  /// So long a delivery lives, seconds.
  public var lifetime = 2 * 86_400.0

  /// The usual schedule: 5 s doubling to an hour, three retries, two days.
  public init() {}

  /// How an attempt went.
  public enum Outcome: Sendable, Equatable {
    case done
    /// Exit status 75, or it was stopped with us.
    case temporary(String)
    case failed(String)
  }

  /// What becomes of a delivery after an attempt.
  ///
  /// - Parameter chance: from 0 to 1.
  public func judge(
    _ delivery: ExternalDelivery, _ outcome: Outcome, at now: Timestamp, chance: Double
  ) -> ExternalDelivery {
    var result = delivery
    result.attempts += 1
    switch outcome {
    case .done:
      result.state = .done
      result.error = nil
      result.finished = now
      return result
    case .temporary(let error):
      result.state = .pending
      result.error = error
    case .failed(let error):
      result.state = .failed
      result.failures += 1
      result.error = error
    }
    let end = delivery.born.adding(seconds: lifetime)
    result.nextAttempt = now.adding(seconds: wait(after: result.attempts, chance: chance))
    if result.failures > retries || now >= end {
      result.state = .dead
      result.finished = now
    } else if result.nextAttempt > end {
      // The last attempt is made at the end of the lifetime, not after it.
      result.nextAttempt = end
    }
    return result
  }

  /// Seconds to wait after an attempt.
  func wait(after attempt: Int, chance: Double) -> Double {
    var wait = first
    for _ in 1..<max(attempt, 1) where wait < longest { wait *= 2 }
    return min(wait, longest) * (1 - min(max(chance, 0), 1) / 2)
  }
}
