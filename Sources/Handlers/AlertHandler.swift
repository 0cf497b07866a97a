public import Bulletins
public import Store

/// Announces what must not be overlooked: red at once, yellow, lagging and black-listed as warnings.
///
/// One announcement per named item, or per sentence where no item is named or not all are. What the ledger knows, and
/// every red row, alerts through its transition (``LedgerHandler``) and not here.
public struct AlertHandler: Handler {
  /// `alert`.
  public let name = "alert"

  /// True if there is something to warn of.
  public func wants(_ bulletin: Bulletin) -> Bool { AlertHandler.hasAlerts(bulletin) }

  /// The alerts, without those that an earlier revision of the same bulletin raised in the same words, and without what
  /// the ledger tells by its transitions.
  public func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
    var told: [Announcement] = []
    try handle(received, in: session) { told.append($0) }
    return told
  }

  /// Tells each alert as soon as it is made: a ledger may have many thousand rows.
  public func handle(_ received: ReceivedBulletin, in session: Session, tell: (Announcement) throws -> Void)
    throws
  {
    let alerts = AlertHandler.alerts(of: received.bulletin)
    let known = try KnownToLedger(alerts, in: received, session: session)
    for alert in alerts where !known.covers(alert) {
      let announcement = announcement(alert)
      if let earlier = received.revises, try session.wasAnnounced(announcement, for: earlier) { continue }
      try tell(announcement)
    }
  }

  /// A quotation is no longer than so many characters: journal and terminal are for reading. All of it stands in the
  /// database.
  static let longestQuote = 500

  private func announcement(_ alert: Alert) -> Announcement {
    let quote =
      alert.quote.count > AlertHandler.longestQuote
      ? alert.quote.prefix(AlertHandler.longestQuote) + "…" : alert.quote
    let subject = [alert.unit, alert.item].compactMap { $0 }.joined(separator: " ")
    let count = alert.item == nil ? alert.count.map { " (\($0))" } ?? "" : ""
    var announcement = Announcement(
      alert.event,
      message:
        "\(alert.title)\(count): \(subject.isEmpty ? "" : subject + " ")“\(quote)”; \(alert.action)"
        .printable,
      identity: [
        alert.article.map(String.init) ?? "ledger", alert.item ?? alert.quote, alert.kind,
        alert.color.rawValue,
      ])
    announcement.add(.handler, name)
    announcement.add(.article, alert.article.map(String.init))
    announcement.add(.articleTitle, alert.headline?.printable)
    announcement.add(.statusColor, alert.color.rawValue)
    announcement.add(.statusKind, alert.kind)
    announcement.add(.statusCount, alert.count.map(String.init))
    announcement.add(.statusItem, alert.item?.printable)
    announcement.add(.statusUnit, alert.unit?.printable)
    announcement.add(.statusQuote, quote.printable)
    announcement.add(.statusAction, alert.action)
    return announcement
  }
}

extension Handler where Self == AlertHandler {
  /// Announces red at once, yellow, lagging and black-listed as warnings.
  public static var alert: AlertHandler { AlertHandler() }
}
