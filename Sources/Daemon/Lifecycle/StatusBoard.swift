import Synchronization

/// What `systemctl status` shows: the intake's state, and what else is wrong.
final class StatusBoard: Sendable {
  private struct Contents {
    var intake = Intake.State()
    var delivery: String?
  }

  private let contents = Mutex(Contents())
  private let show: @Sendable (String) -> Void

  /// - Parameter show: gets the line whenever it changes.
  init(show: @escaping @Sendable (String) -> Void) { self.show = show }

  /// The intake's state changed.
  func set(_ intake: Intake.State) { change { $0.intake = intake } }

  /// What keeps deliveries from being made; nil if nothing does.
  func set(delivery trouble: String?) { change { $0.delivery = trouble } }

  /// The line.
  var text: String { contents.withLock { StatusBoard.text($0) } }

  private func change(_ body: (inout Contents) -> Void) {
    let line = contents.withLock { contents -> String? in
      let before = StatusBoard.text(contents)
      body(&contents)
      let after = StatusBoard.text(contents)
      return before == after ? nil : after
    }
    if let line { show(line) }
  }

  private static func text(_ contents: Contents) -> String {
    let state = contents.intake
    let queue =
      state.trouble
      ?? "\(max(0, state.waiting)) waiting, \(state.accepted) accepted, \(state.rejected) rejected; \(state.mode)"
    return [queue, contents.delivery].compactMap { $0 }.joined(separator: "; ")
  }
}
