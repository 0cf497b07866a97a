import Bulletins
import Foundation
import Handlers
import Store

/// Issues digests: each period once, and every one that was missed.
struct DigestPublication {
  let configuration: Configuration
  let store: Store
  let clock: Clock

  /// Issues what is due on a day.
  ///
  /// The files are written before the commit that notes the period: after a crash between the two they are written again.
  ///
  /// - Returns: the digests that were issued now.
  /// - Throws: the database's error, or Foundation's if a report cannot be written.
  func publish(_ cadence: Cadence, on day: Day) throws -> [DigestReport] {
    let periods = try store.read { cadence.due(on: day, issued: try $0.lastDigest(cadence)) }
    return try periods.compactMap { period in try store.write { try issue(period, in: $0) } }
  }

  /// Issues a period again that was issued before the database was made anew: what it changed in the ledger comes again,
  /// nothing is written and nothing is told.
  ///
  /// - Throws: the database's error.
  func replay(_ line: DigestLog.Line, in session: Session) throws {
    try tell(line.period, in: session, at: line.published) { _ in reportPath(line.period) }
    try session.markUnboundBeforeRebuild()
  }

  private func issue(_ period: Period, in session: Session) throws -> DigestReport? {
    // Somebody else may have issued it between the two looks.
    if let issued = try session.lastDigest(period.cadence), issued >= period.last { return nil }
    let now = clock.now()
    return try tell(period, in: session, at: now) { report in
      let path = try write(report)
      try DigestLog.append(
        DigestLog.Line(period: period, published: now), in: DigestLog.folder(configuration.folders))
      return path
    }
  }

  @discardableResult
  private func tell(
    _ period: Period, in session: Session, at now: Timestamp, writing: (DigestReport) throws -> String
  ) throws -> DigestReport {
    let before = try session.lastAnnouncement()
    try recompute(on: period.last, in: session, at: now)
    let report = try DigestReport(of: period, configuration: configuration, in: session)
    for missing in report.missing {
      try session.announce(
        missing.announcement, subject: "expected", bulletin: nil, handler: "expected", version: 1, at: now)
    }
    let path = try writing(report)
    _ = try session.noteDigest(period, counts: report.counts, at: now)
    try session.announce(
      announcement(of: report, path: path), subject: "digest", bulletin: nil, handler: "digest", version: 1,
      at: now)
    try configuration.router.enqueue(
      unbound: try session.unboundAnnouncements(after: before), in: session, at: now)
    return report
  }

  private func reportPath(_ period: Period) -> String {
    DigestLog.folder(configuration.folders) + "/\(period.cadence.rawValue)-\(period.last).md"
  }

  private func recompute(on day: Day, in session: Session, at now: Timestamp) throws {
    let calendar = LedgerCalendar(
      rules: configuration.rules, escalation: configuration.ledger.escalation)
    for announcement in try calendar.advance(to: day, in: session) {
      try session.announce(
        announcement, subject: "calendar", bulletin: nil, handler: "ledger", version: 1, at: now)
    }
  }

  private func write(_ report: DigestReport) throws -> String {
    let folder = DigestLog.folder(configuration.folders)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = reportPath(report.period)
    try Data(DigestPage.markdown(report).utf8).write(to: URL(filePath: path), options: .atomic)
    let page = path.dropLast(3) + ".html"
    try Data(DigestPage.html(report).utf8).write(to: URL(filePath: String(page)), options: .atomic)
    return path
  }

  private func announcement(of report: DigestReport, path: String) -> Announcement {
    var announcement = Announcement(
      .digest, message: report.headline.printable,
      identity: ["digest", report.period.cadence.rawValue, report.period.last.description])
    announcement.add(.digest, report.period.cadence.rawValue)
    announcement.add(.digestFirst, report.period.first.description)
    announcement.add(.digestLast, report.period.last.description)
    announcement.add(.digestRed, report.counts["red"].map(String.init))
    announcement.add(.digestYellow, report.counts["yellow"].map(String.init))
    announcement.add(.digestBlue, report.counts["blue"].map(String.init))
    announcement.add(.digestClosed, report.counts["closed"].map(String.init))
    announcement.add(.digestReport, path)
    return announcement
  }
}
