import Bulletins
import Yams

/// Refuses thresholds with which no item could ever be yellow by its delay, whatever key came first in the file.
extension ConfigurationSection {
  /// Compares what is red with what is yellow, for all and in each scheme.
  mutating func compareThresholds(of configuration: Configuration, in root: Node) {
    let rule = configuration.ledger.rule
    compare(rule, at: root["ledger"] ?? root, path: "ledger")
    let schemes = configuration.schemes
    for (unit, scheme) in [("default", schemes.standard)] + schemes.units.sorted(by: { $0.key < $1.key })
    where scheme.thresholds != ScheduleThresholds() {
      compare(rule.with(scheme.thresholds), at: root["schemes"]?[unit] ?? root, path: "schemes.\(unit)")
    }
  }

  private mutating func compare(_ rule: ScheduleRule, at node: Node, path: String) {
    guard rule.yellowBehind > rule.redBehind else { return }
    refuse(
      node["yellow-behind"] ?? node["red-behind"] ?? node,
      "`\(path).yellow-behind` (\(Int(rule.yellowBehind))) is more than `red-behind` (\(Int(rule.redBehind))): what is yellow must be less behind than what is red"
    )
  }
}
