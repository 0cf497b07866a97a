import Bulletins
import Testing

@testable import Formats

@Suite struct WordTests {
  static let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
  static let relationships = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
    </Relationships>
    """
  static let parts = """
    <Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/>
    <Relationship Id="b" Type="x/numbering" Target="/word/numbering.xml"/></Relationships>
    """
  static let styles = """
    <w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="a5"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="小标题"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>
    """
  static let numbering = """
    <w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
    <w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
    <w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
    <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>
    """

  static func document(_ body: String, prolog: String = "") throws -> [UInt8] {
    try Archive([
      "[Content_Types].xml": types, "_rels/.rels": relationships, "word/_rels/document.xml.rels": parts,
      "word/styles.xml": styles, "word/numbering.xml": numbering,
      "word/document.xml": "\(prolog)<w:document xmlns:w=\"w\"><w:body>\(body)</w:body></w:document>",
    ]).finished()
  }

  private static func paragraph(_ text: String, _ properties: String = "") -> String {
    "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
  }

  private func blocks(_ body: String) throws -> [Document.Block] {
    try Samples.decode(Self.document(body), name: "通报.docx").document.blocks
  }

  @Test func `paragraphs, headings and blank lines are read`() throws {
    let body =
      Self.paragraph("督查通报", "<w:pStyle w:val=\"a5\"/>") + "<w:p/>"
      + Self.paragraph("总体", "<w:pStyle w:val=\"2\"/>") + Self.paragraph("目录", "<w:pStyle w:val=\"TOC1\"/>")
      + "<w:p><w:r><w:t xml:space=\"preserve\">　　红色</w:t></w:r><w:r><w:t>预警1家&amp;</w:t><w:br/><w:t>黄色</w:t><w:tab/><w:t>2家</w:t></w:r></w:p>"
    #expect(
      try blocks(body) == [
        .line(.init("督查通报", heading: 1)), .line(.init("")), .line(.init("1.总体", heading: 2)),
        .line(.init("　　红色预警1家&")), .line(.init("黄色\t2家")),
      ])
  }

  @Test func `deletions, hidden text, field codes and fallbacks are not read, insertions are`() throws {
    let body = """
      <w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>
      <w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>
      <w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>文</w:t></w:r></w:p>
      <w:p><w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>
      </mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback>
      </mc:AlternateContent></w:r><w:r><w:t>外</w:t></w:r></w:p>
      """
    #expect(try blocks(body) == [.line(.init("增文")), .line(.init("框")), .line(.init("外"))])
  }

  @Test func `numbers that Word counts are written out`() throws {
    let item = { (text: String, level: Int) in
      Self.paragraph(text, "<w:numPr><w:ilvl w:val=\"\(level)\"/><w:numId w:val=\"7\"/></w:numPr>")
    }
    let body = item("总体", 0) + item("甲", 1) + item("乙", 1) + item("问题", 0) + item("丙", 1)
    #expect(try blocks(body) == ["一、总体", "1.甲", "2.乙", "二、问题", "1.丙"].map { .line(.init($0)) })
  }

  @Test(arguments: [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (120, "120")])
  func `Chinese numbers`(number: Int, text: String) {
    #expect(WordNumbering.write(number, "chineseCounting") == text)
  }

  @Test func `a table's merged cells are filled`() throws {
    let cell = { (text: String, properties: String) in
      "<w:tc><w:tcPr>\(properties)</w:tcPr>\(Self.paragraph(text))</w:tc>"
    }
    let body =
      "<w:tbl><w:tr>" + cell("事项", "<w:vMerge w:val=\"restart\"/>") + cell("进展", "<w:gridSpan w:val=\"2\"/>")
      + "</w:tr><w:tr>"
      + cell("", "<w:vMerge/>") + cell("计划", "") + cell("实际", "") + "</w:tr><w:tr>" + cell("公园", "")
      + cell("50%", "")
      + cell("45%", "") + "</w:tr></w:tbl>"
    let rows = [["事项", "进展", "进展"], ["事项", "计划", "实际"], ["公园", "50%", "45%"]]
    #expect(try blocks(body) == [.table(Table(rows: rows, rowNumbers: [1, 2, 3]))])
  }

  @Test func `entities that the document defines are refused before they expand`() throws {
    var laughs = "<!ENTITY l0 \"哈\">"
    for level in 1...9 {
      laughs += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
    }
    let bytes = try Self.document(Self.paragraph("&l9;"), prolog: "<!DOCTYPE w [\(laughs)]>")
    #expect(Samples.refusal(bytes)?.code == .malformed)
  }

  @Test(.timeLimit(.minutes(1))) func `zip bombs are refused`() throws {
    var bomb = try Archive(["[Content_Types].xml": Self.types, "_rels/.rels": Self.relationships])
    try bomb.add("word/document.xml", [UInt8](repeating: 0x20, count: 40 << 20))
    #expect(Samples.refusal(bomb.finished())?.code == .tooBig)
    #expect(
      Samples.refusal(try Self.document(Self.paragraph("红")), limits: FormatLimits(unpacked: 100))?.code
        == .tooBig)
    #expect(Samples.refusal(try Archive(["a": "b"]).finished(count: 60_000), name: "a.docx")?.code == .tooBig)
  }

  @Test func `deep nesting and monstrous tags are refused`() throws {
    let deep = String(repeating: "<w:sdt>", count: 10_000) + String(repeating: "</w:sdt>", count: 10_000)
    #expect(Samples.refusal(try Self.document(deep))?.code == .tooDeep)
    let wide = "<w:p " + (0..<5000).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>"
    #expect(Samples.refusal(try Self.document(wide))?.code == .malformed)
  }

  @Test func `damaged and encrypted documents are refused with what to do`() throws {
    let whole = try Self.document(Self.paragraph("红色预警"))
    #expect(Samples.refusal(Array(whole.dropLast(40)), name: "a.docx")?.code == .malformed)
    #expect(Samples.refusal(try Self.document("<w:p><w:r>"))?.code == .malformed)
    #expect(Samples.refusal(try Self.document("<w:p/>"))?.code == .empty)
    var wrong = try Archive(["[Content_Types].xml": Self.types, "_rels/.rels": Self.relationships])
    try wrong.add("word/document.xml", Array("<d><p><r><t>红</t></r></p></d>".utf8), checksum: 1)
    #expect(Samples.refusal(wrong.finished())?.code == .malformed)
    var locked = try Archive(["[Content_Types].xml": Self.types])
    try locked.add("_rels/.rels", Array("x".utf8), encrypted: true)
    try locked.add("word/document.xml", Array("x".utf8), encrypted: true)
    #expect(Samples.refusal(locked.finished())?.code == .encrypted)
  }

  @Test func `every cut and every changed byte is a document or an error, never a trap`() throws {
    let whole = try Self.document(Self.paragraph("红色预警"))
    for length in stride(from: 0, to: whole.count, by: 7) {
      _ = Samples.refusal(Array(whole[..<length]), name: "a.docx")
    }
    for place in whole.indices {
      var changed = whole
      changed[place] ^= 0xFF
      _ = Samples.refusal(changed, name: "a.docx")
    }
  }
}
