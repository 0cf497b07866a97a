import Bulletins
import Testing

@testable import Formats

/// Files of programs that are not read here.
@Suite struct ForeignTests {
  @Test(arguments: [
    (["mimetype", "content.xml", "META-INF/manifest.xml"], "通报.odt", "OpenDocument", ".docx"),
    (["mimetype", "content.xml", "META-INF/manifest.xml"], "台账", "OpenDocument", ".xlsx"),
    (["OFD.xml", "Doc_0/Document.xml"], "通报.ofd", "OFD", "PDF"),
    (["[Content_Types].xml", "ppt/presentation.xml"], "汇报.pptx", "presentation", "PDF"),
    (["[Content_Types].xml", "xl/workbook.bin"], "台账.xlsb", "binary workbook", ".xlsx"),
    (["mimetype", "META-INF/container.xml"], "书.epub", "e-book", "text file"),
    (["a.txt"], "a.zip", "ZIP archive", "unpack"),
  ])
  func `a package of another program is refused by its name with what to do`(
    members: [String], name: String, title: String, advice: String
  ) throws {
    var archive = try Archive()
    for member in members { try archive.add(member, Array("x".utf8)) }
    let error = try #require(Samples.refusal(archive.finished(), name: name))
    #expect(error.code == .unsupported)
    #expect(error.reason.contains(title) && error.reason.contains(advice), "\(error.reason)")
  }

  @Test func `a package that was cut off is told by its name`() throws {
    let cut = Array(try Archive(["OFD.xml": "x"]).finished().prefix(40))
    #expect(Samples.refusal(cut, name: "通报.ofd")?.reason.contains("OFD") == true)
    #expect(Samples.refusal(cut, name: "通报.zip")?.reason.contains("ZIP") == true)
  }

  @Test(arguments: [
    (
      "From: a@b.cn\r\nTo: c@d.cn\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?B?57qi?=\r\n\r\n57qi", "a.eml",
      "mail"
    ),
    ("From a@b.cn Mon Jun  1\nReceived: from x\n\tby y\nSubject: 督查\n\n红色3项", "a.txt", "mail"),
    (
      "MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=\"x\"\n\n此文档为“单个文件网页”。", "通报.doc",
      ".mht"
    ),
    ("From: <Saved by Blink>\nMIME-Version: 1.0\n\n", "页.mhtml", ".mht"),
  ])
  func `a message or a page in one file is refused with what to do`(text: String, name: String, title: String)
    throws
  {
    let error = try #require(Samples.refusal(Array(text.utf8), name: name))
    #expect(error.code == .unsupported && error.reason.contains(title), "\(error.reason)")
    #expect(error.reason.contains("drop"))
  }

  @Test(arguments: [
    "Subject: 督查\nDate: 今天\n\n红色3项。", "MIME-Version 1.0", "\n\nMIME-Version: 1.0", "红色：3项\nMessage-ID: x",
  ])
  func `a text that only looks a little like a message is read`(text: String) throws {
    #expect(try !Samples.decode(Array(text.utf8)).document.blocks.isEmpty)
  }
}
