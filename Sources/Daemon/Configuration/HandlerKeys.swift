import Handlers
import Yams

/// All keys of handlers.d/NAME.yaml: the one table of them.
enum HandlerKeys {
  static let all: [String: ConfigurationKey<ExternalHandler>] = [
    "command": .custom { $0.command($1, path: $2, into: &$3) },
    "when": .custom { section, node, path, handler in
      if let condition = section.condition(node, path: path) { handler.when = condition }
    },
    "each": .custom { section, node, path, handler in
      let word = node.string ?? ""
      guard let each = ExternalHandler.Each(rawValue: word) else {
        let known = ExternalHandler.Each.allCases.map(\.rawValue)
        return section.refuse(node, "`\(path)` is not known\(Nearest.hint(word, among: known))")
      }
      handler.each = each
    },
    "version": .integer(1...1_000_000) { $0.version = $1 },
    "timeout": .seconds(0.1...86_400) { $0.timeout = $1 },
    "retries": .integer(0...100) { $0.schedule.retries = $1 },
    "backoff": .seconds(0.01...86_400) { $0.schedule.first = $1 },
    "lifetime": .seconds(1...31_536_000) { $0.schedule.lifetime = $1 },
    "concurrency": .integer(1...64) { $0.concurrency = $1 },
    "memory": .size((8 << 20)...(64 << 30)) { $0.memory = $1 },
    "output": .size(0...(1 << 30)) { $0.output = $1 },
    "environment": .custom { $0.environment($1, path: $2, into: &$3) },
  ]

  /// The names that only the courier sets.
  static let reserved = ["BULLETIN_ID", "DELIVERY_ID", "ATTEMPT", "HANDLER", "BULLETIND_TEST"]
}

extension ConfigurationSection {
  /// A program, or a list of a program and its arguments. A path that begins with ./ starts in the folder of the file.
  fileprivate mutating func command(_ node: Node, path: String, into handler: inout ExternalHandler) {
    let words = node.string.map { [$0] } ?? node.sequence?.compactMap(\.string) ?? []
    guard var program = words.first, !words.contains(where: { $0.contains("\0") }),
      node.sequence.map({ $0.count == words.count }) ?? true
    else { return refuse(node, "`\(path)` must be a program, or a list of a program and its arguments") }
    if program.hasPrefix("./") { program = handler.folder + program.dropFirst(1) }
    guard program.hasPrefix("/") else {
      return refuse(
        node,
        "`\(path)` begins with `\(program)`, which is no path; write /usr/bin/\(program), or ./\(program) for a program beside this file"
      )
    }
    if program.contains(" "), words.count == 1 {
      return refuse(
        node, "`\(path)` has a blank in it: there is no shell; write a list, [program, argument, …]")
    }
    handler.command = [program] + words.dropFirst()
  }

  fileprivate mutating func environment(_ node: Node, path: String, into handler: inout ExternalHandler) {
    guard let mapping = node.mapping else {
      return refuse(node, "`\(path)` must hold names and values")
    }
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard !name.isEmpty, !name.contains("="), !name.contains("\0"), !HandlerKeys.reserved.contains(name)
      else {
        refuse(key, "`\(path).\(name)` cannot be set here; choose another name")
        continue
      }
      guard let text = value.string, !text.contains("\0") else {
        refuse(value, "`\(path).\(name)` must be a text")
        continue
      }
      handler.environment[name] = text
    }
  }
}
