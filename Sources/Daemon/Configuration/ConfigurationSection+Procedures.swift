import Bulletins
import Yams

/// Reads `procedures`: a name, and the stages in their order.
extension ConfigurationSection {
  /// The procedures of a mapping.
  mutating func procedures(_ node: Node, path: String) -> [Procedure] {
    guard case .mapping(let mapping) = node else {
      refuse(node, "`\(path)` must hold names of procedures, each with its stages: 一征三议两公开: [征求意见, 提议]")
      return []
    }
    return mapping.compactMap { key, value in
      guard let name = key.string, !name.isEmpty else {
        refuse(key, "`\(path)` has a procedure without a name")
        return nil
      }
      return procedure(value, name: name, path: "\(path).\(name)")
    }
  }

  private mutating func procedure(_ node: Node, name: String, path: String) -> Procedure? {
    var procedure = Procedure(name: name, stages: [])
    let before = problems.count
    if case .mapping = node {
      read(node, into: &procedure, keys: Self.procedureKeys, path: path)
    } else {
      procedure.stages = stages(node, path: path)
    }
    guard problems.count == before else { return nil }
    guard procedure.stages.count >= 2 else {
      refuse(node, "`\(path)` needs two stages or more, in their order: [征求意见, 提议, 决议公开]")
      return nil
    }
    var seen: Set<String> = []
    for word in procedure.stages.flatMap({ [$0.name] + $0.words }) where !seen.insert(word).inserted {
      refuse(node, "`\(path)` has `\(word)` twice; a stage is known by words that no other stage has")
    }
    return procedure
  }

  private static let procedureKeys: [String: ConfigurationKey<Procedure>] = [
    "stages": .custom { section, node, path, procedure in
      procedure.stages = section.stages(node, path: path)
    },
    "items": .custom { section, node, path, procedure in
      procedure.items = section.words(node, path: path)
    },
  ]

  private mutating func stages(_ node: Node, path: String) -> [Procedure.Stage] {
    guard let sequence = node.sequence else {
      refuse(node, "`\(path)` must be a list of stages in their order: [征求意见, 提议, 决议公开]")
      return []
    }
    return sequence.compactMap { entry in
      let words = words(entry, path: path)
      return words.first.map { Procedure.Stage($0, words: Array(words.dropFirst())) }
    }
  }

  /// A word, or a list of words.
  private mutating func words(_ node: Node, path: String) -> [String] {
    let nodes = node.sequence.map(Array.init) ?? [node]
    let words = nodes.compactMap { $0.tag == Tag(.null) ? nil : $0.string }.filter { !$0.isEmpty }
    if words.count != nodes.count || words.isEmpty {
      refuse(node, "`\(path)` must hold words; a stage may be a list of words for it: [公示, 决议公开]")
    }
    return words
  }
}
