/// What names of units and items look like (`Rules/Names.txt`).
struct NameWords: Sendable {
  /// What a name stands for.
  enum Class: Sendable {
    case unit, item
  }

  static let shared = NameWords()

  /// What a word of the table is for; the classes are explained there.
  private struct Use: OptionSet {
    let rawValue: UInt8
    static let issuer = Use(rawValue: 1)
    static let verb = Use(rawValue: 2)
    static let unit = Use(rawValue: 4)
    static let item = Use(rawValue: 8)
    static let generic = Use(rawValue: 16)

    static let named: [String: Use] = ["issuer": .issuer, "verb": .verb, "unit": .unit, "item": .item]
  }

  private let uses: [UInt8]
  private let ends: WordEnds

  private init() {
    var byWord: [String: UInt8] = [:]
    var words: [String] = []
    for entry in WordList(PackageResources.Names_txt).entries where entry.count > 1 {
      if byWord[entry[0]] == nil { words.append(entry[0]) }
      byWord[entry[0], default: 0] |= (Use.named[entry[1]] ?? .generic).rawValue
    }
    uses = words.map { byWord[$0] ?? 0 }
    ends = WordEnds(words)
  }

  private func has(_ use: Use, _ word: Int) -> Bool { uses[word] & use.rawValue != 0 }

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
    var isFound = false
    ends.ending(at: name.endIndex, from: name.startIndex, in: name) { word, begin in
      if name.endIndex - begin > 1, has(.issuer, word) { isFound = true }
    }
    return isFound
  }

  /// True for an office, and no place or company: 区河长办, 市住建局.
  func isOffice(_ name: some ScalarText) -> Bool {
    let words = Scalars(name)
    return StatusPhrases.officeName.ends(words, at: words.count) || isIssuer(words)
  }

  /// What a name's ending says of it: the longest of the known endings decides, a unit where both know it.
  func ending(of name: some ScalarText) -> Class? {
    var found: Class?
    ends.ending(at: name.endIndex, from: name.startIndex, in: name) { word, begin in
      let before = begin - name.startIndex
      guard before > 0 else { return }
      // 开工9部, 点位36处 count.
      if name.endIndex - begin == 1, name[begin - 1].isDigit { return }
      // 市级交办 ends like an office and is none.
      if has(.verb, word) {
        found = nil
      } else if has(.unit, word) {
        found = .unit
      } else if has(.item, word), before >= 2 {
        // 负增长 is no piece of work: an item has a name of two characters at least before its ending.
        found = .item
      }
    }
    return found
  }

  /// True if the whole text is made of words that name nobody (各有关单位, 红色项目).
  func isGeneric(_ name: Scalars) -> Bool {
    var reached = [Bool](repeating: false, count: name.count + 1)
    reached[0] = true
    var isReached = true
    for start in name.indices where reached[start] && isReached {
      ends.beginning(at: start, in: name) { word, end in
        if has(.generic, word) { reached[end] = true }
      }
      // Nothing reaches on: the rest cannot be reached either.
      isReached = reached[(start + 1)...].contains(true)
    }
    return reached[name.count]
  }
}
