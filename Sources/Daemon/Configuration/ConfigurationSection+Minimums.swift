import Bulletins
import Yams

/// Reads `minimums`: shares that must not be smaller.
extension ConfigurationSection {
  private static let minimumKeys: [String: ConfigurationKey<ShareMinimum>] = [
    "share": .custom { section, node, path, minimum in
      minimum.share = section.word(node, path: path) ?? ""
    },
    "of": .custom { section, node, path, minimum in
      minimum.of = section.word(node, path: path) ?? ""
    },
    "percent": .integer(1...100) { $0.percent = Double($1) },
  ]

  /// The minimums of a list.
  mutating func minimums(_ node: Node, path: String) -> [ShareMinimum] {
    guard let sequence = node.sequence else {
      refuse(node, "`\(path)` must be a list: - {share: 中小企业, of: 采购, percent: 30}")
      return []
    }
    return sequence.map { entry in
      var minimum = ShareMinimum(share: "", of: "", percent: 0)
      let before = problems.count
      read(entry, into: &minimum, keys: Self.minimumKeys, path: path)
      if problems.count == before, minimum.share.isEmpty || minimum.of.isEmpty || minimum.percent == 0 {
        refuse(entry, "a minimum of `\(path)` needs all three: {share: 中小企业, of: 采购, percent: 30}")
      }
      return minimum
    }
  }

  private mutating func word(_ node: Node, path: String) -> String? {
    if let word = node.string, node.tag != Tag(.null), !word.isEmpty { return word }
    refuse(node, "`\(path)` must be a word, such as 中小企业")
    return nil
  }
}
