import Bulletins
import Handlers
import Store

/// The JSON document that an external handler gets on its standard input: docs/handler.schema.json.
struct DeliveryDocument {
  /// Rises when something is changed or removed; what is added does not count.
  static let schema = 1

  /// The bulletin and its receipt; nil for what was announced of none. A refused file has a receipt alone.
  let receipt: Receipt?
  let bulletin: Bulletin?
  let delivery: ExternalDelivery
  /// What the delivery is about, if that is an announcement.
  var announcement: OutboxEntry?
  /// The folder of archived files.
  var archive = ""

  /// Gathers what a delivery needs; nil if its bulletin or its part is gone.
  ///
  /// - Throws: the database's error.
  init?(_ delivery: ExternalDelivery, archive: String, in session: Session) throws {
    self.delivery = delivery
    self.archive = archive
    var id: String?
    if case .announcement(let alert) = BulletinPart(key: delivery.part) { id = alert }
    guard let number = delivery.bulletin else {
      receipt = nil
      bulletin = nil
      announcement = try id.flatMap { try session.unboundAnnouncement(alertID: $0) }
      if announcement == nil { return nil }
      return
    }
    guard let receipt = try session.receipt(id: number) else { return nil }
    self.receipt = receipt
    // A refused file is no bulletin; content that came again says what it said.
    let said = try receipt.original.flatMap { try session.receipt(id: $0) } ?? receipt
    bulletin = receipt.verdict == .rejected ? nil : try session.bulletin(of: said)
    if let id {
      announcement = try session.announcements(of: receipt.id).first { $0.alertID == id }
      if announcement == nil { return nil }
    }
  }

  /// A document about what is in no database, for the conformance kit.
  init(receipt: Receipt?, bulletin: Bulletin?, delivery: ExternalDelivery, announcement: OutboxEntry? = nil) {
    self.receipt = receipt
    self.bulletin = bulletin
    self.delivery = delivery
    self.announcement = announcement
  }

  /// One line.
  var bytes: [UInt8] { Array((json.text + "\n").utf8) }

  var json: JSON {
    .object([
      ("schema", .integer(DeliveryDocument.schema)),
      (
        "delivery",
        .object([
          ("id", .string(delivery.deliveryID)), ("handler", .string(delivery.handler)),
          ("version", .integer(delivery.version)), ("attempt", .integer(delivery.attempts + 1)),
          ("each", .string(each)), ("red", .bool(delivery.red)),
        ])
      ),
      ("bulletin", about),
      ("article", article), ("status", status), ("item", item), ("announcement", told),
    ])
  }

  private var part: BulletinPart { BulletinPart(key: delivery.part) ?? .whole }

  private var each: String {
    switch part {
    case .whole: "bulletin"
    case .article: "article"
    case .status, .item: "status"
    case .announcement: "announcement"
    }
  }

  private var about: JSON {
    guard let receipt, let bulletin else { return .null }
    return .object(head(receipt) + bulletin.jsonMembers)
  }

  private func head(_ receipt: Receipt) -> [(String, JSON)] {
    [
      ("id", JSON(receipt.hash)), ("number", .integer(Int(receipt.id))),
      ("file", .string(receipt.displayName)), ("received", .string(receipt.received.rfc3339)),
      (
        "archived",
        JSON(archive.isEmpty ? nil : archive + "/" + String(decoding: receipt.path, as: UTF8.self))
      ),
      ("revises", JSON(receipt.revises.map(Int.init))), ("unit", JSON(receipt.unit)),
    ]
  }

  private func numbered(_ article: Int) -> JSON {
    guard let bulletin, bulletin.articles.indices.contains(article - 1),
      case .object(let members) = bulletin.articles[article - 1].json
    else { return .null }
    return .object([("number", .integer(article))] + members)
  }

  private var article: JSON {
    switch part {
    case .article(let number), .status(let number, _): numbered(number)
    default: .null
    }
  }

  private var status: JSON {
    guard case .status(let article, let number) = part, let bulletin,
      bulletin.articles.indices.contains(article - 1),
      bulletin.articles[article - 1].statuses.indices.contains(number - 1)
    else { return .null }
    return bulletin.articles[article - 1].statuses[number - 1].json
  }

  private var item: JSON {
    guard case .item(let number) = part, let bulletin, bulletin.items.indices.contains(number - 1) else {
      return .null
    }
    return bulletin.items[number - 1].json
  }

  private var told: JSON {
    guard let announcement else { return .null }
    return .object([
      ("event", .string(announcement.announcement.event.rawValue)),
      ("priority", .integer(announcement.announcement.priority.rawValue)),
      ("message", .string(announcement.announcement.message)),
      ("alert_id", .string(announcement.alertID)),
      ("fields", .object(fields(announcement.announcement))),
    ])
  }

  /// A field that stands more than once has its values on lines of their own.
  private func fields(_ announcement: Announcement) -> [(String, JSON)] {
    var names: [JournalField] = []
    for field in announcement.fields where !names.contains(field.name) { names.append(field.name) }
    return names.map { name in
      let values = announcement.fields.filter { $0.name == name }.map(\.value)
      return (name.rawValue, .string(values.joined(separator: "\n")))
    }
  }
}
