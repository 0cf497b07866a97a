import Bulletins

/// A bulletin as lines for a person at a terminal. Nothing of it can steer the terminal.
enum BulletinText {
  /// The whole: a line on top, then its articles and items.
  static func lines(_ bulletin: Bulletin, name: String, encoding: String?) -> [String] {
    var lines = ["\(name): \(IntakeAnnouncements.what(bulletin))\(encoding.map { " (\($0))" } ?? "")"]
    if let asOf = bulletin.asOf { lines.append("  as of \(asOf)") }
    for (index, article) in bulletin.articles.enumerated() { lines += article.lines(number: index + 1) }
    for item in bulletin.items { lines.append("  " + item.line) }
    lines += bulletin.remarks.map { "  note: \($0)".printable }
    return lines
  }

  /// A status with the rule that decided.
  static func line(_ status: Status) -> String {
    var parts = [status.color.rawValue, status.kind.rawValue]
    if let gate = status.gate { parts.append("(\(gate.rawValue))") }
    if let count = status.count { parts.append(String(count)) }
    if !status.items.isEmpty { parts.append(status.items.joined(separator: "、")) }
    return "\(parts.joined(separator: " ")): “\(status.quote)” — \(status.because)".printable
  }
}

extension Article {
  fileprivate func lines(number: Int) -> [String] {
    var lines = ["  \(number). \(title)".printable]
    if !summary.isEmpty { lines.append("     \(summary)".printable) }
    if !byline.isEmpty { lines.append("     by \(byline.joined(separator: "、"))".printable) }
    lines += statuses.filter { $0.kind != .mentioned }.map { "     " + BulletinText.line($0) }
    lines += remarks.map { "     note: \($0)".printable }
    return lines
  }
}

extension LedgerItem {
  fileprivate var line: String {
    let color = color?.rawValue ?? (isPraised ? "well" : "unknown")
    let declaredText = declared.map { "declared \($0.rawValue)" } ?? "no colour declared"
    return "\(color): \([unit, item].compactMap { $0 }.joined(separator: "｜")) — \(declaredText); \(why)"
      .printable
  }
}
