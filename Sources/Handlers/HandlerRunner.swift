public import Bulletins
public import Store

/// Runs handlers on bulletins: the one place that times them, keeps them apart and writes down how it went.
public struct HandlerRunner: Sendable {
  private var handlers: [any Handler]
  private let retry: RetrySchedule
  /// Who gets what; replaced when the configuration is read again.
  public var router: Router

  /// A runner of these handlers.
  public init(
    handlers: [any Handler] = HandlerRegistry.handlers, retry: RetrySchedule = RetrySchedule(),
    router: Router = Router()
  ) {
    self.handlers = handlers
    self.retry = retry
    self.router = router
  }

  /// Puts a handler with other settings in the place of the one of its name.
  public mutating func use(_ handler: some Handler) {
    for index in handlers.indices where handlers[index].name == handler.name { handlers[index] = handler }
  }

  /// The names of the handlers that a bulletin goes to, the built-in ones first.
  ///
  /// - Parameter name: where it was dropped, relative to the inbox.
  public func route(of bulletin: Bulletin, name: String) -> [String] {
    builtIn(for: bulletin, name: name).map(\.name)
      + router.externals(for: bulletin, name: name).map(\.name)
  }

  private func builtIn(for bulletin: Bulletin, name: String) -> [any Handler] {
    let leftOut = router.leftOut(of: bulletin, name: name)
    return handlers.filter { !leftOut.contains($0.name) && $0.wants(bulletin) }
  }

  /// Runs every handler that wants the bulletin, each in its own savepoint. Never throws for a handler's sake: one that
  /// fails is noted, announced and tried again later.
  ///
  /// - Throws: if the database itself cannot go on; then the whole transaction must be given up.
  public func run(_ received: ReceivedBulletin, in session: Session, at now: Timestamp) throws {
    var received = received
    received.leftOut = router.leftOut(of: received.bulletin, name: received.fileName)
    for handler in builtIn(for: received.bulletin, name: received.fileName) {
      try run(handler, on: received, attempt: 1, in: session, at: now)
    }
    try enqueue(received, in: session, at: now)
  }

  /// Makes the deliveries of a bulletin to external handlers; those that are made already stay as they are.
  ///
  /// - Parameter only: one handler's, or everybody's.
  /// - Returns: how many were made.
  /// - Throws: the database's error.
  @discardableResult
  public func enqueue(
    _ received: ReceivedBulletin, only: String? = nil, in session: Session, at now: Timestamp
  ) throws -> Int {
    let externals = router.externals(for: received.bulletin, name: received.fileName)
      .filter { only == nil || $0.name == only }
    var made = 0
    for handler in externals {
      let announcements = handler.each == .announcement ? try session.announcements(of: received.id) : []
      for part in handler.parts(of: received.bulletin, name: received.fileName, announcements: announcements)
      {
        let isNew = try session.enqueue(
          part, of: received.id, hash: received.hash, to: handler.name, version: handler.version, at: now)
        made += isNew ? 1 : 0
      }
    }
    return made
  }

  /// Makes the deliveries of what was announced when content came again that is known: to the handlers of announcements
  /// that its bulletin goes to.
  ///
  /// - Parameter alias: the receipt of the file that came.
  /// - Throws: the database's error.
  public func enqueue(
    again received: ReceivedBulletin, as alias: Int64, in session: Session, at now: Timestamp
  ) throws {
    let externals = router.externals(for: received.bulletin, name: received.fileName)
      .filter { $0.each == .announcement }
    if externals.isEmpty { return }
    let announcements = try session.announcements(of: alias)
    for handler in externals {
      for part in handler.parts(of: received.bulletin, name: received.fileName, announcements: announcements)
      {
        try session.enqueue(
          part, of: alias, hash: received.hash, to: handler.name, version: handler.version, at: now)
      }
    }
  }

  /// Tells the handlers that content which is known came again, as of another day. One that fails is rolled back and
  /// noted in the journal; it is not tried again, for nothing new was said.
  ///
  /// - Throws: as ``run(_:in:at:)``.
  public func runAgain(
    _ received: ReceivedBulletin, as alias: Int64, asOf: Day, in session: Session, at now: Timestamp
  ) throws {
    for handler in builtIn(for: received.bulletin, name: received.fileName) {
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
    // What it announces now may be somebody's to get.
    for external in router.handlers where external.each == .announcement {
      try enqueue(received, only: external.name, in: session, at: now)
    }
  }

  /// The last step of a group: its articles go into the full-text index together, outside of any savepoint.
  public func finish(_ group: [ReceivedBulletin], in session: Session) throws {
    guard let index = handlers.first(where: { $0.name == "index" }) else { return }
    var articles: [(id: Int64, article: Article)] = []
    for received in group
    where builtIn(for: received.bulletin, name: received.fileName).contains(where: { $0.name == index.name })
    {
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
        try handler.handle(received, in: session) { told in
          var announcement = told
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
