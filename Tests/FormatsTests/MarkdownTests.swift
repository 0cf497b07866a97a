import Bulletins
import Testing

@testable import Formats

@Suite struct MarkdownTests {
  private func blocks(_ text: String) throws -> [Document.Block] {
    try Samples.decode(Array(text.utf8), name: "通报.md").document.blocks
  }

  @Test func `headings of both kinds keep their level`() throws {
    #expect(
      try blocks("# 督查通报 #\n\n## **一、**总体\n正文。\n\n二、问题\n----\n正文\n") == [
        .line(.init("督查通报", heading: 1)), .line(.init("")), .line(.init("一、总体", heading: 2)),
        .line(.init("正文。")),
        .line(.init("")), .line(.init("二、问题", heading: 2)), .line(.init("正文")),
      ])
  }

  @Test(arguments: [
    ("**重要：**红色预警1家，*黄色*2家，~~蓝色~~3家", "重要：红色预警1家，黄色2家，蓝色3家"),
    ("见[通报](http://a.cn/b_c_d)和![图](x.png)附件[1]", "见通报和附件[1]"),
    ("亮==红牌== **3** 项，==5==项", "亮红牌 3 项，5项"),
    ("a==b==c，x == y，===，=1=", "a==b==c，x == y，===，=1="),
    ("3*4=12，2**3**2，a_b_c，* 不是", "3*4=12，232，a_b_c，* 不是"),
    ("`红色_a_`与``a`b``", "红色_a_与a`b"),
    ("甲&nbsp;乙&lt;丙&gt;&#32418;&#x8272;&未;", "甲\u{A0}乙<丙>红色&未;"),
    ("<span style=\"color:red\">红</span>牌，1<2，<http://a.cn>", "红牌，1<2，http://a.cn"),
    ("\\*不是强调\\*和[注][1]及脚注[^2]", "*不是强调*和注及脚注"),
    ("未完[链接](http://a 和[又](b)", "未完[链接](http://a 和又"),
    ("**没有结束 ` [ <b", "**没有结束 ` [ <b"),
  ])
  func `markup is taken out of a line`(source: String, plain: String) {
    #expect(MarkdownInline.plain(source) == plain)
  }

  @Test func `lists, quotes, rules, comments and fences become lines`() throws {
    let text =
      "---\ntitle: 标题\n---\n- 红色1项\n  * 黄色2项\n1. 蓝色\n> 引文\n- [x] 完成\n<!-- 注 -->\n\n***\n```\n*a*\n```\n[1]: http://a.cn\n末"
    let expected = ["红色1项", "黄色2项", "1. 蓝色", "引文", "完成", "", "", "*a*", "末"]
    #expect(try blocks(text) == expected.map { .line(.init($0)) })
  }

  @Test func `a pipe table is a table`() throws {
    let text = "台账\n\n| 事项 | 进展 |\n|:---|---:|\n| **公园** | 45% |\n| 甲\\|乙 | |\n说明\n"
    let table = Table(rows: [["事项", "进展"], ["公园", "45%"], ["甲|乙", ""]], rowNumbers: [3, 5, 6])
    #expect(try blocks(text) == [.line(.init("台账")), .line(.init("")), .table(table), .line(.init("说明"))])
    #expect(try Samples.decode(Array(text.utf8), name: "a.txt").document.blocks.count == 4)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["*", "[", "](", "![", "`", "<a", "&", "_a", "**a ", "[](", "`` ` ", "==a "])
  func `hostile markup takes linear time`(unit: String) throws {
    let line = String(repeating: unit, count: 200_000 / unit.utf8.count)
    #expect(try !blocks("红" + line).isEmpty)
  }

  @Test(.timeLimit(.minutes(1))) func `images within images take linear time`() throws {
    let line = String(repeating: "![", count: 100_000) + String(repeating: "](a)", count: 100_000)
    #expect(try blocks("红" + line) == [.line(.init("红"))])
  }
}
