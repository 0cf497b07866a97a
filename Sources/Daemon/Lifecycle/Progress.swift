import Synchronization

/// Tells whether the intake loop makes steps: what the watchdog goes by.
final class Progress: Sendable {
  private struct State {
    /// When the last step ended, while work is under way; nil while there is nothing to do.
    var lastStep: Double?
  }

  private let state = Mutex(State())
  private let clock: Clock

  init(clock: Clock) { self.clock = clock }

  /// A step was made and another follows.
  func step() { state.withLock { $0.lastStep = clock.monotonic() } }

  /// There is nothing to do: waiting is no standing still.
  func rest() { state.withLock { $0.lastStep = nil } }

  /// False if a step has taken longer than its deadline, seconds.
  func isAlive(deadline: Double) -> Bool {
    guard let last = state.withLock({ $0.lastStep }) else { return true }
    return clock.monotonic() - last <= deadline
  }
}
