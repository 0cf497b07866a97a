import Glibc
import Store

/// Waits at the start for what passes: a full or read-only disk, a locked database. They are states that are said and
/// healed; ending for them would only make the service manager give up.
struct Patience {
  let voice: Voice
  let clock: Clock

  /// A service that was started while a disk was read-only keeps that view of it when the disk is writable again.
  struct StaleView: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) is writable again; bulletind begins anew, to see it" }
  }

  /// The longest wait, seconds: well below WatchdogSec=.
  private static let longest = 5.0

  /// Does something as soon as it is possible.
  ///
  /// - Throws: what does not pass by itself.
  func until<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    var trouble = Trouble()
    var wasReadOnly = false
    while true {
      do {
        let value = try await body()
        if let over = trouble.leave() { voice.say(over.healed, "bulletind goes on") }
        return value
      } catch {
        guard let (event, message) = Patience.passing(error) else { throw error }
        if trouble.enter(event, message, now: clock.monotonic()) { voice.say(event, message) }
        ServiceManager.ready(status: message)
        if let error = error as? SystemError, error.code == EROFS, let mount = MountState(of: error.path) {
          if wasReadOnly, !mount.isReadOnly {
            voice.say(event.healed, "\(StaleView(path: error.path))")
            throw StaleView(path: error.path)
          }
          wasReadOnly = mount.isReadOnly
        }
        ServiceManager.alive()
        // Nothing tells that a disk has room again: it can only be tried.
        try await Task.sleep(for: .seconds(min(trouble.wait(now: clock.monotonic()), Patience.longest)))
      }
    }
  }

  /// What to say of an error that passes; nil for others.
  private static func passing(_ error: any Error) -> (Event, String)? {
    switch error {
    case let error as SystemError where error.isFull: return (.diskFull, "cannot begin: \(error)")
    case let error as SystemError where error.isTemporary: return (.diskTrouble, "cannot begin: \(error)")
    default:
      let store = error as? StoreError ?? StoreError(error, subject: "the database")
      if store.isFull { return (.diskFull, "cannot begin: \(store)") }
      return store.isTemporary ? (.databaseTrouble, "cannot begin: \(store)") : nil
    }
  }
}
