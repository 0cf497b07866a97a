import Testing

@testable import Bulletins

@Suite struct LedgerTests {
  private func read(_ table: Table, asOf: String = "2026-07-31") throws -> LedgerReader.Result {
    LedgerReader().read(Document(blocks: [.table(table)]), asOf: try #require(Day(iso: asOf)))
  }

  @Test func `columns are known by their synonyms and not by their place`() throws {
    let result = try read(
      Table(rows: [
        ["预警颜色", "时限要求", "牵头部门", "任务名称", "包保领导", "存在困难", "完成比例", "备注"],
        ["红牌", "2026年12月底前", "水务局", "河道清淤", "沈 岚", "暂无", "40", "请关注"],
      ]))
    let item = try #require(result.items.first)
    #expect(item.item == "河道清淤")
    #expect(item.unit == "水务局")
    #expect(item.leader == "沈岚")
    #expect(item.due?.description == "2026-12-31")
    #expect(item.problem == nil)
    #expect(item.progress == 0.4)
    #expect(item.declared == .red)
    #expect(item.computed == .yellow)
    #expect(item.quote == "红牌｜2026年12月底前｜水务局｜河道清淤｜沈岚｜暂无｜40｜请关注")
    #expect(
      result.remarks == [
        "row 2: 河道清淤 is declared red, by its figures it is yellow (behind linear schedule by 18.0 points)"
      ])
    #expect(result.isLedger)
  }

  @Test func `a heading may stand on two rows under rows of title`() throws {
    let result = try read(
      Table(rows: [
        ["平桥区重点工作台账", "", "", "", "", ""],
        ["序号", "重点工作", "责任落实", "", "完成情况", "亮灯情况"],
        ["", "", "分管领导", "责任科室", "", ""],
        ["1", "校门口交通整治", "顾明", "交管站", "已完成", "绿灯"],
        ["合计", "1项", "", "", "", ""],
        ["注：绿灯为正常。", "", "", "", "", ""],
      ]))
    #expect(result.items.map(\.item) == ["校门口交通整治"])
    #expect(result.items.first?.leader == "顾明")
    #expect(result.items.first?.unit == "交管站")
    #expect(result.items.first?.declared == .green)
    #expect(result.items.first?.computed == .blue)
    #expect(result.remarks == [])
  }

  @Test func `a cell merged downwards goes on in the rows under it`() throws {
    let result = try read(
      Table(rows: [
        ["序号", "工作事项", "责任单位", "目前进展", "完成时限"],
        ["1", "雨污分流", "住建局", "东片完成80%", "2026-12-31"],
        ["", "", "", "西片完成20%", "2026-12-31"],
      ]))
    #expect(result.items.map(\.item) == ["雨污分流", "雨污分流"])
    #expect(result.items.map(\.unit) == ["住建局", "住建局"])
    #expect(result.items.map(\.computed) == [.blue, .red])
  }

