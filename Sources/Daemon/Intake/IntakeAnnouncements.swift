import Bulletins
import Store

/// What the intake itself tells the world of a file.
enum IntakeAnnouncements {
  static func accepted(_ receipt: Receipt, _ bulletin: Bulletin) -> Announcement {
    let event: Event = receipt.revises == nil ? .bulletinAccepted : .bulletinRevision
    let revision = receipt.revises.map { ", a revision of bulletin \($0)" } ?? ""
    var announcement = Announcement(
      event,
      message: "accepted \(receipt.displayName): \(what(bulletin))\(revision)", identity: ["accepted"])
    announcement.add(.bulletinID, receipt.hash)
    announcement.add(.bulletinFile, receipt.displayName)
    announcement.add(.articles, String(bulletin.articles.count))
    announcement.add(.encoding, receipt.encoding)
    announcement.add(.kind, bulletin.kind.rawValue)
    announcement.add(.elapsed, String(receipt.elapsed))
    announcement.add(.red, bulletin.isRed ? "1" : "0")
    announcement.add(.revisionOf, receipt.revises.map(String.init))
    return announcement
  }

  static func alias(_ receipt: Receipt) -> Announcement {
    var announcement = Announcement(
      .bulletinAlias,
      message: """
        \(receipt.displayName) has the content of bulletin \(receipt.original.map(String.init) ?? "?"), which was accepted \
        before: noted, archived once, no second alert
        """,
      identity: ["alias", String(receipt.received.microseconds), receipt.displayName])
    announcement.add(.bulletinID, receipt.hash)
    announcement.add(.bulletinFile, receipt.displayName)
    announcement.add(.aliasOf, receipt.original.map(String.init))
    announcement.add(.elapsed, String(receipt.elapsed))
    return announcement
  }

  static func rejected(_ receipt: Receipt) -> Announcement {
    var announcement = Announcement(
      .bulletinRejected, message: "rejected \(receipt.displayName): \(receipt.reason ?? "")",
      identity: ["rejected", String(receipt.received.microseconds), receipt.displayName])
    announcement.add(.bulletinID, receipt.hash)
    announcement.add(.bulletinFile, receipt.displayName)
    announcement.add(.reason, receipt.reason)
    announcement.add(.reasonCode, receipt.reasonCode)
    return announcement
  }

  /// A bulletin in a few words: "page of 19 articles; yellow 1, blue 27".
  static func what(_ bulletin: Bulletin) -> String {
    var text = bulletin.kind.rawValue
    if bulletin.articles.count > 1 { text += " of \(bulletin.articles.count) articles" }
    if !bulletin.items.isEmpty { text += ", \(bulletin.items.count) ledger items" }
    var colors: [String] = []
    for color in StatusColor.allCases {
      let statuses = bulletin.articles.flatMap(\.statuses).filter {
        $0.kind == .reported && $0.color == color
      }
      let items = bulletin.items.filter { $0.color == color }.count
      let count = statuses.isEmpty ? items : statuses.reduce(0) { $0 + ($1.count ?? max(1, $1.items.count)) }
      if count > 0 { colors.append("\(color.rawValue) \(count)") }
    }
    if !colors.isEmpty { text += "; " + colors.joined(separator: ", ") }
    return text + unreadable(bulletin.unreadableRows)
  }

  /// The rows that are lost, by their numbers: whoever reads the journal must not believe that all is there.
  private static func unreadable(_ rows: [Int]) -> String {
    guard let first = rows.first else { return "" }
    if rows.count == 1 { return "; 1 row cannot be read: \(first)" }
    let shown = rows.prefix(mostRows).map(String.init).joined(separator: ", ")
    return "; \(rows.count) rows cannot be read: \(shown)\(rows.count > mostRows ? " …" : "")"
  }

  private static let mostRows = 20
}
