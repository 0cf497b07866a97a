public import Store

extension Router {
  /// Makes the deliveries of what was announced of no bulletin: digests, missing reports, items that became overdue,
  /// refused files.
  ///
  /// A handler that rules name gets them if one of those rules asks for nothing but colours.
  ///
  /// - Parameter refused: the receipt of the file that was refused.
  /// - Throws: the database's error.
  public func enqueue(
    unbound announcements: [OutboxEntry], of refused: Int64? = nil, in session: Session, at now: Timestamp
  ) throws {
    guard !announcements.isEmpty else { return }
    for handler in handlers where mayGetUnbound(handler) {
      for part in handler.parts(of: announcements) {
        try session.enqueue(
          part, of: refused, hash: "", to: handler.name, version: handler.version, at: now)
      }
    }
  }

  private func mayGetUnbound(_ handler: ExternalHandler) -> Bool {
    let rules = routes.filter { $0.handlers.contains(handler.name) }
    return rules.isEmpty || rules.contains { $0.when.asksOnlyForColours }
  }
}
