import Bulletins

/// Word documents of today (.docx, also from WPS), known by their content.
struct WordFormat: Format {
  let name = "docx"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    OfficePackage.isPackage(bytes, holding: "word/", orNamed: FileName(name).suffix == "docx")
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    var package = try OfficePackage(bytes, limits: limits)
    let main =
      try package.relationships(of: "").values.first { $0.type == "officeDocument" }?.target
      ?? "word/document.xml"
    let parts = try package.relationships(of: main).values
    let styles = WordStyles()
    let numbering = WordNumbering()
    for part in parts where package.contains(part.target) {
      if part.type == "styles" { try package.read(part.target, styles) }
      if part.type == "numbering" { try package.read(part.target, numbering) }
    }
    let reader = WordReader(styles: styles, numbering: numbering, limits: limits)
    try package.read(main, reader)
    let document = try reader.document()
    guard document.hasInk else {
      throw FormatError(
        .empty,
        "The document holds no text (perhaps only pictures); write the text into it and drop it again.")
    }
    return DecodedFile(document: document, encoding: nil)
  }
}
