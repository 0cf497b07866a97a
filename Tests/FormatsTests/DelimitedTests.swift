import Bulletins
import Testing

@testable import Formats

@Suite struct DelimitedTests {
  private func table(_ text: String, name: String = "台账.csv", limits: FormatLimits = FormatLimits()) throws
    -> Table?
  {
    let blocks = try Samples.decode(Array(text.utf8), name: name, limits: limits).document.blocks
    guard blocks.count == 1, case .table(let table) = blocks[0] else { return nil }
    return table
  }

  @Test(arguments: [",", ";", "\t", "|", "，"])
  func `the separator is found out`(separator: String) throws {
    let rows = [["序号", "工作事项", "目前进展", "备注"], ["1", "口袋公园", "45%", ""], ["2", "道路，桥梁", "过半", "无"]]
    let text = rows.map { row in
      row.map { $0.contains(separator) ? "\"\($0)\"" : $0 }.joined(separator: separator)
    }.joined(separator: "\r\n")
    #expect(try table(text) == Table(rows: rows, rowNumbers: [1, 2, 3]))
  }

  @Test func `quotes hold separators, line ends and quotes`() throws {
    let found = try table("事项,问题\n\"改造,一期\",\"供应商\"\"违约\"\"\n停工\"\n,\n绿化,\"\"\n")
    #expect(found?.rows == [["事项", "问题"], ["改造,一期", "供应商\"违约\"\n停工"], ["绿化", ""]])
    #expect(found?.rowNumbers == [1, 2, 4])
  }

  @Test func `rows may differ in length, and blank ones are counted`() throws {
    let found = try table("甲,乙,丙\n\n1,2\n1,2,3,4\n1,2,\n")
    #expect(found?.rows == [["甲", "乙", "丙"], ["1", "2"], ["1", "2", "3", "4"], ["1", "2", ""]])
    #expect(found?.rowNumbers == [1, 3, 4, 5])
  }

  @Test func `a quote that never closes is a character`() throws {
    let found = try table("甲,乙\n\"1,2\n3,\"4\"\"\n")
    #expect(found?.rows.first == ["甲", "乙"])
    #expect(try table("甲,乙\n5,\"6\n7,8\n")?.rows == [["甲", "乙"], ["5", "\"6"], ["7", "8"]])
  }

  @Test func `the separator that Excel states holds`() throws {
    #expect(try table("sep=;\r\n甲;乙,丙\r\n1;2,3\r\n")?.rows == [["甲", "乙,丙"], ["1", "2,3"]])
  }

  @Test func `every coding gives the same table`() throws {
    let text = "序号,事项,进展\n1,石榴街道口袋公园,45%\n2,老旧小区改造,过半\n"
    let plain = try Samples.decode(Array(text.utf8), name: "a.csv")
    for coding in ["GB18030", "UTF-16LE", "UTF-16BE"] {
      #expect(
        try Samples.decode(Samples.encode(text, as: coding), name: "a.csv").document == plain.document,
        "\(coding)")
    }
  }

  @Test func `a table that is named as text is found all the same`() throws {
    let text = "序号,事项,进展,责任\n1,公园,45%,城建办\n2,道路,过半,市政所\n"
    #expect(try table(text, name: "台账.txt")?.rows.count == 3)
  }

  @Test func `prose with commas is no table`() throws {
    let text = "石榴街道召开会议,部署工作,明确责任,抓好落实。\n会后,各社区立即行动,开展排查,整改问题,报送结果。\n"
    #expect(try table(text, name: "a.txt") == nil)
  }

  @Test func `rows pasted with tabs are a table amid the lines`() throws {
    let text = "各科室:\n事项\t进展\t状态\n公园\t45%\t红\n道路\t\t蓝\n特此通报\n"
    let blocks = try Samples.decode(Array(text.utf8)).document.blocks
    let rows = Table(
      rows: [["事项", "进展", "状态"], ["公园", "45%", "红"], ["道路", "", "蓝"]], rowNumbers: [2, 3, 4])
    #expect(blocks == [.line(.init("各科室:")), .table(rows), .line(.init("特此通报"))])
  }

  @Test func `cells and lines are bounded`() {
    let limits = FormatLimits(pieces: 1000)
    #expect(
      Samples.refusal(Array(String(repeating: ",", count: 2000).utf8), name: "a.csv", limits: limits)?.code
        == .tooBig)
    #expect(
      Samples.refusal(Array(("a" + String(repeating: "\n", count: 2000)).utf8), limits: limits)?.code
        == .tooBig)
  }
}
