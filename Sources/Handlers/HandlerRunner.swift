public import Bulletins
public import Store

/// Runs handlers on bulletins: the one place that times them, keeps them apart and writes down how it went.
public struct HandlerRunner: Sendable {
  private let handlers: [any Handler]
  private let retry: RetrySchedule

  /// A runner of these handlers.
  public init(handlers: [any Handler] = HandlerRegistry.handlers, retry: RetrySchedule = RetrySchedule()) {
    self.handlers = handlers
    self.retry = retry
  }

  /// The names of the handlers that a bulletin goes to.
  public func route(of bulletin: Bulletin) -> [String] {
    handlers.filter { $0.wants(bulletin) }.map(\.name)
  }

  /// Runs every handler that wants the bulletin, each in its own savepoint. Never throws for a handler's sake: one that
  /// fails is noted, announced and tried again later.
  ///
  /// - Throws: if the database itself cannot go on; then the whole transaction must be given up.
  public func run(_ received: ReceivedBulletin, in session: Session, at now: Timestamp) throws {
    for handler in handlers where handler.wants(received.bulletin) {
      try run(handler, on: received, attempt: 1, in: session, at: now)
    }
  }

  /// Tells the handlers that content which is known came again, as of another day. One that fails is rolled back and
  /// noted in the journal; it is not tried again, for nothing new was said.
  ///
  /// - Throws: as ``run(_:in:at:)``.
  public func runAgain(
    _ received: ReceivedBulletin, as alias: Int64, asOf: Day, in session: Session, at now: Timestamp
  ) throws {
    for handler in handlers where handler.wants(received.bulletin) {
      do {
        try session.savepoint {
          for var announcement in try handler.handleAgain(received, asOf: asOf, in: session) {
            announcement.add(.bulletinID, received.hash)
            announcement.add(.bulletinFile, received.fileName)
            try session.announce(
              announcement, subject: received.hash, bulletin: alias, handler: handler.name,
              version: handler.version, at: now)
          }
        }
      } catch {
        let effect = Effect(
          bulletin: received.id, handler: handler.name, version: handler.version, state: .dead, attempts: 1,
          error: String(describing: error).printable)
        try session.announce(
          failure(of: effect, on: received), subject: received.hash, bulletin: alias, handler: handler.name,
          version: handler.version, at: now)
      }
    }
  }

  /// Runs one handler again that failed before.
  ///
  /// - Throws: as ``run(_:in:at:)``.
  public func retry(_ effect: Effect, on received: ReceivedBulletin, in session: Session, at now: Timestamp)
    throws
  {
    guard let handler = handlers.first(where: { $0.name == effect.handler }) else { return }
    try run(handler, on: received, attempt: effect.attempts + 1, in: session, at: now)
    if handler.name == "index" { try finish([received], in: session) }
  }

  /// The last step of a group: its articles go into the full-text index together, outside of any savepoint.
  public func finish(_ group: [ReceivedBulletin], in session: Session) throws {
    guard let index = handlers.first(where: { $0.name == "index" }) else { return }
    var articles: [(id: Int64, article: Article)] = []
    for received in group where index.wants(received.bulletin) {
      articles += zip(received.articleIDs, received.bulletin.articles).map { (id: $0, article: $1) }
    }
    try session.index(articles)
  }

  private func run(
    _ handler: any Handler, on received: ReceivedBulletin, attempt: Int, in session: Session,
    at now: Timestamp
  ) throws {
    var effect = Effect(
      bulletin: received.id, handler: handler.name, version: handler.version, state: .done, attempts: attempt)
    do {
      try session.savepoint {
        for var announcement in try handler.handle(received, in: session) {
          announcement.add(.bulletinID, received.hash)
          announcement.add(.bulletinFile, received.fileName)
          try session.announce(
            announcement, subject: received.hash, bulletin: received.id, handler: handler.name,
            version: handler.version, at: now)
        }
      }
    } catch {
      effect.error = String(describing: error).printable
      effect.nextAttempt = retry.next(after: attempt, at: now)
      effect.state = effect.nextAttempt == nil ? .dead : .failed
      try session.announce(
        failure(of: effect, on: received), subject: received.hash, bulletin: received.id,
        handler: handler.name,
        version: handler.version, at: now)
    }
    try session.save(effect)
  }

  private func failure(of effect: Effect, on received: ReceivedBulletin) -> Announcement {
    let gaveUp = effect.nextAttempt == nil
    let wait =
      gaveUp
      ? "it will not be tried again; mend the cause, then run bulletind retry" : "it will be tried again"
    var announcement = Announcement(
      gaveUp ? .handlerGaveUp : .handlerFailed,
      message:
        "handler \(effect.handler) failed on \(received.fileName): \(effect.error ?? "unknown"); \(wait)",
      identity: ["failed", effect.handler, String(effect.attempts)])
    announcement.add(.handler, effect.handler)
    announcement.add(.attempt, String(effect.attempts))
    announcement.add(.error, effect.error)
    announcement.add(.nextAttempt, effect.nextAttempt.map { String($0.microseconds) })
    announcement.add(.bulletinID, received.hash)
    announcement.add(.bulletinFile, received.fileName)
    return announcement
  }
}
