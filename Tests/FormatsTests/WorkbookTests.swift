import Bulletins
import Testing

@testable import Formats

@Suite struct WorkbookTests {
  private static let relationships = """
    <Relationships><Relationship Id="1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """
  private static let styles = """
    <styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
    <numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="22"/>
    <xf numFmtId="10"/></cellXfs></styleSheet>
    """
  private static let strings = """
    <sst><si><t>事项</t></si><si><r><t>石榴</t></r><r><t>街道</t></r><rPh sb="0" eb="1"><t>读</t></rPh></si></sst>
    """

  private static func workbook(_ sheets: String..., prolog: String = "", properties: String = "") throws
    -> [UInt8]
  {
    var archive = try Archive([
      "[Content_Types].xml": WordTests.types, "_rels/.rels": relationships, "xl/styles.xml": styles,
      "xl/sharedStrings.xml": prolog + strings,
    ])
    var list = "<workbook xmlns:r=\"r\">\(properties)<sheets>"
    var links = """
      <Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/>
      <Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/>
      """
    for (index, sheet) in sheets.enumerated() {
      let state = sheet.hasPrefix("<!--hidden-->") ? " state=\"hidden\"" : ""
      list += "<sheet name=\"表\(index + 1)\" sheetId=\"\(index)\" r:id=\"w\(index)\"\(state)/>"
      links += "<Relationship Id=\"w\(index)\" Type=\"x/worksheet\" Target=\"worksheets/sheet\(index).xml\"/>"
      try archive.add("xl/worksheets/sheet\(index).xml", Array("<worksheet>\(sheet)</worksheet>".utf8))
    }
    try archive.add("xl/workbook.xml", Array((list + "</sheets></workbook>").utf8))
    try archive.add("xl/_rels/workbook.xml.rels", Array((links + "</Relationships>").utf8))
    return archive.finished()
  }

  private func table(_ rows: String, properties: String = "") throws -> Table? {
    let blocks = try Samples.decode(Self.workbook(rows, properties: properties), name: "台账.xlsx").document
      .blocks
    guard blocks.count == 1, case .table(let table) = blocks[0] else { return nil }
    return table
  }

  @Test func `cells show what a person sees`() throws {
    let sheet = """
      <sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>行内</t></is></c></row>
      <row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="2"><v>0.45</v></c><c r="C5" s="1"><v>44043</v></c>
      <c r="D5" s="3"><v>44043</v></c><c r="E5" s="4"><v>44013</v></c><c r="F5"><v>0.1</v></c><c r="G5"><v>1356</v></c></row>
      <row r="6"><c r="A6" t="str"><f>A1&amp;"x"</f><v>算出</v></c><c r="B6"><f>1+1</f><v>2</v></c><c r="C6"><f>SUM(A1:A9)</f></c>
      <c r="D6" t="b"><v>1</v></c><c r="E6" t="e"><v>#REF!</v></c><c r="F6" s="5"><v>44043.5</v></c><c r="G6" s="6"><v>0.0998</v></c></row>
      </sheetData>
      """
    #expect(
      try table(sheet)
        == Table(
          rows: [
            ["事项", "", "行内"], ["石榴街道", "45%", "2020-07-31", "2020-07-31", "2020年7月", "0.1", "1356"],
            ["算出", "2", "", "TRUE", "#REF!", "2020-07-31 12:00", "9.98%"],
          ], rowNumbers: [2, 5, 6]))
  }

  @Test func `merged cells are filled, within the rows that there are`() throws {
    let sheet = """
      <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>台账</t></is></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>
      <row r="3"><c r="B3"><v>3</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A1048576"/><mergeCell ref="A9:XFD9"/><mergeCell ref="?"/></mergeCells>
      """
    #expect(try table(sheet)?.rows == [["台账", "台账"], ["1", "2"], ["1", "3"]])
  }

  @Test func `shown sheets come under their names, hidden and empty ones do not`() throws {
    let cell = { (text: String) in "<sheetData><row><c><v>\(text)</v></c></row></sheetData>" }
    let bytes = try Self.workbook(cell("1"), "<!--hidden-->" + cell("2"), "<sheetData/>", cell("4"))
    #expect(
      try Samples.decode(bytes).document.blocks == [
        .line(.init("表1")), .table(Table(rows: [["1"]], rowNumbers: [1])), .line(.init("表4")),
        .table(Table(rows: [["4"]], rowNumbers: [1])),
      ])
  }

  @Test func `the other calendar of old Macs counts from 1904`() throws {
    let sheet = "<sheetData><row><c s=\"1\"><v>42581</v></c></row></sheetData>"
    #expect(try table(sheet, properties: "<workbookPr date1904=\"1\"/>")?.rows == [["2020-07-31"]])
  }

  @Test(arguments: [
    ("General", SheetStyles.Kind.number), ("G/通用格式", .number), ("0.00%", .percent), ("yyyy-mm-dd", .date),
    ("m/d", .date),
    ("[$-804]yyyy\"年\"m\"月\";@", .month), ("h:mm", .time), ("yyyy/m/d h:mm", .dateTime),
    ("#,##0\"个月\"", .number),
    ("0_ ;[Red]\\-0\\ ", .number), ("@", .number), ("0\"day\"", .number),
  ])
  func `a number format says what it shows`(code: String, kind: SheetStyles.Kind) {
    #expect(SheetStyles.kind(of: code) == kind)
  }

  @Test(arguments: [
    (0.45000000000000001, "0.45"), (0.1 + 0.2, "0.3"), (12781, "12781"), (-3.5, "-3.5"), (1e20, "1e+20"),
    (0, "0"), (1e-9, "1e-09"),
  ])
  func `numbers are written with the digits that they have`(number: Double, text: String) {
    #expect(SheetStyles.plain(number) == text)
  }

  @Test(arguments: [("A1", 0, 1), ("AB12", 27, 12), ("XFD1048576", 16_383, 1_048_576)])
  func `places of cells`(text: String, column: Int, row: Int) {
    let place = CellPlace(text)
    #expect(place?.column == column && place?.row == row)
  }

  @Test(arguments: ["", "1", "XFE1", "A99999999999999999999", "ZZZZZZZZZZZZZZZZZZZZZZ1", "甲1"])
  func `what is no place of a cell is none`(text: String) { #expect(CellPlace(text) == nil) }

  @Test func `hostile workbooks are refused`() throws {
    let laughs = "<!DOCTYPE sst [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
    let cell = "<sheetData><row><c><v>1</v></c></row></sheetData>"
    #expect(Samples.refusal(try Self.workbook(cell, prolog: laughs))?.code == .malformed)
    let wide = (1...100).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
    let limits = FormatLimits(pieces: 1_000_000)
    #expect(
      Samples.refusal(try Self.workbook("<sheetData>\(wide)</sheetData>"), limits: limits)?.code == .tooBig)
    #expect(Samples.refusal(try Self.workbook("<sheetData/>"))?.code == .empty)
    let odd =
      "<sheetData><row r=\"-9\"><c r=\"?\" s=\"-1\" t=\"s\"><v>-1</v></c><c s=\"1\"><v>1e300</v></c><c s=\"1\"><v>nan</v></c></row></sheetData>"
    #expect(Samples.refusal(try Self.workbook(odd)) == nil)
  }
}
