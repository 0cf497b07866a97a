import Testing

@testable import Bulletins

@Suite struct LedgerClosingTests {
  private func item(_ heading: String, _ cell: String, colour: String = "蓝") throws -> (LedgerItem, [String])
  {
    let head = heading == "亮灯" ? [] : [heading]
    let row = heading == "亮灯" ? [cell] : [colour, cell]
    let table = Table(rows: [
      ["工作事项", "责任单位", "目前进展", "完成时限", "亮灯"] + head, ["渡口改建", "港航科", "90%", "2026-12-31"] + row,
    ])
    let day = try #require(Day(iso: "2026-09-11"))
    let result = LedgerReader().read(Document(blocks: [.table(table)]), asOf: day)
    return (try #require(result.items.first), result.remarks)
  }

  @Test(arguments: [("亮灯", "已销号"), ("亮灯", "摘牌"), ("备注", "已办结"), ("备注", "已销号。"), ("是否销号", "是")])
  func `what is said to be closed is closed, whatever its progress`(heading: String, cell: String) throws {
    let (item, remarks) = try item(heading, cell)
    #expect(item.progress == 1)
    #expect(remarks.contains { $0.contains("closes it") })
  }

  @Test(arguments: [
    ("亮灯", "拟销号"), ("亮灯", "待销号"), ("亮灯", "未销号"), ("备注", "申请销号"), ("备注", "3个问题已办结"), ("是否销号", "否"),
    ("备注", "尚未办结"), ("责任人", "已办结"),
  ])
  func `what is only to be closed is not`(heading: String, cell: String) throws {
    #expect(try item(heading, cell).0.progress == 0.9)
  }

  @Test func `a red that is declared stands beside the word that closes`() throws {
    let (item, _) = try item("备注", "已办结", colour: "红")
    #expect(item.isRed)
  }
}
