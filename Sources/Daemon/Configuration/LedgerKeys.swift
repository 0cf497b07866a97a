import Bulletins
import Yams

/// The keys below `ledger`.
enum LedgerKeys {
  static let all: [String: ConfigurationKey<Configuration>] = [
    "red-behind": .integer(0...100) { $0.ledger.rule.redBehind = Double($1) },
    "yellow-behind": .integer(0...100) { $0.ledger.rule.yellowBehind = Double($1) },
    "due-soon": .integer(0...366) { $0.ledger.rule.dueSoon = $1 },
    "escalation": .section([
      "yellow": .integer(0...100) { $0.ledger.escalation.yellows = $1 == 0 ? nil : $1 },
      "red": .integer(0...100) { $0.ledger.escalation.reds = $1 == 0 ? nil : $1 },
    ]),
    "weights": .section([
      "red": .integer(0...100) { $0.ledger.weights.red = Double($1) },
      "yellow": .integer(0...100) { $0.ledger.weights.yellow = Double($1) },
      "overdue": .integer(0...100) { $0.ledger.weights.overdue = Double($1) },
      "again": .integer(0...100) { $0.ledger.weights.again = Double($1) },
      "late": .integer(0...100) { $0.ledger.weights.late = Double($1) },
      "early": .integer(0...100) { $0.ledger.weights.early = Double($1) },
    ]),
  ]
}

/// Reads `expect`: the reports that offices owe.
extension ConfigurationSection {
  private static let expectKeys: [String: ConfigurationKey<ExpectedReport>] = [
    "unit": .custom { section, node, path, report in
      guard let unit = node.string, !unit.isEmpty else {
        return section.refuse(node, "`\(path)` must be the name of an office")
      }
      report.unit = unit
    },
    "cadence": .custom { section, node, path, report in
      let names = Cadence.allCases.map(\.rawValue)
      guard let cadence = node.string.flatMap(Cadence.init(rawValue:)) else {
        return section.refuse(
          node, "`\(path)` must be a cadence\(Nearest.hint(node.string ?? "", among: names))")
      }
      report.cadence = cadence
    },
    "pattern": .custom { section, node, path, report in
      guard let pattern = node.string, !pattern.isEmpty else {
        return section.refuse(node, "`\(path)` must be a pattern for file names, such as 日报*.txt")
      }
      report.pattern = pattern
    },
  ]

  /// The reports of a list.
  mutating func expected(_ node: Node, path: String) -> [ExpectedReport] {
    guard let sequence = node.sequence else {
      refuse(node, "`\(path)` must be a list of reports: - {unit: 城建办, cadence: daily, pattern: 日报*}")
      return []
    }
    return sequence.map { entry in
      var report = ExpectedReport(unit: "", cadence: .daily)
      let before = problems.count
      read(entry, into: &report, keys: ConfigurationSection.expectKeys, path: path)
      if problems.count == before, report.unit.isEmpty {
        refuse(entry, "a report of `\(path)` needs a `unit`: the office that owes it")
      }
      return report
    }
  }
}
