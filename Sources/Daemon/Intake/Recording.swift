import Bulletins
import Handlers
import Store

/// Writes one file into the database: its receipt, what it says, what the handlers do, what is announced of it. The same
/// for a file that is accepted now and for one that a rebuild reads again.
struct Recording: Sendable {
  let runner: HandlerRunner

  /// Writes it, and gives the receipt its number unless it has one.
  ///
  /// - Parameter understood: what was read; not used for a refused file.
  /// - Returns: the bulletin as the handlers got it, whose last step (``HandlerRunner/finish(_:in:)``) remains; nil if none
  ///   ran.
  /// - Throws: the database's error.
  func record(
    _ receipt: inout Receipt, _ understood: Reading.Understood?, in session: Session, at now: Timestamp
  ) throws -> ReceivedBulletin? {
    receipt.id = try session.insert(receipt)
    switch receipt.verdict {
    case .alias:
      try announce(IntakeAnnouncements.alias(receipt), receipt, in: session, now: now)
      try runAgain(receipt, in: session, now: now)
    case .rejected:
      try announce(IntakeAnnouncements.rejected(receipt), receipt, in: session, now: now)
      if runner.router.deliversAnnouncements {
        try runner.router.enqueue(
          unbound: try session.announcements(of: receipt.id), of: receipt.id, in: session, at: now)
      }
    case .accepted:
      guard let bulletin = understood?.bulletin else { return nil }
      let articles = try session.insert(bulletin, as: receipt.id)
      let received = ReceivedBulletin(
        id: receipt.id, hash: receipt.hash ?? "", fileName: receipt.displayName, bulletin: bulletin,
        articleIDs: articles, revises: receipt.revises, day: now.localDay)
      try announce(IntakeAnnouncements.accepted(receipt, bulletin), receipt, in: session, now: now)
      try runner.run(received, in: session, at: now)
      return received
    }
    return nil
  }

  /// The same content as of another day is an observation of that day.
  private func runAgain(_ receipt: Receipt, in session: Session, now: Timestamp) throws {
    guard let id = receipt.original, let original = try session.receipt(id: id) else { return }
    let asOf = receipt.asOf ?? now.localDay
    let isObservation = asOf != original.asOf ?? original.received.localDay
    guard isObservation || runner.router.deliversAnnouncements else { return }
    var received = ReceivedBulletin(
      id: id, hash: receipt.hash ?? "", fileName: receipt.displayName,
      bulletin: try session.bulletin(of: original), articleIDs: [], day: now.localDay)
    received.recordedAs = receipt.id
    if isObservation {
      try runner.runAgain(received, as: receipt.id, asOf: asOf, in: session, at: now)
    }
    try runner.enqueue(again: received, as: receipt.id, in: session, at: now)
  }

  private func announce(_ announcement: Announcement, _ receipt: Receipt, in session: Session, now: Timestamp)
    throws
  {
    try session.announce(
      announcement, subject: receipt.hash ?? "receipt", bulletin: receipt.id, handler: "intake", version: 1,
      at: now)
  }
}

extension Receipt {
  /// Takes over what a bulletin says of itself.
  mutating func describe(_ understood: Reading.Understood) {
    kind = understood.bulletin.kind
    encoding = understood.encoding
    asOf = understood.bulletin.asOf
    unit = understood.bulletin.unit
    red = understood.bulletin.isRed
    remarks = understood.bulletin.remarks
  }
}
