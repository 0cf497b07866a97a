/// The formats in the order in which they are asked.
public enum FormatRegistry {
  /// Every format that bulletind reads; the first that recognises the bytes decodes them.
  public static let formats: [any Format] = [
    PDFFormat(),
    ForeignPackage(),
    WordFormat(),
    WorkbookFormat(),
    MailFormat(),
    HTMLFormat(),
    ObsoleteFormat(),
    SignedFormat(),
    DelimitedFormat(),
    MarkdownFormat(),
    TextFormat(),
  ]

  /// Loads what decoding needs from the disk, so that a program that runs out of descriptors later refuses no bulletin for
  /// want of it. For the start of a service; without it the first bulletin does the same.
  public static func prepare() { Iconv.keep(["GB18030", "BIG5"]) }

  /// Makes a document of bytes.
  ///
  /// - Throws: `FormatError`.
  public static func decode(_ bytes: [UInt8], name: String, limits: FormatLimits = FormatLimits()) throws
    -> DecodedFile
  {
    for format in formats where format.recognizes(bytes, name: name) {
      return try format.document(of: bytes, name: name, limits: limits)
    }
    throw FormatError(
      .unsupported, "\(name) is in no format that bulletind reads; save it as text and drop it again.")
  }
}
