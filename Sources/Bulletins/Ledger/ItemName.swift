/// The name of an item or an office, made comparable.
public struct ItemName: Sendable, Hashable {
  /// Without blanks, punctuation, numbering and the general words around it: 加快推进1.滨江公园建设项目 is 滨江公园建设.
  public let key: String

  /// The name of an item.
  public init(_ printed: String) {
    let folded = ItemName.withoutQuantity(ItemName.withoutEnumerator(CellText.folded(printed)))
    let words = LedgerWords.shared
    var name = folded.filter { !ItemName.isPunctuation($0) }[...]
    if name.count > 2 { name = ItemName.trimmed(name, "general-end", prefix: nil, words: words) }
    key = String(Scalars(name))
  }

  /// What likeness is judged by. It is made when it is needed: most names are known, and are never compared.
  var work: ItemWork {
    ItemWork(
      ItemName.trimmed(key.scalars[...], "verb-end", prefix: "verb-start", words: LedgerWords.shared))
  }

  /// The name of an office, made comparable.
  public static func unitKey(_ printed: String?) -> String {
    guard let printed else { return "" }
    let words = LedgerWords.shared
    var name = CellText.folded(printed)
    // 园林科(牵头): what it does there.
    if let open = name.lastIndex(of: "("), name.last == ")", open > 1,
      words.isWord(name[(open + 1)..<(name.count - 1)], of: "unit-part")
    {
      name.removeSubrange(open...)
    }
    name = name.filter { !isPunctuation($0) }
    // 柳林街道办事处 and 柳林街道, 东港镇人民政府 and 东港镇.
    if let length = words.ending(of: name, "unit-end"), name.count > length + 2,
      let last = name.dropLast(length).last, "道镇乡".unicodeScalars.contains(last)
    {
      name.removeLast(length)
    }
    return String(name)
  }

  /// Without 1. （四） 二、 before it.
  private static func withoutEnumerator(_ name: Scalars) -> Scalars {
    guard let end = StatusText.enumeratorEnd(in: name), name.count >= end + 2 else { return name }
    return Scalars(name[end...])
  }

  /// Without （2处） at its end: how many it is of.
  private static func withoutQuantity(_ name: Scalars) -> Scalars {
    guard name.last == ")", let open = name.lastIndex(of: "("), open >= 2,
      let number = Numerals.number(in: name, at: open + 1),
      let end = Classifiers.shared.classifier(in: name, at: number.end), end == name.count - 1
    else { return name }
    return Scalars(name[..<open])
  }

  /// True if one office's name is the other's with the names of its superiors before it.
  public static func isSameUnit(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    let (short, long) = one.utf8.count < other.utf8.count ? (one, other) : (other, one)
    return short.unicodeScalars.count >= 3 && long.hasSuffix(short)
  }

  /// How sure it is that two different keys name the same work, 0…1; 0 where a number or a proper name differs.
  public func likeness(to other: ItemName) -> Double { work.likeness(to: other.work) }

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
