import Foundation
import Testing

@testable import Formats

@Suite struct RedGlanceTests {
  @Test(arguments: [
    "截至目前，红牌3项。", "对2个项目亮红灯", "收到红色预警督办单", "红2黄5蓝31", "本周3红1黄", "被评为红色。", "评为红色的2个村", "继续亮红；",
    "列為紅色預警", "区教育局\t红\t逾期", "红色：小李集村", "定 为 红 色 ，", "<td>红</td>", "“红”",
  ])
  func `a red that is bound to a status is seen`(text: String) {
    #expect(RedGlance.seesRed(in: Array("工作通报\n\(text)\n".utf8)))
  }

  @Test(arguments: [
    "参观红色教育基地", "传承红色基因", "网红街区客流增长", "红旗渠精神", "领取红包500元", "分红大会", "红十字会", "口红和粉底", "走红网络", "鲜红的党旗",
    "红军长征",
  ])
  func `a red of culture, names and fashion is not`(text: String) {
    #expect(!RedGlance.seesRed(in: Array("工作动态\n\(text)\n".utf8)))
  }

  /// "截至目前，红牌3项。" and "列為紅燈三項".
  @Test(arguments: [
    ("gb18030", "bdd8d6c1c4bfc7b0a3acbaecc5c633cfeea1a3"), ("gb18030", "c1d09ee9bc749ff4c8fded97"),
    ("big5", "a643acb0acf5bf4fa454b6b5"), ("utf-16le", "2a62f381ee764d520cffa27e4c72330079980230"),
    ("utf-16be", "622a81f376ee524dff0c7ea2724c003398793002"),
    ("utf-16le with its mark", "fffe1752ba70057dc871094e0598"),
    ("utf-16be with its mark", "feff521770ba7d0571c84e099805"),
  ])
  func `it is seen in every coding`(coding: String, hex: String) {
    let digits = Array(hex)
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0
    }
    #expect(RedGlance.seesRed(in: bytes), "\(coding)")
  }

  @Test func `bytes that are no text are no trouble`() {
    for bytes: [UInt8] in [
      [], [0xE7], [0xBA], [0xBA, 0xEC], [0, 0xA2, 0x7E], [0xFF, 0xFE, 0xA2], [0xE7, 0xBA, 0xA2, 0xE7],
    ] {
      _ = RedGlance.seesRed(in: bytes)
    }
  }

  @Test func `of the reds that the developing sets report at most one in forty escapes it`() throws {
    struct Line: Decodable {
      struct Label: Decodable { var red: Bool }
      var headline: String?
      var text: String
      var label: Label
    }
    let sets = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../evaluate")
    var (red, seen) = (0, 0)
    for file in try FileManager.default.contentsOfDirectory(at: sets, includingPropertiesForKeys: nil)
    where file.lastPathComponent.hasPrefix("statuses") && file.pathExtension == "jsonl" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        guard line.label.red else { continue }
        red += 1
        if RedGlance.seesRed(in: Array(((line.headline ?? "") + "\n" + line.text).utf8)) { seen += 1 }
      }
    }
    #expect(red > 100)
    #expect(seen * 40 >= red * 39, "\(seen) of \(red)")
  }
}
