/// Keeps the journal's entries below a rate: a bucket that fills with the clock. Pure, the clock is handed in.
///
/// journald drops what exceeds its limit and tells nobody (systemd 252): so the limit is never reached.
struct Pacing: Sendable {
  /// Entries a second.
  var rate: Double
  /// So many may go at once.
  private let burst: Double
  private var tokens: Double
  private var last: Double?

  init(rate: Int) {
    self.rate = Double(max(rate, 1))
    burst = max(self.rate / 10, 1)
    tokens = burst
  }

  /// Takes leave to send one entry.
  ///
  /// - Parameter now: seconds of a monotonic clock.
  /// - Returns: seconds to wait before sending it.
  mutating func take(now: Double) -> Double {
    tokens = min(burst, tokens + (now - (last ?? now)) * rate)
    last = now
    tokens -= 1
    return tokens >= 0 ? 0 : -tokens / rate
  }
}
