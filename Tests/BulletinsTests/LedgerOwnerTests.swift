import Testing

@testable import Bulletins

@Suite struct LedgerOwnerTests {
  @Test(
    arguments: [
      ("东城街道_20260904.csv", "东城街道"), ("t2_北城街道重点工作台账_20260911.csv", "北城街道"),
      ("重点工作台账（区住建局）20260904.xlsx", "区住建局"), ("2026年9月云坪镇督办台账.xlsx", "云坪镇"),
      ("重点工作台账_20260904.csv", nil), ("督办台账.csv", nil), ("县督办台账.csv", nil), ("市重点工程台账.csv", nil),
      ("环保督察整改台账.csv", nil), ("重点项目办理情况.csv", nil), ("全区重点工作台账.csv", nil), ("各科室工作台账.csv", nil),
      ("1.csv", nil), ("20260904", nil), ("老旧小区改造台账.csv", nil), ("民生实事台账.csv", nil), ("信访积案化解台账.csv", nil),
      ("安全生产督查台账.csv", nil), ("路长制工作台账.csv", nil), ("日报表0731.csv", nil), ("乡村振兴台账.csv", nil),
      ("营商环境台账.csv", nil), ("学校建设台账.csv", nil), ("三供一业台账.csv", nil),
    ] as [(String, String?)])
  func `the name of a file names an office or none`(name: String, unit: String?) {
    #expect(LedgerOwner(fileName: name).owner(above: [], lines: [], below: []) == unit)
  }

  @Test(
    arguments: [
      ("填报单位：东城街道办事处", "东城街道办事处"), ("责任单位： 港航科   截至9月4日", "港航科"), ("单位：东城街道", "东城街道"),
      ("东城街道办事处2026年重点工作台账", "东城街道办事处"), ("2026年云坪镇重点任务完成情况表（第36周）", "云坪镇"),
      ("单位：万元", nil), ("单位：个、处", nil), ("区住建局召开会议部署工作。", nil), ("重点工作台账", nil),
      ("截至2026年9月4日", nil), ("填报人：王强", nil),
    ] as [(String, String?)])
  func `a line over a table names an office or none`(line: String, unit: String?) {
    let owner = LedgerOwner(fileName: "台账.csv")
    #expect(owner.owner(above: [[line, "", ""]], lines: [], below: []) == unit)
    #expect(owner.owner(above: [], lines: [line], below: []) == unit)
  }

  @Test func `the office of a file goes before the city of a form, and the stated one before both`() {
    let owner = LedgerOwner(fileName: "东城街道_20260904.csv")
    #expect(owner.owner(above: [["云坪市重点工作台账"]], lines: [], below: []) == "东城街道")
    #expect(owner.owner(above: [["云坪市重点工作台账"]], lines: [], below: [["填报单位：", "西城街道"]]) == "西城街道")
    #expect(
      LedgerOwner(fileName: "台账.csv").owner(above: [["云坪市重点工作台账"]], lines: [], below: []) == "云坪市")
  }

  @Test func `a column of offices is enough, and rows that are offices have none above them`() throws {
    func units(_ rows: [[String]]) throws -> [String?] {
      LedgerReader().read(
        Document(blocks: [.line(.init("东城街道重点工作台账")), .table(Table(rows: rows))]),
        asOf: try #require(Day(iso: "2026-09-04"))
      ).items.map(\.unit)
    }
    #expect(try units([["工作事项", "目前进展", "完成时限"], ["环境整治", "80%", "12月底"]]) == ["东城街道"])
    #expect(
      try units([["工作事项", "责任单位", "目前进展", "完成时限"], ["环境整治", "", "80%", "12月底"]]) == [nil])
    #expect(try units([["乡镇", "完成率", "预警等级"], ["北河镇", "80%", "红"]]) == [nil])
  }
}
