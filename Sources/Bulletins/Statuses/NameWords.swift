/// What names of units and items look like (`Rules/Names.txt`).
struct NameWords: Sendable {
  /// What a name stands for.
  enum Class: Sendable {
    case unit, item
  }

  static let shared = NameWords()

  private let issuers: Set<Scalars>
  private let verbs: Set<Scalars>
  private let units: Set<Scalars>
  private let items: Set<Scalars>
  private let generic: Set<Scalars>
  private let modifiers: Set<Scalars>
  private let longest: Int

  private init() {
    var issuers: Set<Scalars> = []
    var verbs: Set<Scalars> = []
    var units: Set<Scalars> = []
    var items: Set<Scalars> = []
    var generic: Set<Scalars> = []
    var modifiers: Set<Scalars> = []
    for entry in WordList(PackageResources.Names_txt).entries where entry.count > 1 {
      let word = entry[0].scalars
      switch entry[1] {
      case "unit": units.insert(word)
      case "item": items.insert(word)
      case "issuer": issuers.insert(word)
      case "verb": verbs.insert(word)
      case "generic": generic.insert(word)
      default: modifiers.insert(word)
      }
    }
    self.issuers = issuers
    self.verbs = verbs
    self.units = units
    self.items = items
    self.generic = generic
    self.modifiers = modifiers
    longest = max(
      units.map(\.count).max() ?? 0, items.map(\.count).max() ?? 0, generic.map(\.count).max() ?? 0)
  }

  /// True if a label speaks of units (企业名单), or of items of work (项目).
  func speaksOfUnits(_ label: Scalars) -> Bool { Self.holds(label, Self.unitLabels) }
  func speaksOfItems(_ label: Scalars) -> Bool { !speaksOfUnits(label) && Self.holds(label, Self.itemLabels) }

  private static let unitLabels = StatusPhrases.unitLabel
  private static let itemLabels = StatusPhrases.itemLabel

  private static func holds(_ label: Scalars, _ words: StatusPhrases) -> Bool {
    !words.matches(in: label).isEmpty
  }

  /// True for an office whose task it is to give colours: 县委督查室, 市效能办.
  func isIssuer(_ name: some ScalarText) -> Bool {
    for length in stride(from: min(longest, name.count), to: 1, by: -1)
    where issuers.contains(Scalars(name[(name.endIndex - length)..<name.endIndex])) {
      return true
    }
    return false
  }

  /// What a name's ending says of it: the longest of the known endings decides, a unit where both know it.
  func ending(of name: some ScalarText) -> Class? {
    for length in stride(from: min(longest, name.count - 1), to: 0, by: -1) {
      let ending = Scalars(name[(name.endIndex - length)..<name.endIndex])
      // 开工9部, 点位36处 count.
      let before = name.index(name.endIndex, offsetBy: -length - 1)
      if length == 1, name[before].isDigit { return nil }
      // 市级交办 ends like an office and is none.
      if verbs.contains(ending) { return nil }
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
