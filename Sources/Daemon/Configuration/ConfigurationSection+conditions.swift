import Bulletins
import Handlers
import Yams

/// Reads the `when` of a route or a handler.
extension ConfigurationSection {
  private static let conditionKeys: [String: ConfigurationKey<Condition>] = [
    "kind": .custom { $3.kinds = $0.choices($1, path: $2) },
    "color": .custom { $3.colors = $0.choices($1, path: $2) },
    "red": .custom { section, node, path, condition in
      guard let red = node.bool else { return section.refuse(node, "`\(path)` must be true or false") }
      condition.red = red
    },
    "unit": .custom { $3.units = $0.texts($1, path: $2) },
    "section": .custom { $3.sections = $0.texts($1, path: $2) },
    "words": .custom { $3.words = $0.texts($1, path: $2) },
    "file": .custom { section, node, path, condition in
      condition.files = section.texts(node, path: path)
      if condition.files.contains(where: { $0.contains("/") }) {
        section.refuse(
          node, "`\(path)` is a pattern for the name of a file, without /; a sub-folder is `folder`")
      }
    },
    "folder": .custom { section, node, path, condition in
      condition.folders = section.texts(node, path: path)
      for name in condition.folders where !ConfigurationSection.isFolder(name) {
        section.refuse(
          node,
          "`\(path)` is `\(name)`, which cannot be a sub-folder of the inbox; write one name, without / and dot before it"
        )
      }
    },
  ]

  private static func isFolder(_ name: String) -> Bool {
    !name.contains("/") && !name.contains("\0") && name.utf8.count <= FileName.longest
      && InboxNames.reasonToLeave(FileName(name)) == nil
  }

  /// A condition, or nil if it is wrong or no bulletin can meet it.
  mutating func condition(_ node: Node, path: String) -> Condition? {
    let before = problems.count
    var condition = Condition()
    read(node, into: &condition, keys: ConfigurationSection.conditionKeys, path: path)
    if condition.red == false, condition.colors == [.red] {
      refuse(
        node, "`\(path)` asks for the colour red and for `red: false`: nothing can meet both; leave one out")
    }
    if condition.red == true, !condition.colors.isEmpty, !condition.colors.contains(.red) {
      refuse(
        node,
        "`\(path)` asks for `red: true` and for colours without red: nothing can meet both; leave one out")
    }
    return problems.count == before ? condition : nil
  }

  /// One text or several.
  private mutating func texts(_ node: Node, path: String) -> [String] {
    let texts = node.string.map { [$0] } ?? node.sequence?.compactMap(\.string) ?? []
    if texts.isEmpty || texts.contains("") || node.sequence.map({ $0.count != texts.count }) ?? false {
      refuse(node, "`\(path)` must be a text or a list of texts; nothing meets an empty one")
    }
    return texts
  }

  private mutating func choices<Value: RawRepresentable & CaseIterable>(_ node: Node, path: String) -> [Value]
  where Value.RawValue == String {
    let known = Value.allCases.map(\.rawValue)
    return texts(node, path: path).compactMap { word in
      if let value = Value(rawValue: word) { return value }
      refuse(node, "`\(path)` has the unknown value `\(word)`\(Nearest.hint(word, among: known))")
      return nil
    }
  }
}
