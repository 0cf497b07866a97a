import Bulletins

/// Plain text: the format of whatever no other one claims.
struct TextFormat: Format {
  let name = "text"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool { true }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let text = try TextDecoder().decode(bytes)
    return DecodedFile(
      document: Document(lines: LineSplitter.lines(of: text)), encoding: text.encoding.rawValue)
  }
}
