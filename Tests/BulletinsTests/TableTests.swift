import Testing

@testable import Bulletins

@Suite struct TableTests {
  private func tables(_ text: String) -> [Table] {
    fold(text).blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
  private func fold(_ text: String) -> Document {
    TableFinder().fold(
      Document(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
  }

  @Test func `a table pasted one cell per line is found between paragraphs`() throws {
    let folded = fold(
      """
      附件：任务台账
      序号
      重点任务
      责任单位
      完成时限
      预警等级
      1
      沿河步道
      住建局
      2026年10月底
      红色
      2
      老年食堂
      民政局
      2026年12月底
      蓝色
      平桥区督查室
      2026年9月30日
      """)
    #expect(folded.blocks.count == 4)
    let found = folded.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    let table = try #require(found.first)
    #expect(table.rows.count == 3)
    #expect(table.rows[2] == ["2", "老年食堂", "民政局", "2026年12月底", "蓝色"])
    #expect(table.rowNumbers == [2, 7, 12])
  }

  @Test func `a missing cell and a cell over two lines are told by what cells look like`() throws {
    let table = try #require(
      tables(
        """
        序号
        任务名称
        牵头单位
        完成时限
        进展情况
        存在问题
        督查等次
        1
        公厕改造
        城管局
        2026年10月31日
        完成18座，
        其余2座本月完工
        红色
        2
        道路绿化
        园林中心
        2026-12-31
        50%
        蓝色
        3
        老年助餐点
        民政局
        9月底
        45%
        场地未落实
        黄色
        平桥区督查室
        """
      ).first)
    #expect(table.rows[1] == ["1", "公厕改造", "城管局", "2026年10月31日", "完成18座，其余2座本月完工", "", "红色"])
    #expect(table.rows[2] == ["2", "道路绿化", "园林中心", "2026-12-31", "50%", "", "蓝色"])
    #expect(table.rows[3] == ["3", "老年助餐点", "民政局", "9月底", "45%", "场地未落实", "黄色"])
  }

  @Test func `the last row does not eat the signature under it`() throws {
    let folded = fold("序号\n事项\n责任单位\n完成时限\n预警等级\n1\n沿河步道\n2026年10月底\n红色\n平桥区督查室\n2026年9月30日")
    guard case .table(let table) = folded.blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.last == ["1", "沿河步道", "", "2026年10月底", "红色"])
    #expect(folded.blocks.count == 3)
  }

  @Test func `blocks of key and value are rows`() throws {
    let table = try #require(
      tables(
        """
        督查台账
        报告日期：2026年7月15日

        事项：沿河步道
        责任单位: 住建局　分管领导：顾明
        进展：完成三分之二，
        东段已通行
        状态：红

        事项：老年食堂；责任单位：民政局；目前进展：未启动；状态：黄
        """
      ).first)
    #expect(table.rows[0] == ["事项", "责任单位", "分管领导", "进展", "状态"])
    #expect(table.rows[1] == ["沿河步道", "住建局", "顾明", "完成三分之二，东段已通行", "红"])
    #expect(table.rows[2] == ["老年食堂", "民政局", "", "未启动", "黄"])
    #expect(table.rowNumbers == [4, 4, 10])
  }

  @Test func `columns may be parted by tabs, bars, commas or spaces`() {
    let rows = [["序号", "工作事项", "责任单位", "状态"], ["1", "沿河步道", "住建局", "红"]]
    for delimiter in ["\t", "|", " | ", ",", "，", ";", "、", "   ", "　　", " "] {
      let text = rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n")
      #expect(tables(text).first?.rows == rows, "\(delimiter)")
    }
  }

  @Test func `aligned columns keep an empty cell empty`() {
    let table = tables(
      """
      序号  项目名称      责任单位   目前进度   存在问题   预警等级
      1     北环路大修    交通局     70%                   蓝色
      """
    ).first
    #expect(table?.rows.last == ["1", "北环路大修", "交通局", "70%", "", "蓝色"])
  }

  @Test func `a quoted cell may hold the separator and a line end`() {
    let table = tables("序号,工作事项,责任单位,状态\n1,\"沿河\n步道,二期\",住建局,红\n2,老年食堂,民政局,蓝").first
    #expect(table?.rows[1] == ["1", "沿河\n步道,二期", "住建局", "红"])
    #expect(table?.rows.count == 3)
  }

