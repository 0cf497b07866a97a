/// Cuts runs of characters into the names of people.
enum PersonNames {
  /// Surnames of one and of two characters.
  private static let surnames = AnchoredWords(PackageResources.surnames_txt)

  /// True if a range begins with a surname and has the length of a name.
  static func isName(_ text: Scalars, _ range: Range<Int>) -> Bool {
    guard range.allSatisfy({ ScalarFlags.of(text[$0]).contains(.han) }) else {
      return isMinorityName(text, range)
    }
    guard let surname = surnames.longest(in: text, range) else { return false }
    return range.count >= 2 && range.count <= surname.word.count + 2 && range.count > surname.word.count
  }

  /// True if a range begins with a surname.
  static func startsWithSurname(_ text: Scalars, _ range: Range<Int>) -> Bool {
    surnames.longest(in: text, range) != nil
  }

  /// True for 阿依古丽·买买提: characters with a point between them.
  static func isMinorityName(_ text: Scalars, _ range: Range<Int>) -> Bool {
    guard range.count >= 4, range.count <= 24 else { return false }
    var points = 0
    for index in range {
      let flags = ScalarFlags.of(text[index])
      if flags.contains(.namePoint) {
        guard index > range.lowerBound, index < range.upperBound - 1 else { return false }
        points += 1
      } else if !flags.contains(.han) {
        return false
      }
    }
    return points >= 1 && points <= 3
  }

  /// The names that a run of characters without blanks is made of, or nil if surnames do not cut it without a rest.
  ///
  /// Of several ways the one with the most names of three characters wins: 李立营蔡肇娥 is two, not three.
  static func split(_ text: Scalars, _ range: Range<Int>) -> [Range<Int>]? {
    guard range.count >= 2, range.count <= 24 else { return nil }
    if isName(text, range), range.count <= 3 || surnames.longest(in: text, range)?.word.count == 2 {
      return [range]
    }
    var best = [(cost: Int, start: Int)?](repeating: nil, count: range.count + 1)
    best[0] = (0, 0)
    for end in 2...range.count {
      for length in 2...4 where length <= end {
        let start = end - length
        guard let before = best[start] else { continue }
        let part = (range.lowerBound + start)..<(range.lowerBound + end)
        guard isName(text, part) else { continue }
        let cost = before.cost + (length == 3 ? 2 : 3)
        if best[end].map({ cost < $0.cost }) ?? true { best[end] = (cost, start) }
      }
    }
    guard best[range.count] != nil else { return nil }
    var names: [Range<Int>] = []
    var end = range.count
    while end > 0, let step = best[end] {
      names.append((range.lowerBound + step.start)..<(range.lowerBound + end))
      end = step.start
    }
    return names.reversed()
  }
}
