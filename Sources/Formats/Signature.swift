/// The first bytes by which a file that is not text is known, whatever its name says.
struct Signature: Sendable {
  /// What a person calls it, with its article: `a PNG image`.
  var title: String
  /// What to do with it.
  var advice: String
  private var offset: Int
  private var bytes: [UInt8]
  private var more: (@Sendable ([UInt8]) -> Bool)?

  private init(
    _ title: String, _ advice: String, _ bytes: [UInt8], at offset: Int = 0,
    and more: (@Sendable ([UInt8]) -> Bool)? = nil
  ) {
    self.title = title
    self.advice = advice
    self.offset = offset
    self.bytes = bytes
    self.more = more
  }

  private func matches(_ file: [UInt8]) -> Bool {
    guard file.count >= offset + bytes.count, file[offset..<(offset + bytes.count)].elementsEqual(bytes)
    else { return false }
    return more?(file) ?? true
  }

  /// The signature of these bytes, or nil.
  static func of(_ file: [UInt8]) -> Signature? { all.first { $0.matches(file) } }

  private static let picture = "run text recognition over it and drop the text"
  private static let packed = "unpack it and drop the files in it one by one"
  private static let none = "drop the text itself"

  private static let all: [Signature] = [
    Signature("a PNG image", picture, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    Signature("a JPEG image", picture, [0xFF, 0xD8, 0xFF]),
    Signature("a GIF image", picture, Array("GIF87a".utf8)),
    Signature("a GIF image", picture, Array("GIF89a".utf8)),
    Signature("a TIFF image", picture, [0x49, 0x49, 0x2A, 0x00]),
    Signature("a TIFF image", picture, [0x4D, 0x4D, 0x00, 0x2A]),
    Signature(
      "a BMP image", picture, Array("BM".utf8), and: { $0.count > 14 && $0[6..<10].allSatisfy { $0 == 0 } }),
    Signature(
      "a WebP image", picture, Array("RIFF".utf8), and: { $0.dropFirst(8).starts(with: Array("WEBP".utf8)) }),
    Signature(
      "a sound or video file", none, Array("RIFF".utf8),
      and: { $0.dropFirst(4).prefix(4).contains { $0 < 0x20 } }),
    Signature("a video or HEIC image", none, Array("ftyp".utf8), at: 4),
    Signature("a sound file", none, Array("ID3".utf8), and: { $0.count > 4 && $0[3] < 0x10 }),
    Signature("a sound file", none, Array("OggS".utf8)),
    Signature("a PDF document", "name it .pdf and drop it again", Array("%PDF-".utf8)),
    Signature("a PostScript document", "save it as PDF or text", Array("%!PS".utf8)),
    Signature("a ZIP archive", packed, [0x50, 0x4B, 0x03, 0x04]),
    Signature("a ZIP archive", packed, [0x50, 0x4B, 0x05, 0x06]),
    Signature("a RAR archive", packed, [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]),
    Signature("a 7z archive", packed, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    Signature("a gzip archive", packed, [0x1F, 0x8B, 0x08]),
    Signature("an xz archive", packed, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    Signature(
      "a bzip2 archive", packed, Array("BZh".utf8),
      and: { $0.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26]) }),
    Signature("a Zstandard archive", packed, [0x28, 0xB5, 0x2F, 0xFD]),
    Signature("a tar archive", packed, Array("ustar".utf8), at: 257),
    Signature("an ELF program", none, [0x7F, 0x45, 0x4C, 0x46]),
    Signature("a Windows program", none, Array("MZ".utf8), and: { $0.prefix(64).contains(0) }),
    Signature("a Mach-O program", none, [0xCF, 0xFA, 0xED, 0xFE]),
    Signature("a Java class", none, [0xCA, 0xFE, 0xBA, 0xBE]),
    Signature("an SQLite database", none, Array("SQLite format 3\0".utf8)),
    Signature("an RTF document", "open it in WPS or Word and save it as .docx", Array("{\\rtf".utf8)),
    Signature(
      "an old Office document", "open it in WPS or Word and save it as .docx or .xlsx",
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    Signature(
      "a CAJ document", "save it as PDF or text", Array("CAJ".utf8), and: { $0.prefix(16).contains(0) }),
    Signature("a CEB document", "save it as PDF or text", Array("Founder CEB".utf8)),
  ]
}
