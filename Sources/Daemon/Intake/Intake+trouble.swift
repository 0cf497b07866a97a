import Glibc
import Store

/// What keeps the intake from working is a state that is said once and heals, never a reason to end.
extension Intake {
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
          making: false))
      if troubleEvent == .inboxMissing { recovered() }
      return true
    } catch {
      enter(.inboxMissing, "the inbox cannot be used: \(error)")
      return false
    }
  }

  /// Says what is wrong, once, and how long to wait.
  func inTrouble(_ error: any Error) -> Double {
    switch error {
    case let error as SystemError where error.isFull: enter(.diskFull, error.description)
    case let error as SystemError where error.code == ENOENT && !isInboxThere:
      enter(.inboxMissing, "the inbox cannot be used: \(error)")
    case let error as SystemError: enter(.databaseTrouble, "intake cannot go on: \(error)")
    default:
      let store = StoreError(error, subject: "the database \(configuration.folders.database)")
      enter(store.isFull ? .diskFull : .databaseTrouble, store.description)
      if store.isDamaged { around.onDamage(store) }
    }
    return Intake.pause
  }

  private func enter(_ event: Event, _ message: String) {
    if state.trouble == nil { around.voice.say(event, message) }
    troubleEvent = event
    state.trouble = message
    around.onState(state)
  }

  /// Says that it is over, if there was trouble.
  func recovered() {
    guard state.trouble != nil else { return }
    let event: Event =
      switch troubleEvent {
      case .diskFull: .diskRestored
      case .inboxMissing: .inboxRestored
      default: .databaseRestored
      }
    around.voice.say(event, "intake goes on")
    state.trouble = nil
  }
}