  @Test func `a row that cannot be read is said by its number and the others stand`() throws {
    let result = try read(
      Table(
        rows: [
          ["序号", "工作事项", "责任单位", "完成时限", "预警等级"],
          ["1", "", "住建局", "2026-12-31", "红色"],
          ["2", "沿河步道", "住建局", "2026-02-30", "蓝色"],
        ], rowNumbers: [4, 5, 6]))
    #expect(result.items.map(\.item) == ["沿河步道"])
    #expect(result.items.first?.row == 6)
    #expect(
      result.remarks == [
        "row 5 cannot be read: the item of work is missing",
        "row 6: the deadline “2026-02-30” cannot be read as a date",
      ])
  }

  @Test func `a separator inside a cell without quotation marks is mended`() throws {
    let result = try read(
      Table(rows: [
        ["序号", "工作事项", "责任单位", "完成时限", "存在问题", "预警等级"],
        ["1", "沿河步道", "住建局", "2026-12-31", "苗木未到", "停工两周", "红色"],
      ]))
    #expect(result.items.first?.problem == "苗木未到，停工两周")
    #expect(result.items.first?.declared == .red)
    #expect(result.remarks.count == 1)
  }

  @Test func `a table of something else is no ledger`() throws {
    let ranking = Table(rows: [["名次", "单位", "得分"], ["1", "东关社区", "98.5"]])
    #expect(try read(ranking).items.isEmpty)
    let people = Table(rows: [["序号", "姓名", "单位", "备注"], ["1", "顾明", "住建局", ""]])
    #expect(try read(people).items.isEmpty)
  }

  @Test func `a title may give a table without a colour column its colour`() throws {
    let table = Table(rows: [["事项", "责任单位", "进展情况"], ["沿河步道", "住建局", "滞后"]])
    let red = LedgerReader().read(
      Document(blocks: [.line(Document.Line("附件1：红牌事项清单")), .table(table)]),
      asOf: try #require(Day(iso: "2026-07-31")))
    #expect(red.items.map(\.declared) == [.red])
    let harmless = LedgerReader().read(
      Document(blocks: [.line(Document.Line("红色文化项目台账")), .table(table)]),
      asOf: try #require(Day(iso: "2026-07-31")))
    #expect(harmless.items.map(\.declared) == [nil])
  }

  @Test(
    arguments: [
      ("【红灯】", StatusColor.red), ("红牌（2项）", .red), ("一、黄灯事项", .yellow), ("红色文化", nil), ("进展情况", nil),
    ] as [(String, StatusColor?)])
  func `a line that is only a colour gives it to the rows under it`(line: String, expected: StatusColor?) {
    #expect(LedgerColor.shared.color(ofTitle: line) == expected)
  }

  @Test func `a goal may hold the deadline where no column does`() throws {
    let result = try read(
      Table(rows: [["工作任务", "目标要求", "完成进度"], ["厂区提标", "12月底前通水运行", "70%"], ["引水", "引水2026万方", "70%"]]))
    #expect(result.items.map(\.due?.description) == ["2026-12-31", nil])
  }

  @Test func `a list of problems to be put right has the problem as its item`() throws {
    let result = try read(
      Table(rows: [
        ["序号", "存在问题", "整改措施", "责任单位", "整改时限", "整改情况"],
        ["1", "消防通道堵塞", "清理杂物", "平安办", "2026-09-30", "已整改"],
        ["2", "路灯不亮", "更换灯具", "城管队", "2026-07-01", "正在采购"],
      ]))
    #expect(result.items.map(\.item) == ["消防通道堵塞", "路灯不亮"])
    #expect(result.items.map(\.computed) == [.blue, .red])
    #expect(result.items.map(\.problem) == [nil, nil])
  }

  @Test func `a form has its headings beside the values`() throws {
    let result = try read(
      Table(rows: [
        ["督办事项", "沿河步道", "责任单位", "住建局"],
        ["完成时限", "2026年8月10日", "目前进展", "90%"],
        ["存在问题", "无", "预警等级", "黄色"],
      ]))
    #expect(result.items.map(\.item) == ["沿河步道"])
    #expect(result.items.map(\.computed) == [.yellow])
  }

  @Test(
    arguments: [
      ("45%", nil, 0.45), ("４５％", nil, 0.45), ("0.45", nil, 0.45), ("四成五", nil, 0.45), ("近八成", nil, 0.8),
      ("过半", nil, 0.5), ("完成三分之二", nil, 2.0 / 3), ("百分之六十", nil, 0.6), ("9/20", nil, 0.45),
      ("完成9/20部", nil, 0.45), ("2026/9/30", nil, nil), ("整改", nil, nil),
      ("完成286户", "更换立管1200户", 286.0 / 1200), ("完成2处，第3处主体完工", "新建3处", 2.0 / 3),
      ("已完成7800万元", "完成1.2亿元", 0.65), ("剩余4件", "化解12件", 2.0 / 3), ("开工9部", "加装30部", nil),
      ("剩余4件", "在办案件清零", nil),
      ("26栋中已完成13栋", nil, 0.5), ("已完成三十二户", "改造六十四户", 0.5), ("已完成", nil, 1), ("已办结。", nil, 1),
      ("挂牌318株，已销号", nil, 1), ("项目已竣工验收", nil, 1), ("已完成前期工作", nil, nil), ("未完成", nil, nil),
      ("一期已完成，二期正在施工", nil, nil), ("未启动", nil, 0), ("尚未进场，居民意见不统一", nil, 0), ("正在推进", nil, nil),
      ("同比增长12%，完成年度计划的70%", nil, 0.7), ("装修完成30%，总体进度65%", nil, 0.65), ("120%", nil, 1),
      ("完成成立大会", nil, nil), ("12", "26栋", 12.0 / 26), ("90", "扫描120万页", 0.75), ("", nil, nil),
      ("完成2处改造5处", "新建2处、改造5处", nil),
    ] as [(String, String?, Double?)])
  func `progress is read from figures and from words`(text: String, target: String?, expected: Double?) {
    let progress = LedgerProgress().progress(text, target: target)
    if let expected, let progress {
      #expect(abs(progress - expected) < 1e-9, "\(text)")
    } else {
      #expect(progress == expected, "\(text)")
    }
  }

  @Test func `a bare number is per cent where the heading says so`() {
    #expect(LedgerProgress().progress("45", target: nil, isShare: true) == 0.45)
    #expect(LedgerProgress().progress("0.45", target: nil, isShare: true) == 0.45)
    #expect(LedgerProgress().progress("45", target: nil) == nil)
  }

  @Test(
    arguments: [
      ("红", StatusColor.red), ("红色", .red), ("红灯", .red), ("🔴", .red), ("亮红灯", .red), ("红牌", .red),
      ("红 色", .red),
      ("黄色预警", .yellow), ("🟡", .yellow), ("橙色", .orange), ("绿", .green), ("蓝色", .blue), ("由红转蓝", .blue),
      ("黄→红", .red),
      ("红/黄", nil), ("无", nil), ("", nil), ("解除红色", nil), ("已办结", nil), ("Red", .red),
    ] as [(String, StatusColor?)])
  func `a cell states a colour in many ways`(text: String, expected: StatusColor?) {
    #expect(LedgerColor.shared.color(of: text) == expected)
  }

  @Test(arguments: ["无", "暂无", "—", "——", "", "/", "无问题", "暂无。", " "])
  func `no problem is written in many ways`(text: String) throws {
    let result = try read(
      Table(rows: [["工作事项", "存在问题", "完成时限"], ["沿河步道", text, "2026-12-31"]]))
    #expect(result.items.map(\.problem) == [nil])
  }

  @Test func `a plan that tells no state is no ledger`() throws {
    let plan = Table(rows: [["序号", "工作任务", "责任单位", "完成时限"], ["1", "修订预案", "应急办", "2025-06-30"]])
    #expect(try read(plan).items.isEmpty)
  }

  @Test func `merged heading cells may be repeated under themselves`() throws {
    let result = try read(
      Table(rows: [
        ["序号", "重点工作", "责任落实", "责任落实", "完成情况", "完成情况", "完成时限"],
        ["序号", "重点工作", "分管领导", "责任单位", "累计完成", "完成率", "完成时限"],
        ["1", "沿河步道", "秦牧", "城建办\n平安办", "5公里", "50%", "2026年3月—12月"],
      ]))
    let item = try #require(result.items.first)
    #expect(item.unit == "城建办、平安办")
    #expect(item.progressText == "5公里")
    #expect(item.progress == 0.5)
    #expect(item.why == "on schedule (-0.2 points behind)")
  }

  @Test func `headings in traditional characters are known and names stay as printed`() throws {
    let result = try read(
      Table(rows: [
        ["序號", "工作事項", "責任單位", "目前進展", "存在問題", "預警等級"],
        ["1", "濱河綠道", "園林中心", "未啟動", "無", "紅色"],
      ]))
    let item = try #require(result.items.first)
    #expect(item.item == "濱河綠道")
    #expect(item.progress == 0)
    #expect(item.problem == nil)
    #expect(item.declared == .red)
  }
}
