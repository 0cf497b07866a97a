import Bulletins

/// Refuses the compound files (OLE 2) of Office before 2007 and of WPS, and today's documents that are encrypted, which are
/// wrapped in one.
struct ObsoleteFormat: Format {
  let name = "ole"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    // Its directory holds the names of streams in UTF-16 (MS-CFB 2.6.1, MS-OFFCRYPTO 2.3.4).
    if Self.holds("EncryptedPackage", bytes) {
      throw FormatError(
        .encrypted,
        "The document is encrypted: open it in WPS or Word, take the password away, save it and drop it again."
      )
    }
    // MS-OXMSG 2.4, MS-PPT 2.1.2.
    if Self.holds("__properties_version1.0", bytes) {
      throw FormatError(
        .unsupported,
        "The file is an Outlook message: drop the document attached to it, or its text as a text file.")
    }
    if Self.holds("PowerPoint Document", bytes) {
      throw FormatError(
        .obsolete, "The file is a presentation of the old format: export it as PDF and drop that.")
    }
    let (kind, suffix) = Self.kind(bytes)
    throw FormatError(
      .obsolete,
      "The file is \(kind) of the old format: open it in WPS or Word, save it as \(suffix) and drop it again."
    )
  }

  private static func kind(_ bytes: [UInt8]) -> (String, String) {
    if holds("WordDocument", bytes) { return ("a Word or WPS document", ".docx") }
    if holds("Workbook", bytes) || holds("Book", bytes) { return ("an Excel or WPS workbook", ".xlsx") }
    return ("an Office document", ".docx")
  }

  private static func holds(_ stream: String, _ bytes: [UInt8]) -> Bool {
    let wanted = stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return bytes.withUnsafeBufferPointer { bytes in
      // A directory entry begins at a multiple of its size, 128 bytes.
      stride(from: 0, to: bytes.count - wanted.count, by: 128).contains { place in
        bytes[place..<(place + wanted.count)].elementsEqual(wanted)
      }
    }
  }
}
