import Bulletins
import Handlers
import Store

/// A report that an office owes regularly (日报制度).
struct ExpectedReport: Sendable, Equatable {
  /// The office; a report of any office whose name contains it counts.
  var unit: String
  /// How often.
  var cadence: Cadence
  /// The pattern (`*` and `?`) that the file's name must match; nil for any.
  var pattern: String?
}

/// An expected report that did not come.
struct MissingReport: Sendable, Equatable {
  var expected: ExpectedReport
  var period: Period

  var line: String {
    "\(expected.unit): \(expected.cadence.rawValue) report\(expected.pattern.map { " \($0)" } ?? "") of \(period.name) has not come"
  }

  var json: JSON {
    .object([
      ("unit", .string(expected.unit)), ("cadence", .string(expected.cadence.rawValue)),
      ("pattern", JSON(expected.pattern)), ("first", .string(period.first.description)),
      ("due", .string(period.last.description)),
    ])
  }

  var announcement: Announcement {
    var announcement = Announcement(
      .expectedMissing, message: line.printable,
      identity: [
        "expected", expected.unit, expected.cadence.rawValue, expected.pattern ?? "", period.last.description,
      ])
    announcement.add(.handler, "expected")
    announcement.add(.expected, expected.pattern ?? "\(expected.cadence.rawValue) report")
    announcement.add(.unit, expected.unit.printable)
    announcement.add(.due, period.last.description)
    return announcement
  }
}

/// Looks which expected reports did not come.
struct ExpectedReports {
  private let expected: [ExpectedReport]

  init(_ expected: [ExpectedReport]) { self.expected = expected }

  /// Those whose period was over on these days, the first time on the day after its last, and for which nothing came in it;
  /// the same content again counts as received.
  ///
  /// - Parameter until: the present day, where the days may lie ahead.
  /// - Throws: the database's error.
  func missing(in days: Period, until: Day? = nil, _ session: Session) throws -> [MissingReport] {
    // A digest is issued in the morning of its last day: that day's reports may still come.
    let last = min(days.last, until ?? days.last).before
    guard days.first.before <= last else { return [] }
    let days = Period(cadence: days.cadence, first: days.first.before, last: last)
    return try expected.flatMap { expected in
      try ExpectedReports.ended(expected.cadence, in: days).compactMap { period in
        let came = try session.reports(
          from: Timestamp(startOf: period.first), to: Timestamp(startOf: period.last.after))
        let isThere = came.contains { report in
          (expected.pattern.map { FilePattern.matches($0, report.name) } ?? true)
            && (report.units.contains { $0.contains(expected.unit) } || report.name.contains(expected.unit))
        }
        return isThere ? nil : MissingReport(expected: expected, period: period)
      }
    }
  }

  private static func ended(_ cadence: Cadence, in days: Period) -> [Period] {
    var periods: [Period] = []
    var next = cadence.period(of: days.first)
    if next.last < days.first { next = cadence.period(of: next.last.after) }
    while next.last <= days.last {
      periods.append(next)
      next = cadence.period(of: next.last.after)
    }
    return periods
  }
}
