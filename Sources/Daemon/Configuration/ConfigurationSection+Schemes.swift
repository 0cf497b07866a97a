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
      var scheme = Scheme(name: unit, meanings: [:])
      let before = problems.count
      for (key, value) in mapping { read(value, key, into: &scheme, path: path) }
      if scheme.meanings.isEmpty { scheme.meanings = Scheme.usual.meanings }
      return problems.count == before ? scheme : nil
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
  /// The keys of a scheme of its own beside the colours.
  private static let schemeKeys: [String: ConfigurationKey<Scheme>] = [
    "scheme": .custom { section, node, path, scheme in
      guard let named = section.scheme(node, unit: scheme.name, path: path) else { return }
      scheme.name = named.name
      scheme.meanings = named.meanings
    },
    "red-behind": .integer(0...100) { $0.thresholds.redBehind = Double($1) },
    "yellow-behind": .integer(0...100) { $0.thresholds.yellowBehind = Double($1) },
    "due-soon": .integer(0...366) { $0.thresholds.dueSoon = $1 },
  ]

  /// A colour with its meaning, or one of the other keys.
  private mutating func read(_ value: Node, _ key: Node, into scheme: inout Scheme, path: String) {
    let name = key.string ?? ""
    if Self.schemeKeys[name] != nil {
      return read(.mapping(.init([(key, value)])), into: &scheme, keys: Self.schemeKeys, path: path)
    }
    guard let color = StatusColor(rawValue: name) else {
      let known = StatusColor.allCases.map(\.rawValue) + Self.schemeKeys.keys.sorted()
      return refuse(key, "unknown colour or key `\(path).\(name)`\(Nearest.hint(name, among: known))")
    }
    let word = value.string ?? ""
    guard let meaning = Scheme.Meaning(rawValue: word) else {
      let known = Scheme.Meaning.allCases.map(\.rawValue)
      return refuse(
        value, "`\(path).\(name)` has an unknown meaning\(Nearest.hint(word, among: known))")
    }
    scheme.meanings[color] = meaning
  }
}
