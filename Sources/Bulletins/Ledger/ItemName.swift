/// The name of an item or an office, made comparable.
public struct ItemName: Sendable, Hashable {
  /// Without blanks, punctuation, numbering and the general words around it: 加快推进1.滨江公园建设项目 is 滨江公园建设.
  public let key: String
  /// Without verbs that name no work of their own either: 滨江公园.
  let core: Scalars
  /// The numbers in it: 一期 and 二期 are two things.
  let numbers: Scalars

  /// The name of an item.
  public init(_ printed: String) {
    let folded = CellText.folded(printed)
    let words = LedgerWords.shared
    var name = folded.filter { !ItemName.isPunctuation($0) }[...]
    if name.count > 2 { name = ItemName.trimmed(name, "general-end", prefix: nil, words: words) }
    key = String(Scalars(name))
    let core = ItemName.trimmed(name, "verb-end", prefix: "verb-start", words: words)
    self.core = Scalars(core)
    numbers = core.filter { $0.isDigit || $0.numeral != nil }
  }

  /// The name of an office, made comparable.
  public static func unitKey(_ printed: String?) -> String {
    guard let printed else { return "" }
    return String(CellText.folded(printed).filter { !isPunctuation($0) })
  }

  /// True if one office's name is the other's with the names of its superiors before it.
  public static func isSameUnit(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let (short, long) = one.utf8.count < other.utf8.count ? (one, other) : (other, one)
    return short.unicodeScalars.count >= 3 && long.hasSuffix(short)
  }

  /// How sure it is that two different keys name the same work, 0…1; 0 where a number or a proper name differs.
  public func likeness(to other: ItemName) -> Double {
    guard numbers == other.numbers, !core.isEmpty, !other.core.isEmpty else { return 0 }
    if core == other.core { return 1 }
    let (short, long) = core.count < other.core.count ? (core, other.core) : (other.core, core)
    let head = zip(short, long).prefix { $0 == $1 }.count
    let tail = zip(short.dropFirst(head).reversed(), long.dropFirst(head).reversed()).prefix { $0 == $1 }
      .count
    let left = short.count - head - tail
    // Nothing but additions: 老旧小区改造 and 鼓楼里老旧小区改造.
    if left == 0 { return short.count >= 4 && short.count * 2 >= long.count ? 0.9 : 0 }
    // One short part is replaced: 城南大道 and 城北大道 are two roads.
    if left <= 3, long.count - head - tail <= 3 { return 0 }
    let (a, b) = (ItemName.pairs(short), ItemName.pairs(long))
    let likeness = 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
    return likeness >= 0.7 ? likeness * 0.9 : 0
  }

  private static func pairs(_ text: Scalars) -> Set<UInt64> {
    Set(zip(text, text.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
  }

  /// The two-character parts of the name, to find candidates by.
  var pairs: Set<UInt64> { ItemName.pairs(core) }

  private static func trimmed(
    _ name: ArraySlice<Unicode.Scalar>, _ end: String, prefix: String?, words: LedgerWords
  ) -> ArraySlice<Unicode.Scalar> {
    var name = name
    while let length = words.ending(of: name, end), name.count >= length + 3 { name = name.dropLast(length) }
    if let prefix {
      while let length = words.prefix(of: name, prefix), name.count >= length + 3 {
        name = name.dropFirst(length)
      }
    }
    return name
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0xBF, 0x2000...0x206F, 0x3000...0x303F, 0xFF00...0xFF0F,
      0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
      true
    default: false
    }
  }
}
