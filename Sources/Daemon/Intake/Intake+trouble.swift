import Glibc
import Handlers
import Store

/// What keeps the intake from working is a state that is said once and heals, never a reason to end.
extension Intake {
  /// So often a missing inbox is looked for, seconds: it costs one call.
  private static let inboxPause = 2.0

  private var isInboxThere: Bool { inbox?.isStill(at: configuration.folders.inbox) ?? false }

  /// Finds the inbox again after it went away.
  func reopen() -> Bool {
    if isInboxThere { return true }
    inbox?.watcher.stop()
    inbox = nil
    do {
      take(
        try Inbox(
          path: configuration.folders.inbox, limits: configuration.limits, doorbell: around.doorbell,
          making: false, subfolders: configuration.router.folders))
      if trouble.current?.event == .inboxMissing { recovered() }
      return true
    } catch {
      enter(.inboxMissing, "the inbox cannot be used: \(error)")
      return false
    }
  }

  /// Says what is wrong, once, and how long to wait.
  func inTrouble(_ error: any Error) -> Double {
    switch error {
    case let error as SystemError where error.isFull:
      enter(.diskFull, "there is no room: \(error)")
    case let error as SystemError where error.isMissing && !isInboxThere:
      enter(.inboxMissing, "the inbox cannot be used: \(error)")
    case let error as SystemError: enter(.diskTrouble, "intake cannot go on: \(error)")
    default:
      let store = StoreError(error, subject: "the database \(configuration.folders.database)")
      enter(store.isFull ? .diskFull : .databaseTrouble, store.description)
      if store.isDamaged { around.onDamage(store) }
    }
    return pause
  }

  /// Seconds until the next attempt.
  var pause: Double {
    let left = trouble.wait(now: around.clock.monotonic())
    return trouble.current?.event == .inboxMissing ? min(left, Intake.inboxPause) : left
  }

  private func enter(_ event: Event, _ message: String) {
    if trouble.enter(event, message, now: around.clock.monotonic()) { around.voice.say(event, message) }
    state.trouble = message
    around.onState(state)
  }

  /// Says that it is over, if there was trouble.
  func recovered() {
    if let over = trouble.leave() { around.voice.say(over.healed, "intake goes on") }
    state.trouble = nil
  }
}
