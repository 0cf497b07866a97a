/// A sentence made ready for judging: folded, cut into segments and clauses, its clues found.
///
/// A class, because every verdict keeps its sentence: a copy is one reference.
final class StatusSentence: Sendable {
  /// Where a sentence stands; the same words weigh differently in a headline.
  enum Place: Sendable {
    case headline, subhead, paragraph
  }

  let place: Place
  /// The number of the block (headline, paragraph, subhead) in the article.
  let block: Int
  /// The number of the sentence in its block.
  let index: Int
  let folded: Folded
  let clues: [Clue]
  /// The pieces between semicolons.
  let segments: [Range<Int>]
  /// The pieces between commas, colons, dashes and semicolons.
  let clauses: [Range<Int>]
  /// The sentence as printed.
  let printed: Scalars
  /// True for cells parted by blanks, a number and a colour among them.
  let isRow: Bool

  var text: Scalars { folded.text }

  /// - Parameter raw: the block as printed, where `source` has its pauses replaced by commas.
  init(_ source: Scalars, raw: Scalars, _ range: Range<Int>, place: Place, block: Int, index: Int) {
    self.place = place
    self.block = block
    self.index = index
    isRow = Self.isRowOfCells(source[range.clamped(to: source.indices)])
    folded = Folded(source, in: range, blanksPart: isRow || Self.isRowOfNames(source, range))
    printed = Scalars(raw[range.clamped(to: raw.indices)])
    offset = range.lowerBound
    let text = folded.text
    let titles = Self.titles(in: text)
    // 洪水镇 is a place.
    clues = ClueFinder.shared.clues(in: text).filter { clue in
      // 对照《红黄蓝督查办法》: a word of a title rules nothing here.
      if !clue.kind.isDisjoint(with: [.rule, .definition, .plan, .demand, .modal]),
        titles.contains(where: { $0.contains(clue.range.lowerBound) })
      {
        return false
      }
      if clue.kind.contains(.weather), clue.range.upperBound < text.count {
        return !"镇乡村街".unicodeScalars.contains(text[clue.range.upperBound])
      }
      // 区绿委会|挂红牌: the 会 of a committee is no modal.
      if clue.kind.contains(.modal), text[clue.range].first == "会", clue.range.lowerBound > 0 {
        return !"委协商议大例学工常理监".unicodeScalars.contains(text[clue.range.lowerBound - 1])
      }
      return true
    }
    let labels = Self.labels(in: text)
    segments = Self.parted(Sentences.pieces(of: text, in: 0..<text.count) { $0 == ";" }, at: labels)
    clauses = Self.parted(
      Sentences.pieces(of: text, in: 0..<text.count) {
        $0 == ";" || $0 == "," || $0 == ":" || $0 == "—" || $0 == "丨"
      }, at: labels)
  }

