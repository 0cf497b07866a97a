import Bulletins

/// Refuses messages (.eml) and web pages saved as one file (.mht, also named .doc): their text is coded in parts, so that as
/// plain text they would be read as noise.
struct MailFormat: Format {
  let name = "mail"

  /// No header that people see is longer.
  private static let headerLimit = 64 << 10

  func recognizes(_ bytes: [UInt8], name: String) -> Bool { Self.header(bytes) != nil }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let type = Self.header(bytes)?["content-type"] ?? ""
    if type.contains("multipart/related") || ["mht", "mhtml"].contains(FileName(name).suffix) {
      throw FormatError(
        .unsupported,
        "The file is a web page saved as one file (.mht), which bulletind does not read; open it in Word or WPS, save it as .docx and drop that."
      )
    }
    throw FormatError(
      .unsupported,
      "The file is a mail message, which bulletind does not read; drop the document attached to it, or its text as a text file."
    )
  }

  /// The fields of the header in lower case (RFC 5322, 2.2), if the file begins with one that only programs write.
  private static func header(_ bytes: [UInt8]) -> [String: String]? {
    var fields: [String: String] = [:]
    var last: String?
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let head = bytes[start..<min(bytes.count, start + headerLimit)]
    // A text of another kind ends here, at its first line.
    for line in head.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard let first = line.first else { break }
      if first == 0x20 || first == 0x09, let last {
        fields[last, default: ""] += String(decoding: line, as: UTF8.self).lowercased()
        continue
      }
      // mbox: the line before the header.
      if fields.isEmpty, line.starts(with: "From ".utf8) { continue }
      guard let colon = line.prefix(78).firstIndex(of: 0x3A), colon > line.startIndex,
        line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      fields[name, default: ""] += String(decoding: line[(colon + 1)...], as: UTF8.self).lowercased()
      last = name
    }
    let isMail = ["mime-version", "received", "return-path", "message-id"].contains { fields[$0] != nil }
    return isMail ? fields : nil
  }
}
