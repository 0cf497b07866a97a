import Bulletins

/// What a bulletin says of one item of work, before it is known which item of the ledger that is.
struct LedgerStatement: Sendable {
  /// The name as printed, and made comparable.
  var printed: String, name: ItemName
  /// The office as printed; nil if none is named.
  let unit: String?
  /// What is said.
  private var said: Said

  /// The office, made comparable.
  let unitKey: String

  /// A row stands in its ledger and is looked up there: a ledger may have many thousand, and an observation is large.
  private enum Said {
    case row(Int, of: [LedgerItem], Day)
    indirect case sentence(ItemObservation)
  }

  /// What a sentence says.
  init(printed: String, unit: String?, observation: ItemObservation) {
    self.printed = printed
    name = ItemName(printed)
    self.unit = unit
    said = .sentence(observation)
    unitKey = ItemName.unitKey(unit)
  }

  /// What a row says.
  private init(row: Int, of rows: [LedgerItem], owner: String?, asOf: Day) {
    printed = rows[row].item
    name = ItemName(printed)
    unit = rows[row].unit ?? owner
    said = .row(row, of: rows, asOf)
    unitKey = ItemName.unitKey(unit)
  }

  /// True for what a sentence says.
  var isSentence: Bool { if case .sentence = said { true } else { false } }

  /// What is said, as the ledger keeps it.
  var observation: ItemObservation {
    switch said {
    case .row(let row, let rows, let asOf): ItemObservation(row: rows[row], asOf: asOf)
    case .sentence(let observation): observation
    }
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
        statements[place].said = statement.said
      }
    }
    let owner = bulletin.articles.lazy.compactMap(\.unit).first
    for row in bulletin.items.indices {
      add(LedgerStatement(row: row, of: bulletin.items, owner: owner, asOf: asOf))
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
        printed: item,
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
