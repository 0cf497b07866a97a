import Testing

@testable import Bulletins

/// Whatever is dropped: no trap, nothing lost without a reason, and time in proportion to size.
@Suite struct PageRobustnessTests {
  static let pieces = [
    "", "　　", "（", "）", "“", "”", "【", "】", "●", "①", "1.", "一、", "（一）", "——", "。", "，", "：", "；", "附件：",
    "上接一版",
    "（下转第二版）", "记者", "通讯员 王五", "（记者 王五）", "本报讯", "区财政局", "双河镇", "近日，区财政局召开会议。", "简讯", "2021年9月8日", "第2版",
    "区财办〔2021〕7号", "各科室：", "a", "9", " ", "\t", "\u{3000}", "\u{FEFF}", "\u{202E}", "\u{10FFFF}", "𠮷", "红色3项",
    "责编：王五", "上一版 下一版",
    "强基固本，组建支部", "今年以来，街道以“四项行动、一项", "制度”工作为抓手。", "王 宁", "来源：人居办", "抄送：区委办。", "……", "！", "记者：", "/", "|", ")",
  ]

  @Test func `no mixture of pieces traps`() {
    var state: UInt64 = 20_231_105
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<1500 {
      var lines: [Document.Block] = []
      for _ in 0..<next(14) {
        var line = ""
        for _ in 0...next(4) { line += Self.pieces[next(Self.pieces.count)] }
        if next(20) == 0 { lines.append(.table(Table(rows: [["甲", "乙"]]))) }
        lines.append(.line(.init(line, heading: next(8) == 0 ? next(4) : nil)))
      }
      let document = Document(blocks: lines)
      let read = PageReader().read(document)
      #expect(!read.articles.isEmpty)
      #expect(read.articles == PageReader().read(document).articles)
    }
  }

  @Test func `every character of the text is kept, once`() {
    let body = (1...40).map { "第\($0)段说的是第\($0)件事，办得怎么样写在这里。" }
    for layout in 0..<3 {
      let lines = body.flatMap { layout == 0 ? [$0] : layout == 1 ? [$0, ""] : ["　　" + $0] }
      let read = PageReader().read(Document(lines: ["柳河镇四十件实事", ""] + lines))
      #expect(read.articles.count == 1)
      #expect(read.articles[0].paragraphs == body)
    }
  }

  @Test func `a long line and many short ones are read to their ends`() {
    // How long it takes, `make bench` measures.
    let sentence = "双河镇推进“三色”管理（含试点），完成投资3.2亿元，"
    let texts = [
      [String(repeating: sentence, count: 4000)], [String](repeating: "双河镇清淤", count: 8000),
      [String](repeating: "（", count: 8000), [String](repeating: "（通讯员 王", count: 8000),
      [String](repeating: "1.清理河道", count: 8000),
    ]
    for lines in texts {
      let document = Document(lines: lines)
      let read = PageReader().read(document)
      #expect(read.articles == PageReader().read(document).articles)
    }
  }
}
