import Bulletins

/// HTML, decoded by us and parsed by libxml2: the text that a reader of the page sees, without its navigation.
struct HTMLFormat: Format {
  let name = "html"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    // NULs left out, ASCII in UTF-16 is recognised as well.
    let start = String(decoding: bytes.prefix(2048).lazy.filter { $0 < 0x80 && $0 != 0 }, as: UTF8.self)
      .lowercased()
    let content = start.drop { $0.isWhitespace }
    if ["<!doctype html", "<html", "<head", "<body", "<meta "].contains(where: { content.hasPrefix($0) }) {
      return true
    }
    if content.hasPrefix("<?xml") || content.hasPrefix("<!--") { return content.contains("<html") }
    return ["html", "htm", "xhtml", "shtml"].contains(FileName(name).suffix)
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let text = try TextDecoder(hint: Self.declaredEncoding(bytes)).decode(bytes)
    let reader = HTMLReader(limits: limits)
    let parser = try MarkupParser(
      .html, reader, limits: limits, deadline: Deadline(seconds: limits.seconds))
    let html = HTMLFilter.filter(text.utf8)
    try html.withUnsafeBytes { try parser.parse($0) }
    try parser.finish()
    let document = try reader.document()
    guard document.hasInk else {
      throw FormatError(.empty, "The page holds no text; copy the text out of the browser and drop that.")
    }
    return DecodedFile(document: document, encoding: text.encoding.rawValue)
  }

  /// The coding by `<meta charset=…>`, where it tells codings apart that look alike.
  static func declaredEncoding(_ bytes: [UInt8]) -> TextEncoding? {
    let start = String(decoding: bytes.prefix(2048).lazy.filter { $0 < 0x80 }, as: UTF8.self).lowercased()
    guard let place = start.firstRange(of: "charset") else { return nil }
    let value = start[place.upperBound...].drop { " =\"'".contains($0) }
    if value.hasPrefix("big5") { return .big5 }
    return value.hasPrefix("gb") ? .gb18030 : nil
  }
}
