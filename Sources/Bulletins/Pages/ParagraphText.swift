/// Makes the text of a paragraph from the pieces that column breaks left: without doubled blanks, and whole where a
/// letter-spaced print (定 为 红 色) tore words apart.
enum ParagraphText {
  /// The text of these pieces, joined without blanks between them.
  static func text(_ page: PageText, _ pieces: [Range<Int>]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count } * 3)
    let isSpaced = pieces.contains { isLetterSpaced(page, $0) }
    for piece in pieces { append(page, piece, isSpaced: isSpaced, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A title on one line: its lines joined by a blank.
  static func title(_ page: PageText, _ lines: [Range<Int>]) -> String {
    var text = ""
    for line in lines {
      if !text.isEmpty { text += " " }
      if isSpacedOut(page, line) {
        text += String(line.lazy.map { page.scalars[$0] }.filter { !ScalarFlags.of($0).contains(.blank) })
      } else {
        text += withSingleBlanks(page, line)
      }
    }
    return text
  }

  private static func withSingleBlanks(_ page: PageText, _ range: Range<Int>) -> String {
    var kept: Scalars = []
    kept.reserveCapacity(range.count)
    for index in range where !page.flags(index).contains(.blank) || !page.flags(index - 1).contains(.blank) {
      kept.append(page.scalars[index])
    }
    return String(kept)
  }

  /// 工 作 动 态: nothing but single characters.
  private static func isSpacedOut(_ page: PageText, _ range: Range<Int>) -> Bool {
    let words = page.words(of: range)
    return words.count >= 3 && words.count { $0.count == 1 } * 4 >= words.count * 3
  }

  /// 定 为 红 色: several single characters between blanks inside a text.
  private static func isLetterSpaced(_ page: PageText, _ range: Range<Int>) -> Bool {
    var singles = 0
    var blanks = 0
    for index in range where page.flags(index).contains(.blank) {
      blanks += 1
      if page.flags(index + 1).contains(.han), page.flags(index + 2).contains(.blank),
        index + 2 < range.upperBound
      {
        singles += 1
        if singles >= 3 { return true }
      }
    }
    return false
  }

  private static func append(_ page: PageText, _ range: Range<Int>, isSpaced: Bool, to bytes: inout [UInt8]) {
    var index = range.lowerBound
    let isRow = StatusSentence.isRowOfCells(page.scalars[range])
    while index < range.upperBound {
      let scalar = page.scalars[index]
      if ScalarFlags.of(scalar).contains(.blank) {
        let before = index - 1
        while index < range.upperBound, page.flags(index).contains(.blank) { index += 1 }
        if isRow || keepsBlank(page, before, index, isSpaced: isSpaced) {
          bytes.append(0x20)
        }
        continue
      }
      append(scalar, to: &bytes)
      index += 1
    }
  }

  /// A blank stays between words; beside a mark or between a character and a number it is an accident of the print.
  private static func keepsBlank(_ page: PageText, _ before: Int, _ after: Int, isSpaced: Bool) -> Bool {
    let left = page.flags(before)
    let right = page.flags(after)
    if left.contains(.latin) || right.contains(.latin) { return true }
    let marks: ScalarFlags = [.terminal, .soft, .opener, .closer]
    if !left.isDisjoint(with: marks) || !right.isDisjoint(with: marks) { return false }
    if left.contains(.han), right.contains(.han) { return !isSpaced }
    if left.contains(.han), right.contains(.digit) { return false }
    if left.contains(.digit), right.contains(.han) { return false }
    return true
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let value = scalar.value
    switch value {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }
}