  /// What stands between 《 and 》.
  private static func titles(in text: Scalars) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: Int?
    for index in text.indices {
      if text[index] == "《" { open = index }
      if text[index] == "》", let start = open {
        found.append(start..<index)
        open = nil
      }
    }
    return found
  }

  /// True for 7 老鹳嘴镇 78.4 红: cells of a row parted by single blanks, a number and a colour among them.
  static func isRowOfCells(_ source: some BidirectionalCollection<Unicode.Scalar>) -> Bool {
    guard source.count <= 80 else { return false }
    let end = source.last == "。" ? source.index(source.endIndex, offsetBy: -1) : source.endIndex
    let cells = source[..<end].split(whereSeparator: \.isBlank)
    guard cells.count >= 3, cells.contains(where: { $0.allSatisfy { $0.isDigit || $0 == "." || $0 == "%" } }),
      cells.contains(where: { cell in
        cell.count <= 3 && cell.allSatisfy(\.isHan)
          && cell.first.map { StatusColor(character: $0) != nil } == true
      })
    else { return false }
    return cells.allSatisfy { cell in
      cell.allSatisfy { $0.isHan || $0.isDigit || $0 == "." || $0 == "%" }
        && (cell.count > 1 || cell.first.map { $0.isDigit || StatusColor(character: $0) != nil } == true)
    }
  }

  /// Where labels begin that run into what stands before: …市场监管|黄牌窗口:公积金|红牌窗口:社保, lines that a page joined.
  private static func labels(in text: Scalars) -> [Int] {
    var found: [Int] = []
    for index in text.indices.dropFirst() where StatusColor(character: text[index]) != nil {
      guard text[index - 1].isHan || text[index - 1] == ")" || text[index - 1].isDigit,
        index + 1 < text.count,
        "色牌灯码榜单".unicodeScalars.contains(text[index + 1])
      else { continue }
      var end = index + 2
      while end < text.count, end < index + 9, text[end].isHan { end += 1 }
      if end < text.count, text[end] == ":" { found.append(index) }
    }
    return found.count > 1 ? found : []
  }

  /// Pieces that begin at these positions as well.
  private static func parted(_ pieces: [Range<Int>], at positions: [Int]) -> [Range<Int>] {
    guard !positions.isEmpty else { return pieces }
    var result: [Range<Int>] = []
    for piece in pieces {
      var start = piece.lowerBound
      for position in positions where position > start && position < piece.upperBound {
        result.append(start..<position)
        start = position
      }
      result.append(start..<piece.upperBound)
    }
    return result
  }

  /// True for 区投资促进中心　区文联　区残联: a short line of words with wide blanks between them and nothing else.
  private static func isRowOfNames(_ source: Scalars, _ range: Range<Int>) -> Bool {
    guard range.count <= 160 else { return false }
    var words = 0
    var length = 0
    var blanks = 0
    for index in range.clamped(to: source.indices) {
      let scalar = source[index]
      if scalar.isBlank {
        blanks += scalar == "\u{3000}" || scalar == "\t" ? 2 : 1
        continue
      }
      if blanks > 0, words > 0 || length > 0 {
        guard blanks >= 2, length >= 3, length <= 24 else { return false }
        words += 1
        length = 0
      }
      blanks = 0
      guard scalar.isHan, StatusColor(character: scalar) == nil else { return false }
      length += 1
    }
    return words >= 1 && length >= 3
  }

  /// Where the sentence begins in its block.
  var start: Int { offset }

  private let offset: Int

  /// The piece of a list of pieces that holds a position.
  private func piece(_ pieces: [Range<Int>], holding position: Int) -> Range<Int> {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    guard low < pieces.count, pieces[low].lowerBound <= position else { return position..<position }
    return pieces[low]
  }

  func segment(holding position: Int) -> Range<Int> { piece(segments, holding: position) }
  func clause(holding position: Int) -> Range<Int> { piece(clauses, holding: position) }

  /// The first clue of a class within a range.
  func clue(_ kind: Clue.Kind, in range: Range<Int>) -> Clue? {
    clues.first {
      !$0.kind.isDisjoint(with: kind) && $0.range.lowerBound >= range.lowerBound
        && $0.range.upperBound <= range.upperBound
    }
  }

  /// The last clue of a class within a range.
  func lastClue(_ kind: Clue.Kind, in range: Range<Int>) -> Clue? {
    clues.last {
      !$0.kind.isDisjoint(with: kind) && $0.range.lowerBound >= range.lowerBound
        && $0.range.upperBound <= range.upperBound
    }
  }

  func has(_ kind: Clue.Kind, in range: Range<Int>) -> Bool { clue(kind, in: range) != nil }
  func has(_ kind: Clue.Kind) -> Bool { clues.contains { !$0.kind.isDisjoint(with: kind) } }

  /// The number of clues of a class.
  func count(of kind: Clue.Kind) -> Int { clues.count { !$0.kind.isDisjoint(with: kind) } }

  /// The range from one position to another, empty where they cross, and never outside the text.
  func span(_ lower: Int, _ upper: Int) -> Range<Int> {
    let lower = max(0, min(lower, text.count))
    return lower..<max(lower, min(upper, text.count))
  }

  /// True if the folded text at a position begins with a word.
  func begins(with word: String, at position: Int) -> Bool {
    var index = position
    for scalar in word.unicodeScalars {
      guard text.indices.contains(index), text[index] == scalar else { return false }
      index += 1
    }
    return true
  }

  /// True if the folded text before a position ends with a word.
  func ends(with word: String, at position: Int) -> Bool {
    begins(with: word, at: position - word.unicodeScalars.count)
  }

  /// True if the folded text holds a word.
  func contains(_ word: String) -> Bool { text.indices.contains { begins(with: word, at: $0) } }

  /// True if quotation marks stand right around a range in print.
  func isQuoted(_ range: Range<Int>) -> Bool {
    let source = folded.source(of: range)
    let lower = source.lowerBound - offset - 1
    let upper = source.upperBound - offset
    guard printed.indices.contains(lower), printed.indices.contains(upper) else { return false }
    return printed[lower].isQuotationMark && printed[upper].isQuotationMark
      // 「城北」與「城南」: what stands between two quotations is none.
      && !"」』”’".unicodeScalars.contains(printed[lower])
      && !"「『“‘".unicodeScalars.contains(printed[upper])
  }

  /// True for 环卫|二|所, 石桥|三|村: a numeral that belongs to a name.
  func isNumberOfName(_ number: Range<Int>) -> Bool {
    guard number.count == 1, number.upperBound < text.count else { return false }
    // 二道岭村, 八里台镇, 三块石村: the numeral, its 道 or 里, and the end of a place soon behind.
    if !text[number.lowerBound].isDigit, "道里块口座宫".unicodeScalars.contains(text[number.upperBound]),
      text[span(number.upperBound + 2, number.upperBound + 4)].contains(where: {
        "村镇乡屯庄".unicodeScalars.contains($0)
      }), number.upperBound + 1 < text.count, text[number.upperBound + 1].isHan
    {
      return true
    }
    guard number.lowerBound > 0 else { return false }
    let before = text[number.lowerBound - 1]
    return !text[number.lowerBound].isDigit && text[number.lowerBound] != "两" && before.isHan
      && "所村站校院中镇".unicodeScalars.contains(text[number.upperBound])
      && !"有共计达为是和及与余约近仅的中另各".unicodeScalars.contains(before)
  }

  /// The text of a folded range as printed, with its blanks and quotation marks.
  func words(_ range: Range<Int>) -> String {
    let source = folded.source(of: range)
    let lower = source.lowerBound - offset
    let upper = source.upperBound - offset
    guard lower >= 0, lower <= upper, upper <= printed.count else { return "" }
    return String(printed[lower..<upper])
  }
}
