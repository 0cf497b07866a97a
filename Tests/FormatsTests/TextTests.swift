import Bulletins
import Testing

@testable import Formats

@Suite struct TextTests {
  @Test(arguments: [
    ("UTF-8", "", "utf-8"), ("UTF-8", "\u{FEFF}", "utf-8-bom"), ("UTF-16LE", "\u{FEFF}", "utf-16le"),
    ("UTF-16BE", "\u{FEFF}", "utf-16be"), ("UTF-16LE", "", "utf-16le"), ("UTF-16BE", "", "utf-16be"),
    ("GB18030", "", "gb18030"), ("GB18030", "\u{FEFF}", "gb18030"),
  ])
  func `every coding of a text gives the same lines`(coding: String, mark: String, expected: String) throws {
    let file = try Samples.decode(Samples.encode(mark + Samples.text, as: coding))
    #expect(file.encoding == expected)
    #expect(file.document == Document(lines: ["一、红色预警：石榴街道3项工作滞后。", "　　二、黄色2项，其余按期推进。"]))
  }

  @Test func `four-byte sequences of GB18030 are read`() throws {
    let text = "居民𠮷某、䶮某报名参加社区服务。"
    let file = try Samples.decode(Samples.encode(text, as: "GB18030"))
    #expect(file == DecodedFile(document: Document(lines: [text]), encoding: "gb18030"))
  }

  @Test(arguments: [
    ("BIG5", "big5"), ("GBK", "gb18030"), ("UTF-8", "utf-8"),
  ])
  func `traditional Chinese is read in Big5 and in GBK`(coding: String, expected: String) throws {
    let text = "臺北市政府今日召開會議，討論道路改善工程進度。三項工程列為紅燈，請各單位加強督導。"
    let file = try Samples.decode(Samples.encode(text, as: coding))
    #expect(file == DecodedFile(document: Document(lines: [text]), encoding: expected))
  }

  @Test func `a few characters of GB18030 are enough`() throws {
    #expect(try Samples.decode(Samples.encode("红色1家", as: "GB18030")).encoding == "gb18030")
  }

  @Test func `every line end of Unicode ends a line, and blank lines stay`() throws {
    let file = try Samples.decode(Array("a\r\nb\rc\nd\u{B}e\u{C}f\u{2028}g\u{2029}h\u{85}i\n\n".utf8))
    #expect(file.document == Document(lines: ["a", "b", "c", "d", "e", "f", "g", "h", "i", ""]))
  }

