/// A stretch of a line without a wide gap: a cell of a table, or all of the line.
struct PDFPiece {
  var left: Double
  var right: Double
  var top: Double
  /// The height of the characters: the width of a Han character.
  var height: Double
  var text: String
  fileprivate var words: ArraySlice<PDFLine.Word>
  /// The number of its line.
  var line: Int

  private init(_ words: ArraySlice<PDFLine.Word>, of line: PDFLine, number: Int) {
    left = words.first?.left ?? line.left
    right = words.last?.right ?? line.right
    top = line.top
    height = line.height
    text = PDFLine.text(of: words, height: line.height)
    self.words = words
    self.line = number
  }

  /// The pieces of a line.
  static func pieces(of line: PDFLine, number: Int) -> [PDFPiece] {
    split(line.words[...], gap: line.height * 0.8).map { PDFPiece($0, of: line, number: number) }
  }

  /// The piece cut at gaps that are narrower than those between most cells: full cells stand close to each other.
  func parts() -> [PDFPiece] {
    Self.split(words, gap: height * 0.45).map { words in
      var part = self
      part.words = words
      part.left = words.first?.left ?? left
      part.right = words.last?.right ?? right
      part.text = PDFLine.text(of: words, height: height)
      return part
    }
  }

  private static func split(_ words: ArraySlice<PDFLine.Word>, gap: Double) -> [ArraySlice<PDFLine.Word>] {
    var found: [ArraySlice<PDFLine.Word>] = []
    var start = words.startIndex
    for index in words.indices.dropFirst() where words[index].left - words[index - 1].right > gap {
      found.append(words[start..<index])
      start = index
    }
    if start < words.endIndex { found.append(words[start...]) }
    return found
  }
}
