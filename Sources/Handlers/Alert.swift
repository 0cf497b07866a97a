import Bulletins
import Store

/// One thing to warn of: an item, or a sentence that names none.
struct Alert: Sendable, Equatable {
  /// The article, from 1; nil for a row of a ledger.
  var article: Int?
  var headline: String?
  var color: StatusColor
  var kind: String
  var count: Int?
  var item: String?
  var unit: String?
  /// The office that the sentence or row names for this very item, where `unit` may be only that of the article.
  var itemUnit: String?
  var quote: String

  /// What the journal calls it.
  var event: Event {
    switch (kind, color) {
    case (Status.Kind.blacklisted.rawValue, _): .statusBlacklisted
    case (Status.Kind.lagging.rawValue, _): .statusLagging
    case (_, .red): .statusRed
    default: .statusYellow
    }
  }

  /// The words before the colon.
  var title: String {
    switch event {
    case .statusRed: "red status"
    case .statusLagging: "behind schedule"
    case .statusBlacklisted: "black-listed"
    default: "\(color.rawValue) status"
    }
  }

  /// What the mechanism asks for (the seed's article: red explains to the main leader, yellow finds the cause).
  var action: String {
    switch event {
    case .statusRed: "explain to the main leader (向主要领导说明情况)"
    case .statusBlacklisted: "put it right and report (限期整改)"
    default: "find the cause and speed up (查找问题，加快进度)"
    }
  }
}

extension AlertHandler {
  /// What a bulletin warns of.
  static func alerts(of bulletin: Bulletin) -> [Alert] {
    var alerts: [Alert] = []
    var named: Set<String> = []
    for (index, article) in bulletin.articles.enumerated() {
      for status in article.statuses where warns(status) {
        alerts += split(status, in: article, ordinal: index + 1)
        for item in status.items { named.insert(key(item, status.color)) }
      }
    }
    for item in bulletin.items {
      guard let color = color(of: item), !named.contains(key(item.item, color)) else { continue }
      alerts.append(
        Alert(
          color: color, kind: item.reported == color ? Status.Kind.reported.rawValue : "computed",
          item: item.item,
          unit: item.unit, itemUnit: item.unit,
          quote: item.reported == color ? item.quote : "\(item.quote) (\(item.why))"))
    }
    return alerts
  }

  /// True if a bulletin warns of anything: without making the alerts, for this is asked of every bulletin.
  static func hasAlerts(_ bulletin: Bulletin) -> Bool {
    bulletin.articles.contains { $0.statuses.contains(where: warns) }
      || bulletin.items.contains { color(of: $0) != nil }
  }

  /// True for a status that somebody must be told of.
  static func warns(_ status: Status) -> Bool {
    guard status.count != 0 else { return false }
    switch status.kind {
    case .reported: return status.color == .red || status.color == .yellow || status.color == .orange
    case .lagging, .blacklisted: return true
    case .mentioned, .resolved, .weather: return false
    }
  }

  /// One alert per item if all items, or all units, are named; else one for the sentence.
  private static func split(_ status: Status, in article: Article, ordinal: Int) -> [Alert] {
    let sentence = Alert(
      article: ordinal, headline: article.headline, color: status.color, kind: status.kind.rawValue,
      count: status.count, unit: status.units.isEmpty ? article.unit : status.units.joined(separator: "、"),
      quote: status.quote)
    let items = status.items
    guard !items.isEmpty, status.count == nil || items.count >= status.count ?? 0 else {
      var alert = sentence
      if !items.isEmpty { alert.item = items.joined(separator: "、") }
      return [alert]
    }
    return items.enumerated().map { index, item in
      var alert = sentence
      alert.item = item
      alert.itemUnit = status.units.count == items.count ? status.units[index] : status.unit
      alert.unit = alert.itemUnit ?? article.unit
      return alert
    }
  }

  /// The colour that a ledger row warns in; none for rows on schedule.
  private static func color(of item: LedgerItem) -> StatusColor? {
    if item.isRed { return .red }
    return [item.reported, item.computed].compactMap { $0 }.first { $0 == .yellow || $0 == .orange }
  }

  /// What makes two names the same item: blanks and a general word at the end do not tell items apart.
  private static func key(_ item: String, _ color: StatusColor) -> String {
    var name = String(item.unicodeScalars.filter { !$0.isBlank })
    for word in ["项目", "工程", "工作", "任务", "事项"] where name.hasSuffix(word) && name.count > word.count + 2 {
      name.removeLast(word.count)
      break
    }
    return name + "/" + color.rawValue
  }
}
