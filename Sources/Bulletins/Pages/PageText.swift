/// The lines of a document in one buffer, trimmed, with what a reader of pages asks of every line.
///
/// Every line has the printed scalars and, at the same positions, folded ones (simplified, half-width), so that cue
/// words are looked for in one spelling and what is shown is cut from the print.
struct PageText: Sendable {
  /// The lines' contents as printed, each with a line feed after it, so that nothing reads on into the next line.
  private(set) var scalars: Scalars = []
  /// `scalars` folded, position by position.
  private(set) var folded: Scalars = []
  /// The lines and tables in reading order, without blank lines.
  private(set) var lines: [PageLine] = []

  /// The text of a document.
  init(_ document: Document) {
    lines.reserveCapacity(document.blocks.count)
    // A Han character takes three bytes; growing the buffers again and again costs more than counting first.
    let size = document.blocks.reduce(0) { size, block in
      if case .line(let line) = block { size + line.text.utf8.count / 3 + 2 } else { size }
    }
    scalars.reserveCapacity(size)
    folded.reserveCapacity(size)
    var gap = 0
    for block in document.blocks {
      switch block {
      case .table(let table):
        lines.append(PageLine(range: scalars.count..<scalars.count, gap: gap, table: table))
        gap = 0
      case .line(let line):
        if let read = append(line.text, gap: gap, heading: line.heading) {
          lines.append(read)
          gap = 0
        } else {
          gap += 1
        }
      }
    }
  }

  private mutating func append(_ text: String, gap: Int, heading: Int?) -> PageLine? {
    let folding = PageFolding.table
    let start = scalars.count
    var end = start
    var indent = 0
    var hasInnerBlank = false
    var all: ScalarFlags = []
    for scalar in text.unicodeScalars {
      let flags = ScalarFlags.of(scalar)
      if flags.contains(.blank) {
        if scalars.count == start {
          indent += scalar.value == 0x3000 ? 2 : scalar.value == 0x09 ? 4 : scalar.value >= 0x20 ? 1 : 0
          continue
        }
      } else {
        hasInnerBlank = hasInnerBlank || scalars.count > end
        end = scalars.count + 1
        all.formUnion(flags)
      }
      scalars.append(scalar)
      folded.append(folding[scalar])
    }
    guard end > start else {
      scalars.removeLast(scalars.count - start)
      folded.removeLast(folded.count - start)
      return nil
    }
    scalars.removeLast(scalars.count - end)
    folded.removeLast(folded.count - end)
    scalars.append("\n")
    folded.append("\n")
    return PageLine(
      range: start..<end, indent: indent, gap: gap, heading: heading, flags: all,
      hasInnerBlank: hasInnerBlank)
  }

  /// Replaces the lines by ones that take in several: the line feeds inside them go, a blank stays between two words
  /// of Latin letters.
  mutating func rejoin(_ joined: [PageLine]) {
    var newScalars: Scalars = []
    var newFolded: Scalars = []
    newScalars.reserveCapacity(scalars.count)
    newFolded.reserveCapacity(scalars.count)
    var newLines = joined
    for position in joined.indices {
      let start = newScalars.count
      for index in joined[position].range {
        guard folded[index] == "\n" else {
          newScalars.append(scalars[index])
          newFolded.append(folded[index])
          continue
        }
        guard flags(index - 1).contains(.latin), flags(index + 1).contains(.latin) else { continue }
        newScalars.append(" ")
        newFolded.append(" ")
      }
      newLines[position].range = start..<newScalars.count
      newScalars.append("\n")
      newFolded.append("\n")
    }
    scalars = newScalars
    folded = newFolded
    lines = newLines
  }

  /// The folded scalar at a position, or nil outside of the buffer.
  func at(_ index: Int) -> Unicode.Scalar? { folded.indices.contains(index) ? folded[index] : nil }

  /// What kind of scalar stands at a position; nothing outside of the buffer.
  func flags(_ index: Int) -> ScalarFlags {
    folded.indices.contains(index) ? ScalarFlags.of(folded[index]) : []
  }

  /// The range without blanks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, flags(lower).contains(.blank) { lower += 1 }
    while upper > lower, flags(upper - 1).contains(.blank) { upper -= 1 }
    return lower..<upper
  }

  /// The pieces of a range between scalars for which `separates` holds; empty ones are left out.
  func pieces(of range: Range<Int>, separatedBy separates: (Unicode.Scalar) -> Bool) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where separates(folded[index]) {
      if start < index { found.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }

  /// The first piece at or after a position, or nil.
  func piece(
    at start: Int, before end: Int, separatedBy separates: (Unicode.Scalar) -> Bool
  ) -> Range<Int>? {
    var lower = start
    while lower < end, separates(folded[lower]) { lower += 1 }
    guard lower < end else { return nil }
    var upper = lower + 1
    while upper < end, !separates(folded[upper]) { upper += 1 }
    return lower..<upper
  }

  /// The pieces of a range between blanks.
  func words(of range: Range<Int>) -> [Range<Int>] {
    pieces(of: range) { ScalarFlags.of($0).contains(.blank) }
  }

  /// The folded scalars of a range without its blanks: what a letter-spaced line (工 作 动 态) says.
  func packed(_ range: Range<Int>) -> Scalars {
    folded[range].filter { !ScalarFlags.of($0).contains(.blank) }
  }

  /// True if all scalars of a range have one of these flags; false for an empty range.
  func all(_ range: Range<Int>, are flags: ScalarFlags) -> Bool {
    !range.isEmpty && range.allSatisfy { !ScalarFlags.of(folded[$0]).isDisjoint(with: flags) }
  }

  /// True if the folded text has these scalars at a position.
  func has(_ word: Scalars, at start: Int, before end: Int) -> Bool {
    guard start >= 0, start + word.count <= min(end, folded.count) else { return false }
    for offset in word.indices where folded[start + offset] != word[offset] { return false }
    return true
  }
}

/// A line that is not blank, or a table.
struct PageLine: Sendable {
  /// Where its content stands in the buffer, without blanks at the ends; empty for a table.
  var range: Range<Int>
  /// The width of the indent in half-width cells.
  var indent = 0
  /// How many blank lines stand before it.
  var gap = 0
  /// The level of a heading where the format marks headings.
  var heading: Int?
  /// What kinds of scalars stand in it.
  var flags: ScalarFlags = []
  /// True if blanks stand inside the content.
  var hasInnerBlank = false
  /// The table, if it is one.
  var table: Table?

  /// The number of scalars.
  var length: Int { range.count }
}