  @Test(
    arguments: [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], Array(" \n　\t\r\n\u{A0}\u{2003}".utf8)] as [[UInt8]])
  func `nothing but blanks is empty`(bytes: [UInt8]) {
    #expect(Samples.refusal(bytes)?.code == .empty)
  }

  @Test func `a control character stays, many make a file binary`() throws {
    #expect(try Samples.decode(Array("红色\u{1A}".utf8)).document == Document(lines: ["红色\u{1A}"]))
    #expect(Samples.refusal(Array("\u{1}\u{2}\u{3}\u{4}abc".utf8))?.code == .binary)
    #expect(Samples.refusal(Array("红色\0预警".utf8))?.code == .binary)
  }

  @Test(
    arguments: [
      ("overlong", Array("石榴街道红色预警".utf8) + [0xC0, 0xAF, 0x0A], 24),
      ("surrogate", Array("石榴街道红色预警".utf8) + [0xED, 0xA0, 0x80, 0x0A], 24),
      ("beyond Unicode", Array("石榴街道红色预警".utf8) + [0xF5, 0x80, 0x80, 0x80], 24),
      ("truncated", Array("石榴街道红色预警".utf8.dropLast()), 21),
      ("UTF-8 by its mark, but not", [0xEF, 0xBB, 0xBF, 0x41, 0xB0, 0xA1], 4),
      ("UTF-16 with a lone surrogate", [0xFF, 0xFE, 0xA2, 0x7E, 0x00, 0xD8, 0xA2, 0x7E], 4),
      ("UTF-16 that ends too early", [0xFF, 0xFE, 0xA2, 0x7E, 0x00], 4),
    ] as [(String, [UInt8], Int)])
  func `what cannot be decoded is refused with its byte`(what: String, bytes: [UInt8], offset: Int) throws {
    let error = try #require(Samples.refusal(bytes), "\(what)")
    #expect(error.code == .encoding, "\(error.reason)")
    #expect(error.reason.contains("yte \(offset)"), "\(error.reason)")
  }

  @Test func `a GB18030 text that was cut off is refused with its byte and line`() throws {
    let bytes = try Samples.encode("一、红色预警：石榴街道\n三项工作滞后", as: "GB18030").dropLast()
    let error = try #require(Samples.refusal(Array(bytes)))
    #expect(error.code == .encoding && error.reason.contains("line 2"), "\(error.reason)")
  }

  @Test func `two encodings in one file are refused with the place where it changes`() throws {
    let utf8 = Array(Samples.text.utf8)
    let chinese = try Samples.encode("三项工作滞后，请整改。\n", as: "GB18030")
    let first = try #require(Samples.refusal(utf8 + chinese))
    #expect(first.code == .encoding && first.reason.contains("line 3"), "\(first.reason)")
    let second = try #require(Samples.refusal(chinese + utf8))
    #expect(second.code == .encoding && second.reason.contains("line 2"), "\(second.reason)")
    let wide = try Samples.encode("\u{FEFF}" + String(repeating: Samples.text, count: 30), as: "UTF-16LE")
    let many = try Samples.encode(String(repeating: "三项工作滞后，请整改", count: 30), as: "GB18030")
    #expect(Samples.refusal(wide + many)?.code == .encoding)
  }

  @Test(arguments: [
    ("ISO-8859-1", "Un café très agréable à Orléans, où naïveté et élégance se mêlent."),
    ("EUC-KR", "안녕하십니까. 오늘은 서울에서 회의가 열렸습니다. 많은 사람들이 참석하여 다양한 의견을 나누었습니다. 내일도 회의가 계속됩니다."),
    ("SHIFT-JIS", "本日は晴天なり。会議は東京で開催された。"),
  ])
  func `text in a foreign encoding is not taken for Chinese`(coding: String, text: String) throws {
    let error = try #require(Samples.refusal(Samples.encode(text, as: coding)))
    #expect(error.code == .encoding || error.code == .binary)
  }

  @Test func `random bytes are refused, also without any NUL or control character`() {
    var generator = SystemRandomNumberGenerator()
    for size in [8, 64, 256, 4096] {
      for _ in 0..<50 {
        // Pairs that are valid in GB18030, so that only their improbability tells.
        var bytes: [UInt8] = []
        while bytes.count < size {
          bytes += [
            UInt8.random(in: 0x81...0xFE, using: &generator),
            UInt8.random(in: 0x40...0x7E, using: &generator),
          ]
        }
        #expect(Samples.refusal(bytes) != nil, "\(bytes)")
      }
    }
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1], "PNG"), ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
      ([0x50, 0x4B, 5, 6, 0, 0], "ZIP"), ([0x7F, 0x45, 0x4C, 0x46, 2], "ELF"), ([0x1F, 0x8B, 8, 0], "gzip"),
    ] as [([UInt8], String)])
  func `a file of another kind is known by its first bytes`(bytes: [UInt8], title: String) throws {
    let named = try #require(Samples.refusal(bytes, name: "通报.txt"))
    #expect(named.code == .binary && named.reason.contains(title))
    #expect(Samples.refusal(bytes, name: "附件.bin")?.code == .unsupported)
  }

  @Test func `long lines and many lines are read`() throws {
    let long = String(repeating: "红", count: 400_000)
    #expect(try Samples.decode(Array(long.utf8)).document == Document(lines: [long]))
    let many = Array(String(repeating: "短行\r\n", count: 200_000).utf8)
    #expect(try Samples.decode(many).document.blocks.count == 200_000)
  }

  @Test(
    .enabled(if: Samples.hasShared, "the developing texts are not beside the checkout"),
    arguments: [
      ("corpus/pages/p04_numbered", "utf16le", "utf-16le"), ("corpus/pages/p05_tongbao", "gbk", "gb18030"),
    ])
  func `a developing page is the same in its codings`(page: String, suffix: String, coding: String) throws {
    let plain = try Samples.decode(Samples.shared("\(page).txt"))
    let coded = try Samples.decode(Samples.shared("\(page).\(suffix).txt"))
    #expect(plain.encoding == "utf-8" && coded.encoding == coding)
    #expect(plain.document == coded.document)
  }
}
