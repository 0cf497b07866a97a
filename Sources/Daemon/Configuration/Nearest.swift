/// Finds the word that somebody probably meant.
enum Nearest {
  /// "; did you mean `inbox`?", or the list of what there is.
  static func hint(_ word: String, among words: [String]) -> String {
    let ranked = words.map { (word: $0, distance: distance(word, $0)) }.sorted { $0.distance < $1.distance }
    if let best = ranked.first, best.distance <= max(1, best.word.count / 3) {
      return "; did you mean `\(best.word)`?"
    }
    return "; known here: \(words.joined(separator: ", "))"
  }

  /// The number of letters to change, add, drop or swap (Damerau and Levenshtein, restricted to neighbours).
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left)
    let b = Array(right)
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
