import Bulletins
import Yams

/// Reads `schemes`: a name of a unit, or `default`, and what the colours mean there.
extension ConfigurationSection {
  /// The schemes of a mapping, or nil if one of them is wrong.
  mutating func schemes(_ node: Node, path: String) -> Schemes? {
    guard case .mapping(let mapping) = node else {
      refuse(node, "`\(path)` must hold names of units, or `default`, each with a scheme, such as 红黄蓝")
      return nil
    }
    var standard = Scheme.usual
    var units: [String: Scheme] = [:]
    let before = problems.count
    for (key, value) in mapping {
      guard let unit = key.string, !unit.isEmpty else {
        refuse(key, "`\(path)` has a unit without a name")
        continue
      }
      guard let scheme = scheme(value, unit: unit, path: "\(path).\(unit)") else { continue }
      if unit == "default" { standard = scheme } else { units[unit] = scheme }
    }
    return problems.count == before ? Schemes(standard: standard, units: units) : nil
  }

  /// A built-in scheme by its name, or one of its own: colours with their meanings.
  private mutating func scheme(_ node: Node, unit: String, path: String) -> Scheme? {
    if case .mapping(let mapping) = node {
      var meanings: [StatusColor: Scheme.Meaning] = [:]
      let before = problems.count
      for (key, value) in mapping {
        let name = key.string ?? ""
        guard let color = StatusColor(rawValue: name) else {
          refuse(
            key,
            "unknown colour `\(path).\(name)`\(Nearest.hint(name, among: StatusColor.allCases.map(\.rawValue)))"
          )
          continue
        }
        let word = value.string ?? ""
        guard let meaning = Scheme.Meaning(rawValue: word) else {
          refuse(
            value,
            "`\(path).\(name)` has an unknown meaning\(Nearest.hint(word, among: Scheme.Meaning.allCases.map(\.rawValue)))"
          )
          continue
        }
        meanings[color] = meaning
      }
      return problems.count == before ? Scheme(name: unit, meanings: meanings) : nil
    }
    guard let name = node.string, let scheme = Scheme.named(name) else {
      refuse(
        node,
        "`\(path)` names no scheme; known here: \(Scheme.builtIn.map(\.name).joined(separator: ", ")), or colours with meanings: {red: praise, yellow: slow}"
      )
      return nil
    }
    return scheme
  }
}
