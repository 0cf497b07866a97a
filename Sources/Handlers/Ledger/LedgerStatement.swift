import Bulletins

/// What a bulletin says of one item of work, before it is known which item of the ledger that is.
struct LedgerStatement: Sendable {
  /// The name as printed, and made comparable.
  var printed: String, name: ItemName
  /// The office as printed; nil if none is named.
  let unit: String?
  /// What is said.
  var observation: ItemObservation

  /// The office, made comparable.
  let unitKey: String

  init(printed: String, name: ItemName, unit: String?, observation: ItemObservation) {
    self.printed = printed
    self.name = name
    self.unit = unit
    self.observation = observation
    unitKey = ItemName.unitKey(unit)
  }

  /// Everything that a bulletin says of named items: its rows, then its sentences; one statement for each item, the worse
  /// where there are several.
  static func all(in bulletin: Bulletin, asOf: Day) -> [LedgerStatement] {
    var statements: [LedgerStatement] = []
    var places: [Key: Int] = [:]
    func add(_ statement: LedgerStatement) {
      let key = Key(unit: statement.unitKey, name: statement.name.key)
      guard let place = places[key] else {
        places[key] = statements.count
        return statements.append(statement)
      }
      if statements[place].observation.severity < statement.observation.severity {
        statements[place].observation = statement.observation
      }
    }
    let owner = bulletin.articles.lazy.compactMap(\.unit).first
    for item in bulletin.items {
      add(
        LedgerStatement(
          printed: item.item, name: ItemName(item.item), unit: item.unit ?? owner,
          observation: ItemObservation(row: item, asOf: asOf)))
    }
    guard bulletin.articles.contains(where: { !$0.statuses.isEmpty }) else { return statements }
    var rows: [String: [String]] = [:]
    for statement in statements { rows[statement.name.key, default: []].append(statement.unitKey) }
    for status in bulletin.articles.flatMap(\.statuses) {
      for statement in sentences(status, asOf: asOf) {
        // A row of the same bulletin tells more than the sentence about it.
        let units = rows[statement.name.key] ?? []
        let isRow = units.contains {
          $0.isEmpty || statement.unitKey.isEmpty || ItemName.isSameUnit($0, statement.unitKey)
        }
        if !isRow { add(statement) }
      }
    }
    return statements
  }

  /// The named items of a status that says how work stands.
  private static func sentences(_ status: Status, asOf: Day) -> [LedgerStatement] {
    guard status.kind == .reported && status.count != 0 || status.kind == .resolved else { return [] }
    return status.items.enumerated().map { index, item in
      var observation = ItemObservation(.prose, asOf: asOf)
      observation.quote = status.quote
      if status.kind == .reported {
        observation.declared = status.color
      } else {
        observation.isClosed = ClosingWords.close(status.quote)
      }
      return LedgerStatement(
        printed: item, name: ItemName(item),
        unit: status.units.count == status.items.count ? status.units[index] : status.unit,
        observation: observation)
    }
  }

  private struct Key: Hashable {
    var unit: String
    var name: String
  }
}

extension ItemObservation {
  /// How bad it is; what has no colour is the least.
  fileprivate var severity: Int { color?.severity ?? -1 }
}
