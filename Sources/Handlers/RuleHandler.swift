public import Bulletins
public import Store

/// Says which figures of a bulletin break a rule: a stated rate that is not that of its parts, a share below its minimum.
///
/// The same sentence of the same office is said once, whatever bulletin brings it again.
public struct RuleHandler: Handler {
  /// `rules`.
  public let name = "rules"
  private let check: RuleCheck

  /// A handler with these minimums.
  public init(minimums: [ShareMinimum] = ShareMinimum.usual) { check = RuleCheck(minimums: minimums) }

  /// True if a rule is broken. What the reader found stands among its remarks: without any there is nothing to look for.
  public func wants(_ bulletin: Bulletin) -> Bool {
    bulletin.articles.contains { !$0.remarks.isEmpty && !check.findings(in: $0).isEmpty }
  }

  /// One announcement for each broken rule that was not said before.
  public func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
    var announcements: [Announcement] = []
    let day = Timestamp(microseconds: Int64(received.day.ordinal) * 86_400_000_000)
    for (index, article) in received.bulletin.articles.enumerated() where !article.remarks.isEmpty {
      for finding in check.findings(in: article) {
        let unit = article.unit ?? ""
        let key = Digest.hex(of: [unit, finding.rule.rawValue, finding.quote])
        guard try session.sayOnce("rule/\(key)", at: day) else { continue }
        announcements.append(announcement(of: finding, article, ordinal: String(index + 1)))
      }
    }
    return announcements
  }

  private func announcement(of finding: RuleFinding, _ article: Article, ordinal: String) -> Announcement {
    let quote =
      finding.quote.count > AlertHandler.longestQuote
      ? finding.quote.prefix(AlertHandler.longestQuote) + "…" : finding.quote
    let unit = article.unit.map { " \($0)" } ?? ""
    var announcement = Announcement(
      .ruleBroken, message: "figures against a rule:\(unit) \(finding.remark) “\(quote)”".printable,
      identity: ["rule", finding.rule.rawValue, ordinal, finding.remark, finding.quote])
    announcement.add(.handler, name)
    announcement.add(.rule, finding.rule.rawValue)
    announcement.add(.article, ordinal)
    announcement.add(.articleTitle, article.headline?.printable)
    announcement.add(.unit, article.unit?.printable)
    announcement.add(.statusQuote, quote.printable)
    return announcement
  }
}

extension Handler where Self == RuleHandler {
  /// Says which figures break a rule.
  public static var rules: RuleHandler { RuleHandler() }
}
