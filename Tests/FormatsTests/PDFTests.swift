import Bulletins
import Foundation
import Testing

@testable import Formats

@Suite struct PDFTests {
  static let hasTool = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].contains {
    FileManager.default.fileExists(atPath: $0)
  }

  /// A PDF whose text is set in a font that names its characters by a ToUnicode map; places are points from the lower left.
  static func pdf(_ pages: [[(x: Int, y: Int, size: Int, text: String)]], extra: String = "") -> [UInt8] {
    let characters = Array(Set(pages.joined().flatMap { $0.text.utf16 })).sorted()
    let hex = { (unit: UInt16) in String(format: "%04X", unit) }
    let map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
      + characters.map { "1 beginbfchar <\(hex($0))> <\(hex($0))> endbfchar\n" }.joined() + "endcmap end end"
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Count \(pages.count)/Kids[\(pages.indices.map { "\(6 + $0 * 2) 0 R" }.joined(separator: " "))]>>",
      "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        + "/FontDescriptor<</Type/FontDescriptor/FontName/Song/Flags 4/Ascent 880/Descent -120/ItalicAngle 0/StemV 80"
        + "/CapHeight 700/FontBBox[0 -120 1000 880]>>>>",
      "<</Length \(map.utf8.count)>>stream\n\(map)\nendstream",
    ]
    for (index, page) in pages.enumerated() {
      let content =
        page.map { line in
          "BT /F1 \(line.size) Tf \(line.x) \(line.y) Td <\(line.text.utf16.map(hex).joined())> Tj ET\n"
        }.joined() + extra
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(7 + index * 2) 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
      )
      objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream")
    }
    var file = "%PDF-1.5\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\(object)endobj\n"
    }
    let start = file.utf8.count
    file +=
      "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
      + offsets.map { String(format: "%010d 00000 n \n", $0) }.joined()
    file += "trailer<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }

  @Test(.enabled(if: hasTool, "pdftotext (poppler-utils) is not installed"))
  func `lines are joined to paragraphs, headings and tables are told`() throws {
    let page = [
      (x: 150, y: 760, size: 22, text: "石榴街道督查情况通报"),
      (x: 96, y: 700, size: 12, text: "根据年度督查计划督查室会同纪工委组成两个督查组采取"),
      (x: 72, y: 680, size: 12, text: "查阅台账实地走访电话抽查等方式对年初确定的四十五项重点"),
      (x: 72, y: 660, size: 12, text: "任务进行了督查。"),
      (x: 96, y: 640, size: 12, text: "红色预警1家，黄色2家。"), (x: 100, y: 600, size: 12, text: "事项"),
      (x: 250, y: 600, size: 12, text: "进展"),
      (x: 400, y: 600, size: 12, text: "状态"), (x: 100, y: 580, size: 12, text: "公园"),
      (x: 250, y: 580, size: 12, text: "45%"),
      (x: 400, y: 580, size: 12, text: "红色"), (x: 100, y: 560, size: 12, text: "道路"),
      (x: 400, y: 560, size: 12, text: "蓝色"),
      (x: 280, y: 30, size: 10, text: "— 3 —"),
    ]
    let blocks = try Samples.decode(Self.pdf([page]), name: "通报.pdf").document.blocks
    #expect(
      blocks == [
        .line(.init("石榴街道督查情况通报", heading: 1)),
        .line(.init("　　根据年度督查计划督查室会同纪工委组成两个督查组采取查阅台账实地走访电话抽查等方式对年初确定的四十五项重点任务进行了督查。")),
        .line(.init("　　红色预警1家，黄色2家。")),
        .table(
          Table(rows: [["事项", "进展", "状态"], ["公园", "45%", "红色"], ["道路", "", "蓝色"]], rowNumbers: [1, 2, 3])),
      ])
  }

  @Test(.enabled(if: hasTool, "pdftotext (poppler-utils) is not installed"))
  func `a PDF is known by its content, and what cannot be read is refused with what to do`() throws {
    let whole = Self.pdf([[(x: 72, y: 700, size: 12, text: "红色预警")]])
    #expect(try Samples.decode(whole, name: "a.txt").document == Document(lines: ["红色预警"]))
    #expect(Samples.refusal(Self.pdf([[]], extra: "0 0 100 100 re f"), name: "a.pdf")?.code == .scanned)
    #expect(Samples.refusal(Array("%PDF-1.5\nnothing".utf8), name: "a.pdf")?.code == .malformed)
    let mark = Self.pdf([[(x: 72, y: 20, size: 12, text: "扫描全能王 创建")]])
    #expect(Samples.refusal(mark, name: "a.pdf")?.code == .scanned)
    let private_ = Self.pdf([[(x: 72, y: 700, size: 12, text: "\u{E001}\u{E002}\u{E003}")]])
    #expect(Samples.refusal(private_, name: "a.pdf")?.code == .encoding)
    for place in stride(from: 0, to: whole.count, by: 97) {
      var changed = whole
      changed[place] ^= 0x55
      _ = Samples.refusal(changed, name: "a.pdf")
    }
  }

  @Test func `a missing program is named with its package`() {
    let format = PDFFormat(
      program: HelperProgram(name: "pdftotext", package: "poppler-utils", folders: ["/nowhere"]))
    #expect {
      try format.document(of: Self.pdf([[]]), name: "a.pdf", limits: FormatLimits())
    } throws: { error in
      (error as? FormatError)?.code == .toolMissing
        && (error as? FormatError)?.reason.contains("poppler-utils") == true
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a program that takes too long or says too much is stopped with its children`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "helper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "slow").path
    try "#!/bin/sh\nsleep 1000 &\nsleep 1000\n".write(toFile: script, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    let slow = HelperProgram(name: "slow", package: "none", folders: [folder.path])
    #expect(throws: FormatError.self) { try slow.run([], input: [], limits: FormatLimits(seconds: 1)) }
    let loud = HelperProgram(name: "yes", package: "coreutils")
    #expect(throws: FormatError.self) { try loud.run([], input: [], limits: FormatLimits(unpacked: 1 << 20)) }
  }

  @Test func `a program gets its input and gives its output, errors and status`() throws {
    let input = [UInt8](repeating: 0x41, count: 1 << 20)
    let echo = try HelperProgram(name: "cat", package: "coreutils").run(
      [], input: input, limits: FormatLimits())
    #expect(echo.status == 0 && echo.output == input && echo.errors.isEmpty)
    let wrong = try HelperProgram(name: "cat", package: "coreutils").run(
      ["/nowhere"], input: [], limits: FormatLimits())
    #expect(wrong.status == 1 && wrong.output.isEmpty && wrong.errors.contains("/nowhere"))
    let open = try HelperProgram(name: "ls", package: "coreutils").run(
      ["/proc/self/fd"], input: [], limits: FormatLimits())
    #expect(
      String(decoding: open.output, as: UTF8.self) == "0\n1\n2\n3\n", "only its own descriptors are open")
  }
}

@Suite struct ObsoleteTests {
  private static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  private func compound(_ stream: String) -> [UInt8] {
    var bytes = Self.magic + [UInt8](repeating: 0, count: 2048)
    for (index, unit) in stream.utf16.enumerated() {
      bytes[1152 + index * 2] = UInt8(unit & 0xFF)
      bytes[1153 + index * 2] = UInt8(unit >> 8)
    }
    return bytes
  }

  @Test(arguments: [
    ("WordDocument", "通报.doc", FormatError.Code.obsolete, ".docx"), ("Workbook", "台账.et", .obsolete, ".xlsx"),
    ("EncryptedPackage", "通报.docx", .encrypted, "password"), ("Root Entry", "a.wps", .obsolete, ".docx"),
    ("", "a.txt", .obsolete, "Word"), ("PowerPoint Document", "a.dps", .obsolete, "PDF"),
    ("__properties_version1.0", "a.msg", .unsupported, "attached"),
  ])
  func `old and encrypted documents are refused with what to do`(
    stream: String, name: String, code: FormatError.Code, advice: String
  ) throws {
    let error = try #require(Samples.refusal(compound(stream), name: name))
    #expect(error.code == code && error.reason.contains(advice), "\(error.reason)")
  }

  @Test func `a compound file that is cut off is refused too`() {
    for length in 8..<40 {
      #expect(Samples.refusal(Array(compound("x").prefix(length)), name: "a.doc")?.code == .obsolete)
    }
  }

  @Test func `RTF is refused with what to do, whatever its name`() {
    #expect(Samples.refusal(Array("{\\rtf1 a}".utf8), name: "a.txt")?.code == .unsupported)
  }
}
