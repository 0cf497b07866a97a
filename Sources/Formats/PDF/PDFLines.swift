import Bulletins

/// A line of a page of a PDF with its place, in points from the upper left corner.
struct PDFLine: Equatable {
  /// The number of the page, from 1.
  var page: Int
  var left: Double
  var top: Double
  var right: Double
  /// The height of the characters.
  var height: Double
  var text: String
  /// The height of the page.
  var pageHeight: Double
  /// What it is made of, from left to right.
  var words: [Word] = []

  /// Characters without a gap.
  struct Word: Equatable {
    var left: Double
    var right: Double
    var text: String
  }

  /// Words as one text: no space is printed between Han characters, however poppler cut them.
  static func text(of words: ArraySlice<Word>, height: Double) -> String {
    var text = ""
    var right = 0.0
    for word in words {
      let joins = word.left - right < height * 0.4 && (endsWide(text) || startsWide(word.text))
      text += text.isEmpty || joins ? word.text : " " + word.text
      right = word.right
    }
    return text
  }

  private static func startsWide(_ text: String) -> Bool {
    text.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
  }
  private static func endsWide(_ text: String) -> Bool {
    text.unicodeScalars.last.map { $0.value >= 0x2E80 } ?? false
  }
}

/// Reads what `pdftotext -tsv` writes: a row for each page, flow, line and word.
enum PDFLines {
  /// The lines in reading order.
  ///
  /// - Throws: `FormatError` `.tooBig`, `.malformed`.
  static func lines(tabSeparated bytes: [UInt8], limits: FormatLimits) throws -> [PDFLine] {
    guard UTF8Check.firstError(in: bytes) == nil else {
      throw FormatError(.malformed, "The text of the PDF is not UTF-8; print it to a new PDF and drop that.")
    }
    let text = DecodedText(utf8: bytes, encoding: .utf8)
    var lines: [PDFLine] = []
    var line: PDFLine?
    var pageHeight = 0.0
    for range in bytes.split(separator: 0x0A).map(\.indices) {
      let fields = fields(bytes, range)
      guard fields.count == 12, let level = number(text, fields[0]) else { continue }
      let page = Int(exactly: number(text, fields[1]) ?? 0) ?? 0
      let left = number(text, fields[6]) ?? 0
      let top = number(text, fields[7]) ?? 0
      let width = number(text, fields[8]) ?? 0
      let height = number(text, fields[9]) ?? 0
      switch level {
      case 1: pageHeight = height
      case 4:
        if let line { append(line, to: &lines) }
        guard lines.count < limits.pieces else { throw FormatError.tooManyPieces(limits) }
        line = PDFLine(
          page: page, left: left, top: top, right: left, height: height, text: "",
          pageHeight: pageHeight)
      case 5:
        line?.words.append(PDFLine.Word(left: left, right: left + width, text: text.string(of: fields[11])))
      default: break
      }
    }
    if let line { append(line, to: &lines) }
    return lines
  }

  private static func append(_ line: PDFLine, to lines: inout [PDFLine]) {
    var line = line
    line.text = PDFLine.text(of: line.words[...], height: line.height)
    line.right = line.words.last?.right ?? line.left
    if !line.text.isEmpty { lines.append(line) }
  }

  private static func fields(_ bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    for index in line where bytes[index] == 0x09 && fields.count < 11 {
      fields.append(start..<index)
      start = index + 1
    }
    fields.append(start..<line.upperBound)
    return fields
  }

  private static func number(_ text: DecodedText, _ range: Range<Int>) -> Double? {
    guard let number = Double(text.string(of: range)), number.isFinite else { return nil }
    return number
  }
}
