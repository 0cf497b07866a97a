import Formats
import Glibc

/// Which format `FUZZ_TARGET` names: libFuzzer finds more behind one format than behind all at once.
enum FormatTarget: String {
  /// Text in any coding; the others are decoded text of their format, without its wrapping.
  case decode, html, markdown, csv
  /// The main part of a Word document, and the first sheet of a workbook, wrapped in an archive here.
  case docx, xlsx
  /// An office document as it lies on disk.
  case archive

  /// The target that was asked for; nil for the whole way.
  static let chosen = getenv("FUZZ_TARGET").flatMap { FormatTarget(rawValue: String(cString: $0)) }

  /// Decodes the input; an error that is thrown is no defect.
  func run(_ input: [UInt8]) {
    let limits = FormatLimits(unpacked: 4 << 20, seconds: 5, pieces: 1 << 18)
    let (name, bytes): (String, [UInt8]) =
      switch self {
      case .decode: ("a.txt", input)
      case .html: ("a.html", input)
      case .markdown: ("a.md", input)
      case .csv: ("a.csv", input)
      case .archive: ("a.docx", input)
      case .docx: ("a.docx", Self.archive(["word/document.xml": input]))
      case .xlsx:
        (
          "a.xlsx",
          Self.archive([
            "xl/workbook.xml": Array(
              "<w xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></w>".utf8),
            "xl/_rels/workbook.xml.rels": Array(
              "<R><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s\"/><Relationship Id=\"b\" Type=\"/styles\" Target=\"s\"/></R>"
                .utf8),
            "xl/s": input,
          ])
        )
      }
    _ = try? FormatRegistry.decode(bytes, name: name, limits: limits)
  }

  /// An archive of members that are stored as they are.
  private static func archive(_ members: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    let all = [("[Content_Types].xml", [UInt8]("<T/>".utf8))] + members.map { ($0.key, $0.value) }
    for (name, content) in all {
      let offset = bytes.count
      let common =
        little(20, 2) + little(0, 8) + little(checksum(content), 4) + little(content.count, 4)
        + little(content.count, 4)
        + little(name.utf8.count, 2) + little(0, 2)
      bytes += little(0x0403_4B50, 4) + common + Array(name.utf8) + content
      directory +=
        little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 10) + little(offset, 4) + Array(name.utf8)
    }
    return bytes + directory + little(0x0605_4B50, 4) + little(0, 4) + little(all.count, 2)
      + little(all.count, 2)
      + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
  }

  private static func little(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 (ISO 3309), bit by bit: inputs are small.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }
}
