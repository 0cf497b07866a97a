import Bulletins
import Handlers
import Store

/// Runs handlers again that failed on a bulletin, from what the database knows of it, each in a transaction of its own.
struct RetryFailed: Sendable {
  let store: Store
  let runner: HandlerRunner
  let clock: Clock

  /// Runs what is due.
  ///
  /// - Returns: true if anything was tried.
  /// - Throws: the database's error.
  func run() throws -> Bool {
    let now = clock.now()
    let due = try store.read { try $0.dueEffects(at: now) }
    for effect in due {
      try store.write { session in
        guard let receipt = try session.receipt(id: effect.bulletin) else { return }
        let articles = try session.articles(of: receipt.id)
        let received = ReceivedBulletin(
          id: receipt.id, hash: receipt.hash ?? "", fileName: receipt.displayName,
          bulletin: try session.bulletin(of: receipt), articleIDs: articles.map(\.id),
          revises: receipt.revises, day: receipt.received.localDay)
        try runner.retry(effect, on: received, in: session, at: now)
      }
    }
    return !due.isEmpty
  }

  /// Seconds until the next failed handler is due, nil if none failed.
  func secondsToNext() throws -> Double? {
    try store.read { try $0.nextEffectDue() }.map { max(0.1, $0.seconds(since: clock.now())) }
  }
}
