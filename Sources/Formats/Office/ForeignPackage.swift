import Bulletins

/// Refuses packages of office programs that are ZIP archives and are not read here, each with what to do: to unpack them, as
/// other archives, would help nobody.
struct ForeignPackage: Format {
  let name = "package"

  /// A sort of package.
  private struct Kind {
    /// What a person calls it, with its article.
    var title: String
    var advice: String
    /// The members that all of its files have.
    var members: [String]
    /// What its files are named, for an archive whose directory is damaged.
    var suffixes: [String]
  }

  /// OpenDocument 1.3 part 2 (3.1), OFD (GB/T 33190-2016, 7.1), ECMA-376, MS-XLSB, EPUB 3.3 (4.2.6).
  private static let kinds = [
    Kind(
      title: "an OpenDocument file", advice: "open it in WPS, Word or LibreOffice, save it as .docx or .xlsx",
      members: ["META-INF/manifest.xml", "content.xml"], suffixes: ["odt", "ods", "odp", "ott"]),
    Kind(
      title: "an OFD document", advice: "export it as PDF or as text from the program that shows it",
      members: ["OFD.xml"], suffixes: ["ofd"]),
    Kind(
      title: "a presentation", advice: "export it as PDF", members: ["ppt/presentation.xml"],
      suffixes: ["pptx", "pptm", "ppsx"]),
    Kind(
      title: "a binary workbook", advice: "open it in WPS or Excel, save it as .xlsx",
      members: ["xl/workbook.bin"], suffixes: ["xlsb"]),
    Kind(
      title: "an e-book", advice: "copy its text into a text file", members: ["META-INF/container.xml"],
      suffixes: ["epub"]),
  ]

  func recognizes(_ bytes: [UInt8], name: String) -> Bool { Self.kind(bytes, name: name) != nil }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    guard let kind = Self.kind(bytes, name: name) else {
      throw FormatError(.unsupported, "The file is in no known format.")
    }
    throw FormatError(
      .unsupported, "The file is \(kind.title), which bulletind does not read; \(kind.advice) and drop that.")
  }

  private static func kind(_ bytes: [UInt8], name: String) -> Kind? {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    guard let archive = try? ZIPArchive(bytes) else {
      return kinds.first { $0.suffixes.contains(FileName(name).suffix) }
    }
    return kinds.first { $0.members.allSatisfy(archive.contains) }
  }
}
