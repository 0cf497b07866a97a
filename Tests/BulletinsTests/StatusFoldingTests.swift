import Testing

@testable import Bulletins

@Suite struct StatusFoldingTests {
  @Test(arguments: [
    ("被亮“紅燈”", "被亮红灯"), ("定 为 红　色", "定为红色"), ("紅牌：３項，", "红牌:3项,"), ("「黃牌」", "黄牌"),
  ])
  func `folding makes the ways of printing alike`(printed: String, folded: String) {
    let source = printed.scalars
    #expect(String(Folded(source, in: source.indices).text) == folded)
  }

  @Test func `what is shown is cut from the printed text`() {
    let source = "县 督 导组定 为“红 色”。".scalars
    let folded = Folded(source, in: source.indices)
    let start = folded.text.firstIndex(of: "红") ?? 0
    #expect(String(source[folded.source(of: start..<(start + 2))]) == "红 色")
  }

  @Test func `sentences keep the marks that close them`() {
    let text = "他说：“亮红灯了。”会后\n又讯 无。".scalars
    #expect(Sentences.ranges(in: text).map { String(text[$0]) } == ["他说：“亮红灯了。”", "会后", "又讯 无。"])
  }

  @Test func `a line without an end is cut all the same`() {
    let text = Scalars(repeating: "红", count: 5000)
    #expect(Sentences.ranges(in: text).allSatisfy { $0.count <= 1300 })
  }
}
