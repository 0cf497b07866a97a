import Synchronization

/// Wakes the intake. Rings that come while it works are one ring; what came by rename is remembered until it looks.
final class Doorbell: Sendable {
  /// What was noticed since the last look.
  struct Rings: Sendable, Equatable {
    /// Names that arrived by a rename: complete by construction.
    var whole: Set<FileName> = []
    /// True if something else may have made a file complete: a look at the folder finds it.
    var unnamed = false
    /// True if the kernel dropped events: the folder must be read again, which every look does.
    var overflow = false
    /// True if events were lost, or come again.
    var modeChanged = false
    /// True if the inbox itself went away.
    var lost = false
  }

  /// More names than these are not remembered; then such files settle like all others.
  private static let most = 65_536

  private let rings = Mutex(Rings())
  /// An element for every ring that was not yet seen.
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Wakes the intake.
  func ring() { continuation.yield() }

  /// Notes something and wakes the intake.
  func ring(_ note: (inout Rings) -> Void) {
    rings.withLock { state in
      note(&state)
      if state.whole.count > Doorbell.most { state.whole.removeAll() }
    }
    continuation.yield()
  }

  /// What was noticed since the last call.
  func take() -> Rings {
    rings.withLock { state in
      defer { state = Rings() }
      return state
    }
  }

  /// What arrived since the last call; all other rings stay.
  func takeArrivals() -> (whole: Set<FileName>, unnamed: Bool) {
    rings.withLock { state in
      defer {
        state.whole = []
        state.unnamed = false
      }
      return (state.whole, state.unnamed || state.overflow)
    }
  }

  /// No more rings will come.
  func finish() { continuation.finish() }
}
