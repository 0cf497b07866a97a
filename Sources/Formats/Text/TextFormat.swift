import Bulletins

/// Plain text: the format of whatever no other one claims.
///
/// Rows of cells between tabs, as pasted from a spreadsheet, and Markdown's pipe tables are tables here too; a text that
/// is separated values throughout is one whatever its name.
struct TextFormat: Format {
  let name = "text"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool { true }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let text = try TextDecoder().decode(bytes)
    let encoding = text.encoding.rawValue
    if let separator = SeparatorDetector.certainSeparator(of: text.utf8) {
      let table = try DelimitedText(separator: separator).table(of: text, limits: limits)
      return DecodedFile(document: Document(blocks: [.table(table)]), encoding: encoding)
    }
    return DecodedFile(document: try Self.lines(of: text, limits: limits), encoding: encoding)
  }

  /// The lines, with tables among them.
  ///
  /// - Throws: `FormatError` `.tooBig`.
  static func lines(of text: DecodedText, limits: FormatLimits) throws -> Document {
    let ranges = LineSplitter.ranges(of: text.utf8)
    guard ranges.count <= limits.pieces else { throw FormatError.tooManyPieces(limits) }
    var blocks: [Document.Block] = []
    blocks.reserveCapacity(ranges.count)
    var index = 0
    while index < ranges.count {
      if let (table, next) = TabbedRows.table(in: text, ranges, at: index)
        ?? PipeTable.table(in: text, ranges, at: index, cell: { $0 })
      {
        blocks.append(.table(table))
        index = next
      } else {
        blocks.append(.line(Document.Line(text.string(of: ranges[index]))))
        index += 1
      }
    }
    return Document(blocks: blocks)
  }
}