  @Test func `a pipe table of Markdown is a table whatever it holds`() {
    let folded = fold("| 名次 | 单位 |\n|---|---|\n| 1 | **东关** |\n下文")
    #expect(folded.blocks.count == 2)
    #expect(folded.blocks.first == .table(Table(rows: [["名次", "单位"], ["1", "东关"]], rowNumbers: [1, 3])))
  }

  @Test(arguments: [
    "台账列明年度目标、目前进展、责任科室，缺一项不予受理。\n各单位对照执行。",
    "序号、工作事项、责任单位、完成时限、存在问题等内容，逐项列明。\n各单位对照执行。",
    "责任单位：各镇街要高度重视。\n一是明确责任单位，二是完成时限。",
    "时间：2026年3月5日\n地点：二楼会议室\n参加人员：各科室负责人",
    "重点工作\n责任单位\n各单位要认真研究，抓好落实。",
    "工作任务\n推进情况\n存在问题\n个别单位重视不够，台账更新不及时。\n下一步要求\n各单位要认真研究。",
    "目标任务：全年完成技改投资20亿元。\n工作措施：一是强化调度，二是优化服务。",
  ])
  func `prose stays lines`(text: String) {
    #expect(tables(text).isEmpty)
  }

  @Test func `a numbered heading above keys without an item names the item and stays`() throws {
    let folded = fold(
      """
      一、河道水质不达标
      整改目标：稳定达到Ⅳ类。
      整改时限：2026年12月底。
      责任单位：区水务局、柳荫镇。
      整改进展：完成截污管网6公里，占任务的75%。
      二、裸土覆盖不到位
      整改时限：2026年10月底。
      责任单位：区住建局。
      整改进展：已完成整改。
      """)
    #expect(folded.blocks.count == 4)
    let result = LedgerReader().read(folded, asOf: try #require(Day(iso: "2026-09-30")))
    #expect(result.items.map(\.item) == ["河道水质不达标", "裸土覆盖不到位"])
    #expect(result.items.map(\.unit) == ["区水务局、柳荫镇", "区住建局"])
    #expect(result.items.map(\.progress) == [0.75, 1])
  }

  @Test func `a title between rows does not end the table`() {
    let table = tables(
      "序号 | 项目名称 | 牵头单位 | 亮牌\n1 | 滨河绿道 | 园林中心 | 蓝牌\n一、续建项目\n2 | 体育公园 | 文旅局 | 红牌\n以上项目请抓紧。"
    ).first
    #expect(table?.rows.count == 4)
    #expect(table?.rows.last == ["2", "体育公园", "文旅局", "红牌"])
  }

  @Test func `offices on two lines are one cell`() {
    let table = tables(
      "序号\n重点任务\n责任单位\n年度目标\n目前进展\n预警\n1\n外网升级\n区大数据局\n区财政局\n升级节点60个\n完成60个\n蓝\n2\n数字档案\n区档案馆\n扫描120万页\n90\n红"
    ).first
    #expect(table?.rows[1] == ["1", "外网升级", "区大数据局、区财政局", "升级节点60个", "完成60个", "蓝"])
    #expect(table?.rows[2] == ["2", "数字档案", "区档案馆", "扫描120万页", "90", "红"])
  }

  @Test(arguments: [
    ("单位名称|检查项目|评定等级", true), ("單位名稱|檢查項目|評定等級", true), ("村名|得分|10月", true), ("村名|得分|颜色", true),
  ])
  func `a column of colours makes a ledger if its heading judges, whatever it is called`(
    heading: String, isRed: Bool
  ) throws {
    let day = try #require(Day(iso: "2026-09-30"))
    let rows = "永安街道|分类|蓝色\n福新街道|分类|红色\n同德街道|分类|蓝色"
    let document = Document(
      lines: "督查结果\n\(heading)\n\(rows)".split(separator: "\n").map(String.init))
    #expect(BulletinReader().read(document, fileName: "a.txt", today: day).isRed == isRed)
  }

  @Test func `a list of goods in colours is no ledger`() throws {
    let day = try #require(Day(iso: "2026-09-30"))
    let document = Document(lines: ["型号|价格|颜色", "A6遮阳伞|35元|红色", "B2遮阳伞|38元|蓝色", "C1雨靴|60元|红色"])
    #expect(!BulletinReader().read(document, fileName: "a.txt", today: day).isRed)
  }
}
