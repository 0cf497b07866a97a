import Bulletins

/// Refuses what is known by its first bytes and is no text: stands behind the formats that read such files.
struct SignedFormat: Format {
  let name = "signature"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool { Signature.of(bytes) != nil }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    guard let signature = Signature.of(bytes) else {
      throw FormatError(.unsupported, "The file is in no known format.")
    }
    if FileName(name).claimsText, signature.title != "an RTF document" {
      throw FormatError(
        .binary, "The file is named as text but is \(signature.title), not text; \(signature.advice).")
    }
    throw FormatError(
      .unsupported, "The file is \(signature.title), which bulletind does not read; \(signature.advice).")
  }
}
