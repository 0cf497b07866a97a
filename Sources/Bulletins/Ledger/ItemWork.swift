/// The work that a name tells, without verbs that name none of their own: 滨江公园.
struct ItemWork: Sendable {
  private let core: Scalars
  /// The numbers in it: 一期 and 二期 are two things.
  private let numbers: Scalars

  init(_ core: ArraySlice<Unicode.Scalar>) {
    self.core = Scalars(core)
    numbers = self.core.filter { $0.isDigit || $0.numeral != nil }
  }

  /// How sure it is that two different keys name the same work, 0…1; 0 where a number or a proper name differs.
  func likeness(to other: ItemWork) -> Double {
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
    let (a, b) = (ItemWork.pairs(short), ItemWork.pairs(long))
    let likeness = 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
    return likeness >= 0.7 ? likeness * 0.9 : 0
  }

  private static func pairs(_ text: Scalars) -> Set<UInt64> {
    Set(zip(text, text.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
  }

  /// The two-character parts of the name, to find candidates by.
  var pairs: Set<UInt64> { ItemWork.pairs(core) }
}
