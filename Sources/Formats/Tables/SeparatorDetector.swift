/// Finds out by which mark the values of a table are separated.
enum SeparatorDetector {
  /// The separator and where the table begins (behind Excel's `sep=;` line), or nil if no mark makes columns.
  static func separator(of utf8: [UInt8]) -> (separator: [UInt8], start: Int)? {
    if let stated = statedSeparator(of: utf8) { return stated }
    let sample = Array(utf8.prefix(256 << 10))
    var best: (separator: [UInt8], fit: Int, columns: Int)?
    for separator in DelimitedText.separators {
      let counts = DelimitedText(separator: separator).fieldCounts(of: sample, rows: 200)
      var times: [Int: Int] = [:]
      for count in counts where count > 1 { times[count, default: 0] += 1 }
      // The count that most rows have; of two as frequent the larger, so that the result does not depend on hashing.
      guard let (columns, fit) = times.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
      if let known = best, (fit, columns) <= (known.fit, known.columns) { continue }
      best = (separator, fit, columns)
    }
    return best.map { ($0.separator, 0) }
  }

  /// The separator of a text whose every row has the same number of columns, four at least, over three rows at least: so
  /// regular is no prose.
  static func certainSeparator(of utf8: [UInt8]) -> [UInt8]? {
    for separator in DelimitedText.separators {
      let values = DelimitedText(separator: separator)
      // Two rows tell for nearly every text that it is prose; only then look at all of it.
      let first = values.fieldCounts(of: Array(utf8.prefix(64 << 10)), rows: 2)
      guard first.count == 2, first[0] >= 4, first[0] == first[1] else { continue }
      let counts = values.fieldCounts(of: utf8, rows: .max)
      if counts.count >= 3, counts.allSatisfy({ $0 == first[0] }) { return separator }
    }
    return nil
  }

  private static func statedSeparator(of utf8: [UInt8]) -> (separator: [UInt8], start: Int)? {
    guard utf8.starts(with: Array("sep=".utf8)),
      let end = utf8.firstIndex(where: { $0 == 0x0A || $0 == 0x0D })
    else {
      return nil
    }
    let separator = Array(utf8[4..<end])
    guard DelimitedText.separators.contains(separator) else { return nil }
    let next = end + 1
    return (separator, utf8[end] == 0x0D && next < utf8.count && utf8[next] == 0x0A ? next + 1 : next)
  }
}
