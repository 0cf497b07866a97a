public import Bulletins
public import Store

/// What an external handler is run for: a whole bulletin, or a part of it.
public enum BulletinPart: Sendable, Equatable {
  case whole
  /// An article, from 1.
  case article(Int)
  /// A status of an article, both from 1.
  case status(article: Int, Int)
  /// A row of a ledger, from 1.
  case item(Int)
  /// What was announced of it: its `ALERT_ID`.
  case announcement(String)

  /// What stands in ``ExternalDelivery/part``.
  public var key: String {
    switch self {
    case .whole: ""
    case .article(let number): "article:\(number)"
    case .status(let article, let number): "status:\(article).\(number)"
    case .item(let number): "item:\(number)"
    case .announcement(let id): "announcement:\(id)"
    }
  }

  /// The part that a key names.
  public init?(key: String) {
    if key.isEmpty {
      self = .whole
      return
    }
    let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let numbers = parts[1].split(separator: ".").compactMap { Int($0) }
    switch (parts[0], numbers.count) {
    case ("article", 1): self = .article(numbers[0])
    case ("status", 2): self = .status(article: numbers[0], numbers[1])
    case ("item", 1): self = .item(numbers[0])
    case ("announcement", _): self = .announcement(parts[1])
    default: return nil
    }
  }
}

extension ExternalHandler {
  /// The parts of a bulletin that it is run for.
  ///
  /// - Parameter announcements: what the built-in handlers announced of it.
  public func parts(of bulletin: Bulletin, name: String, announcements: [OutboxEntry]) -> [DeliveryPart] {
    let name = InboxName(name)
    switch each {
    case .bulletin: return [DeliveryPart(key: BulletinPart.whole.key, red: bulletin.isRed)]
    case .article:
      return bulletin.articles.indices.compactMap { index in
        part(.article(index + 1), bulletin.only(articles: [bulletin.articles[index]]), name)
      }
    case .status:
      let statuses = bulletin.articles.enumerated().flatMap { index, article in
        article.statuses.enumerated().filter { $0.element.isTold }.compactMap { number, status in
          var alone = article
          alone.statuses = [status]
          return part(
            .status(article: index + 1, number + 1), bulletin.only(articles: [alone]), name)
        }
      }
      let items = bulletin.items.enumerated().filter { $0.element.color != nil }.compactMap { index, item in
        part(.item(index + 1), bulletin.only(items: [item]), name)
      }
      return statuses + items
    case .announcement:
      return announcements.filter { concerns($0) }.map(deliveryPart)
    }
  }

  /// What it is run for of announcements that are about no bulletin: all that its condition can be asked of.
  func parts(of unbound: [OutboxEntry]) -> [DeliveryPart] {
    guard each == .announcement, when.asksOnlyForColours else { return [] }
    return unbound.filter { concerns($0) }.map(deliveryPart)
  }

  private func deliveryPart(_ entry: OutboxEntry) -> DeliveryPart {
    DeliveryPart(
      key: BulletinPart.announcement(entry.alertID).key, red: entry.announcement.priority == .alert)
  }

  private func part(_ part: BulletinPart, _ bulletin: Bulletin, _ name: InboxName) -> DeliveryPart? {
    when.matches(bulletin, name: name) ? DeliveryPart(key: part.key, red: bulletin.isRed) : nil
  }

  /// Of an announcement, colour and red are asked; what a handler's failure tells is nobody's work.
  private func concerns(_ entry: OutboxEntry) -> Bool {
    let announcement = entry.announcement
    if announcement.event == .handlerFailed || announcement.event == .handlerGaveUp { return false }
    if let red = when.red, red != (announcement.priority == .alert) { return false }
    let color = announcement.value(of: .statusColor).flatMap(StatusColor.init(rawValue:))
    return when.colors.isEmpty || color.map(when.colors.contains) ?? false
  }
}

extension Status {
  /// True if it is said of work, here and now.
  var isTold: Bool {
    (kind == .reported || kind == .lagging || kind == .blacklisted) && count != 0
  }
}

extension Bulletin {
  fileprivate func only(articles: [Article] = [], items: [LedgerItem] = []) -> Bulletin {
    Bulletin(kind: kind, articles: articles, items: items, asOf: asOf)
  }
}
