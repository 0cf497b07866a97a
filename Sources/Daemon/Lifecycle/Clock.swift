import Glibc
import Store

/// The clocks, handed to whatever needs the time so that tests can hand in their own.
struct Clock: Sendable {
  /// The time of day.
  var now: @Sendable () -> Timestamp
  /// Seconds that never go back and are not set by anybody.
  var monotonic: @Sendable () -> Double

  /// The machine's clocks (clock_gettime(2)).
  static let system = Clock(
    now: {
      let time = read(CLOCK_REALTIME)
      return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    },
    monotonic: {
      let time = read(CLOCK_MONOTONIC)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    })

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
