import Bulletins

/// Excel workbooks of today (.xlsx, also from WPS): a table for each sheet that is shown and not empty, under its name if
/// there are several.
struct WorkbookFormat: Format {
  let name = "xlsx"

  /// The most sheets that are read, from the first.
  static let sheetLimit = 64

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    OfficePackage.isPackage(bytes, holding: "xl/", orNamed: ["xlsx", "xlsm"].contains(FileName(name).suffix))
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    var package = try OfficePackage(bytes, limits: limits)
    let main =
      try package.relationships(of: "").values.first { $0.type == "officeDocument" }?.target
      ?? "xl/workbook.xml"
    let workbook = Workbook()
    try package.read(main, workbook)
    let parts = try package.relationships(of: main)
    let styles = SheetStyles()
    let strings = SharedStrings(limits: limits)
    for part in parts.values where package.contains(part.target) {
      if part.type == "styles" { try package.read(part.target, styles) }
      if part.type == "sharedStrings" { try package.read(part.target, strings) }
    }
    var tables: [(name: String, table: Table)] = []
    var left = limits
    for sheet in workbook.sheets.prefix(Self.sheetLimit) {
      guard let part = parts[sheet.relationship], part.type == "worksheet", package.contains(part.target)
      else { continue }
      let reader = SheetReader(
        strings: strings.strings, styles: styles, startsIn1904: workbook.startsIn1904, limits: left)
      try package.read(part.target, reader)
      let table = try reader.table()
      left.pieces = max(0, left.pieces - table.rows.reduce(0) { $0 + $1.count })
      if !table.rows.isEmpty { tables.append((sheet.name, table)) }
    }
    guard !tables.isEmpty else {
      throw FormatError(
        .empty, "The workbook has no sheet with anything in it; fill it in and drop it again.")
    }
    var blocks: [Document.Block] = []
    for (name, table) in tables {
      if tables.count > 1 { blocks.append(.line(Document.Line(name))) }
      blocks.append(.table(table))
    }
    return DecodedFile(document: Document(blocks: blocks), encoding: nil)
  }
}

/// The sheets of a workbook that are shown, in order.
private final class Workbook: MarkupHandler {
  private(set) var sheets: [(name: String, relationship: String)] = []
  private(set) var startsIn1904 = false

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    switch name {
    case "workbookPr": startsIn1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet":
      guard attributes["state"] ?? "visible" == "visible", let id = attributes["id"] else { break }
      sheets.append((attributes["name"] ?? "", id))
    default: break
    }
  }

  func end(_ name: String) throws {}
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {}
}
