/// What names of units and items look like (`Rules/Names.txt`).
struct NameWords: Sendable {
  /// What a name stands for.
  enum Class: Sendable {
    case unit, item
  }

  static let shared = NameWords()

  private let units: Set<Scalars>
  private let items: Set<Scalars>
  private let generic: Set<Scalars>
  private let modifiers: Set<Scalars>
  private let longest: Int

  private init() {
    var units: Set<Scalars> = []
    var items: Set<Scalars> = []
    var generic: Set<Scalars> = []
    var modifiers: Set<Scalars> = []
    for entry in WordList(PackageResources.Names_txt).entries where entry.count > 1 {
      let word = entry[0].scalars
      switch entry[1] {
      case "unit": units.insert(word)
      case "item": items.insert(word)
      case "generic": generic.insert(word)
      default: modifiers.insert(word)
      }
    }
    self.units = units
    self.items = items
    self.generic = generic
    self.modifiers = modifiers
    longest = max(
      units.map(\.count).max() ?? 0, items.map(\.count).max() ?? 0, generic.map(\.count).max() ?? 0)
  }

  /// What a name's ending says of it: the longest of the known endings decides, a unit where both know it.
  func ending(of name: some ScalarText) -> Class? {
    for length in stride(from: min(longest, name.count - 1), to: 0, by: -1) {
      let ending = Scalars(name[(name.endIndex - length)..<name.endIndex])
      if units.contains(ending) { return .unit }
      // 负增长 is no piece of work: an item has a name of two characters at least before its ending.
      if items.contains(ending), name.count - length >= 2 { return .item }
    }
    return nil
  }

  /// True if the whole text is made of words that name nobody (各有关单位, 红色项目).
  func isGeneric(_ name: Scalars) -> Bool {
    var reached = [Bool](repeating: false, count: name.count + 1)
    reached[0] = true
    for start in name.indices where reached[start] {
      for length in 1...max(1, min(longest, name.count - start)) where start + length <= name.count {
        let word = Scalars(name[start..<(start + length)])
        if generic.contains(word) || modifiers.contains(word) { reached[start + length] = true }
      }
    }
    return reached[name.count]
  }
}
