import Bulletins
import Testing

@testable import Formats

@Suite struct HTMLTests {
  private func blocks(_ html: String, name: String = "a.html") throws -> [Document.Block] {
    try Samples.decode(Array(html.utf8), name: name).document.blocks
  }

  private func lines(_ html: String) throws -> [String] {
    try blocks(html).map { block in
      if case .line(let line) = block { line.text } else { "table" }
    }
  }

  @Test func `a page becomes its lines, without navigation and scripts`() throws {
    let html = """
      <!DOCTYPE html><html><head><meta charset="utf-8"><title>某网</title><style>p{color:red}</style></head><body>
      <nav><a href="/">首页</a></nav><script>if (a<b) document.write("<p>假</p>");</script>
      <!-- <p>注</p> --><h1>石榴街道<br>督查通报</h1>
      <p>　　红色预警<b>1家</b>，
         黄色2家。</p><p style="display: none">藏</p><div>Red
      alert &amp; more&nbsp;x<br><br>末行</div><footer>版权</footer></body></html>
      """
    #expect(
      try blocks(html) == [
        .line(.init("石榴街道", heading: 1)), .line(.init("督查通报", heading: 1)), .line(.init("　　红色预警1家，黄色2家。")),
        .line(.init("Red alert & more\u{A0}x")), .line(.init("")), .line(.init("末行")),
      ])
  }

  @Test func `a table's merged cells are filled`() throws {
    let html = """
      <table><caption>台账</caption><tr><th rowspan=2>事项<th colspan="2">进展</tr><tr><th>计划<th>实际</tr>
      <tr><td>公园<td>50%<td>45%<p>滞后</p></td></tr><tr><td rowspan=9>道路<td>1</tr></table>
      """
    let table = Table(
      rows: [
        ["事项", "进展", "进展"], ["事项", "计划", "实际"], ["公园", "50%", "45%\n滞后"], ["道路", "1"],
      ], rowNumbers: [1, 2, 3, 4])
    #expect(try blocks(html) == [.line(.init("台账")), .table(table)])
  }

  @Test func `tables that lay out a page are lines`() throws {
    let html = "<table><tr><td>左<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>右</table>"
    let inner = Table(rows: [["甲", "乙"], ["丙", "丁"]], rowNumbers: [1, 2])
    #expect(try blocks(html) == [.line(.init("左")), .table(inner), .line(.init("右"))])
  }

  @Test func `lists keep the numbers that a reader sees`() throws {
    #expect(try lines("<ol><li>甲<li>乙<ul><li>丙</ul></ol>") == ["1. 甲", "2. 乙", "丙"])
  }

  @Test(arguments: ["UTF-8", "GB18030", "UTF-16LE"])
  func `the coding is found as in text, whatever the page declares`(coding: String) throws {
    let html = "<html><head><meta charset=gb2312></head><body><p>石榴街道红色预警1家</p></body></html>"
    let file = try Samples.decode(Samples.encode(html, as: coding), name: "a.htm")
    #expect(file.document == Document(lines: ["石榴街道红色预警1家"]))
  }

  @Test func `HTML is known by its content`() throws {
    #expect(try blocks("\n<!doctype html>\n<p>甲</p>", name: "a.txt") == [.line(.init("甲"))])
    #expect(try blocks("<p>是文本</p>", name: "a.txt") == [.line(.init("<p>是文本</p>"))])
  }

  @Test func `a page without text is empty`() {
    #expect(
      Samples.refusal(Array("<html><body><script>1</script> &nbsp;</body></html>".utf8))?.code == .empty)
  }

  @Test func `ten thousand nested elements are refused`() {
    let html = String(repeating: "<div>", count: 10_000) + "红"
    #expect(Samples.refusal(Array(html.utf8), name: "a.html")?.code == .tooDeep)
  }

  @Test(.timeLimit(.minutes(1))) func `a tag with very many or very long attributes is read in linear time`()
    throws
  {
    let many = "<p " + (0..<200_000).map { "a\($0)=1" }.joined(separator: " ") + ">红</p>"
    #expect(try lines(many) == ["红"])
    let quoted = "<p " + (0..<200_000).map { "a\($0)='>'" }.joined() + ">红</p>"
    #expect(try lines(quoted) == ["红"])
    let long = "<img src=\"data:" + String(repeating: "A ", count: 500_000) + "\"><p>红</p>"
    #expect(try lines(long) == ["红"])
  }

  @Test func `what looks like markup but is none stays text`() throws {
    #expect(try lines("<p>进度<90%的3<5项 a<b></p></><p>末</p x y>") == ["进度<90%的3<5项 a", "末"])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<", "</", "&", "<!--", "<?", "<a b=\"", "<table><tr><td>", "<p>x", "</x>", "<script>",
      "<td colspan=1000 rowspan=60000>",
      "<li>", "\"'", "<x y='", "<br>", "<h1>", "&#x10FFFF;", "</p>", "<tr>", "</table>",
    ])
  func `hostile pages end in linear time`(unit: String) {
    for start in ["<p>红", "<table><tr><td>红", "<a x="] {
      let html = Array((start + String(repeating: unit, count: 100_000 / unit.utf8.count)).utf8)
      let limits = FormatLimits(pieces: 1 << 20)
      let error = Samples.refusal(html, name: "a.html", limits: limits)
      #expect(error == nil || error?.code != .timeout, "\(unit)")
    }
  }
}
