import Yams

/// Walks through a YAML mapping and gathers everything that is wrong in it.
struct ConfigurationSection {
  let file: String
  var problems: [String] = []

  init(file: String) { self.file = file }

  /// Reads a mapping by a table of keys.
  mutating func read<Target>(
    _ node: Node, into configuration: inout Target, keys: [String: ConfigurationKey<Target>], path: String
  ) {
    guard case .mapping(let mapping) = node else {
      return refuse(node, "\(path.isEmpty ? "the file" : "`\(path)`") must hold keys and values")
    }
    for (keyNode, value) in mapping {
      let name = keyNode.string ?? ""
      let full = path.isEmpty ? name : "\(path).\(name)"
      guard let key = keys[name] else {
        refuse(keyNode, "unknown key `\(full)`\(Nearest.hint(name, among: keys.keys.sorted()))")
        continue
      }
      read(value, into: &configuration, key: key, path: full)
    }
  }

  private mutating func read<Target>(
    _ value: Node, into configuration: inout Target, key: ConfigurationKey<Target>, path: String
  ) {
    switch key {
    case .custom(let read): read(&self, value, path, &configuration)
    case .section(let keys): read(value, into: &configuration, keys: keys, path: path)
    case .path(let set):
      guard let text = value.string, value.tag != Tag(.null), text.hasPrefix("/"), !text.contains("\0") else {
        return refuse(value, "`\(path)` must be an absolute path, such as /var/spool/bulletind/inbox")
      }
      set(&configuration, ConfigurationPaths.normal(text))
    case .size(let range, let set):
      guard let number = value.string.flatMap(ConfigurationSection.bytes), range.contains(number) else {
        return refuse(
          value,
          "`\(path)` must be a size from \(range.lowerBound) to \(range.upperBound) bytes, such as 16 MiB")
      }
      set(&configuration, number)
    case .integer(let range, let set):
      guard let number = value.int, range.contains(number) else {
        return refuse(
          value, "`\(path)` must be a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      set(&configuration, number)
    case .seconds(let range, let set):
      guard let number = value.string.flatMap(ConfigurationSection.seconds), range.contains(number) else {
        return refuse(
          value, "`\(path)` must be a number of seconds from \(range.lowerBound) to \(range.upperBound)")
      }
      set(&configuration, number)
    }
  }

  mutating func refuse(_ node: Node, _ problem: String) {
    let line = node.mark.map { ":\($0.line)" } ?? ""
    problems.append("\(file)\(line): \(problem)")
  }

  /// 90, 0.5, 10 min, 2 h, 2 d: seconds.
  static func seconds(_ text: String) -> Double? {
    let trimmed = text.filter { $0 != " " }
    let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits) else { return nil }
    switch trimmed.dropFirst(digits.count) {
    case "", "s": return number
    case "min": return number * 60
    case "h": return number * 3_600
    case "d": return number * 86_400
    default: return nil
    }
  }

  /// 16 MiB, 65536, 1 GiB: bytes.
  static func bytes(_ text: String) -> Int? {
    let trimmed = text.filter { $0 != " " }
    let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    let scale: Int
    switch trimmed.dropFirst(digits.count) {
    case "", "B": scale = 1
    case "KiB", "K": scale = 1 << 10
    case "MiB", "M": scale = 1 << 20
    case "GiB", "G": scale = 1 << 30
    default: return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow ? nil : bytes
  }
}
