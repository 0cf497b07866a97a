/// The codings of text that bulletind reads; the raw value is what `check --json` prints.
enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case utf8WithMark = "utf-8-bom"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case gb18030
  case big5

  /// The name that a person knows.
  var title: String {
    switch self {
    case .utf8, .utf8WithMark: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .gb18030: "GB18030"
    case .big5: "Big5"
    }
  }
}

/// Text that was decoded strictly: valid UTF-8 without a byte-order mark, and how it had been coded.
struct DecodedText: Sendable {
  /// Valid UTF-8; `TextDecoder` is the only one who makes these.
  var utf8: [UInt8]
  /// The coding of the file.
  var encoding: TextEncoding

  /// All of the text as one string.
  var string: String { string(of: utf8.startIndex..<utf8.endIndex) }

  /// A part of the text whose ends are character boundaries.
  func string(of range: Range<Int>) -> String {
    // Validated once by `TextDecoder`: checking each line again would cost as much as all the rest.
    String(copying: UTF8Span(unchecked: utf8.span.extracting(range)))
  }
}
