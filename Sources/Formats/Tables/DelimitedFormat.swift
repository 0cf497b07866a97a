import Bulletins

/// CSV, TSV and their kin, in any coding of text, with any usual separator: one table.
struct DelimitedFormat: Format {
  let name = "table"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    ["csv", "tsv", "tab"].contains(FileName(name).suffix)
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let text = try TextDecoder().decode(bytes)
    guard let (separator, start) = SeparatorDetector.separator(of: text.utf8) else {
      // One column: a list of lines.
      return DecodedFile(
        document: try TextFormat.lines(of: text, limits: limits), encoding: text.encoding.rawValue)
    }
    let table = try DelimitedText(separator: separator).table(of: text, from: start, limits: limits)
    return DecodedFile(document: Document(blocks: [.table(table)]), encoding: text.encoding.rawValue)
  }
}
