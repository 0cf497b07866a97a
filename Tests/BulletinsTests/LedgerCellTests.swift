import Testing

@testable import Bulletins

/// Cells of ledgers as clerks fill them in.
@Suite struct LedgerCellTests {
  private func read(_ rows: [[String]]) throws -> LedgerReader.Result {
    LedgerReader().read(
      Document(blocks: [.table(Table(rows: rows))]), asOf: try #require(Day(iso: "2026-07-31")))
  }

  @Test func `two rows of title above the headings hide no row, whatever the items are called`() throws {
    let result = try read([
      ["新桥街道重点工作督办台账", "", "", "", ""],
      ["填报单位：新桥街道", "", "", "截至7月31日", ""],
      ["重点工作", "责任科室", "完成时限", "目前进展", "亮灯情况"],
      ["北门桥加固工程", "城建办", "6月底前", "45%", "红"],
      ["学校食堂改造项目", "教育办", "年底前", "60%", "蓝"],
      ["村史馆建设任务", "宣传办", "年底前", "58%", "蓝"],
    ])
    #expect(result.items.map(\.item) == ["北门桥加固工程", "学校食堂改造项目", "村史馆建设任务"])
    #expect(result.items.map(\.declared) == [.red, .blue, .blue])
    #expect(result.isLedger)
  }

  @Test(arguments: [
    "无，进展顺利", "不涉及", "暂未发现问题", "无（已协调）", "前期存在征地问题，现已解决", "前期管线受阻，已解决",
    "NULL", "#N/A", "材料未到位，均已解决", "无。",
  ])
  func `a cell that says in more words that there is none records no problem`(cell: String) {
    #expect(ProblemCell.problem(in: cell) == nil)
  }

  @Test(arguments: [
    "资金未到位，征地问题已解决", "征地已解决，资金缺口200万元", "无资金", "现已解决一半", "原定方案未批", "进度滞后",
    "征地尚未解决", "无，但资金未到位",
  ])
  func `a problem behind or beside words that things are well stays one`(cell: String) {
    #expect(ProblemCell.problem(in: cell) == cell)
  }

  @Test(arguments: [
    ("黄色（拟转红）", StatusColor.yellow), ("蓝（原红）", .blue), ("红灯已销", nil), ("解除红灯", nil), ("逾期未完成", .red),
    ("滞后", .red), ("进展缓慢", .yellow), ("由黄转红", .red), ("红灯(预警)", .red), ("（红）", .red), ("红/黄", nil),
  ])
  func `a cell of colours is read by what it states now`(cell: String, color: StatusColor?) {
    #expect(LedgerColor.shared.color(of: cell) == color)
  }

  @Test func `a cell of two colours is remarked on by its row`() throws {
    let result = try read([
      ["重点工作", "责任科室", "完成时限", "目前进展", "亮灯情况"],
      ["绿道建设", "城建办", "年底前", "60%", "红/黄"],
      ["管网更新", "城建办", "年底前", "60%", "解除红灯"],
    ])
    #expect(
      result.remarks == ["row 2: “红/黄” does not say which colour it has; write one colour, or 由…转…"])
  }

  @Test(arguments: [
    ("1.滨河公园", "滨河公园"), ("（四）公园提质", "公园提质"), ("社区老年食堂（2处）", "社区老年食堂"), ("二、农贸市场升级", "农贸市场升级"),
  ])
  func `a number before a name and a quantity in brackets behind it make no other item`(
    printed: String, name: String
  ) {
    #expect(ItemName(printed).key == ItemName(name).key)
  }

  @Test func `what tells two items apart stays in their names`() {
    #expect(ItemName("滨河公园一期").key != ItemName("滨河公园二期").key)
    #expect(ItemName("3号楼改造").key != ItemName("4号楼改造").key)
    #expect(ItemName("3.5公里道路").key != ItemName("5公里道路").key)
  }

  @Test(arguments: [
    ("柳林街道办事处", "柳林街道"), ("东港镇人民政府", "东港镇"), ("园林科（牵头）", "园林科"), ("西岭乡政府", "西岭乡"),
  ])
  func `an office is the same by its short and its full name`(full: String, short: String) {
    #expect(ItemName.unitKey(full) == ItemName.unitKey(short))
  }

  @Test func `two rows of one task are said to be one item`() throws {
    let result = try read([
      ["重点任务", "具体措施", "责任单位", "目前进展", "亮灯"],
      ["河湖整治", "清淤", "水利站", "60%", "蓝"],
      ["", "护岸", "水利站", "60%", "蓝"],
    ])
    #expect(
      result.remarks == [
        "row 3: 河湖整治 stands in row 2 as well; both are one item, and the worse of them counts"
      ])
  }

  @Test(arguments: [["1", "2"], ["一", "二"], ["①", "②"], ["（1）", "（2）"]])
  func `rows pasted one cell a line are told apart by their numbers, however they are written`(
    numbers: [String]
  )
    throws
  {
    let lines =
      ["重点工作台账", "序号", "重点任务", "目前进展", "责任科室", "完成时限", "亮灯"]
      + [numbers[0], "北门桥加固", "45%", "交通办", "2026年12月31日", "黄灯"]
      + [numbers[1], "学校食堂改造", "四成五", "教育办", "2026/9/30", "红灯"]
    let document = TableFinder().fold(Document(lines: lines))
    let result = LedgerReader().read(document, asOf: try #require(Day(iso: "2026-07-31")))
    #expect(result.items.map(\.item) == ["北门桥加固", "学校食堂改造"])
    #expect(result.items.map(\.declared) == [.yellow, .red])
  }
}
