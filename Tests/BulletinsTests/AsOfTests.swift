import Testing

@testable import Bulletins

@Suite struct AsOfTests {
  private func asOf(_ lines: [String], _ name: String = "a.txt") -> String? {
    AsOfReader().asOf(in: Document(lines: lines), fileName: name)?.description
  }

  @Test(
    arguments: [
      ("重点工作台账_20200731.csv", "2020-07-31"), ("台账2020-07-31.txt", "2020-07-31"),
      ("台账（2020年7月）.txt", "2020-07-31"),
      ("台账202007.txt", "2020-07-31"), ("2021年第三季度.txt", "2021-09-30"), ("2021年台账.txt", nil),
      ("周报20200727-20200802.txt", "2020-08-02"),
      ("IMG_20201345.txt", nil), ("电话68123456.txt", nil), ("2026-07.csv", "2026-07-31"), ("report.txt", nil),
    ] as [(String, String?)])
  func `the file name may state the day`(name: String, expected: String?) {
    #expect(asOf(["街道开展文明劝导。"], name) == expected, "\(name)")
  }

  @Test func `a line that says the day counts before the file name`() {
    #expect(asOf(["督查台账", "报告日期：2026年7月15日", "", "事项：甲"], "台账_20260801.txt") == "2026-07-15")
    #expect(asOf(["2026年9月工作清单", "制表单位：镇党政办　　制表时间：2026年9月28日"]) == "2026-09-28")
    #expect(asOf(["督查台账", "统计时间：2026年7月1日—7月31日"]) == "2026-07-31")
  }

  @Test func `a short line near the top may say until when`() {
    #expect(asOf(["重点工作台账（截至2026年7月31日）"]) == "2026-07-31")
    #expect(asOf(["2026年重点工作台账", "（截至7月底）"]) == "2026-07-31")
  }

  @Test func `the masthead of a page counts before what one article says`() {
    #expect(
      asOf(["平桥日报　　2026年9月8日　星期二　第2版", "秋粮入库", "截至9月5日,全区入库秋粮6万吨。"]) == "2026-09-08")
  }

  @Test func `an official document has the day of its figures or of its signature`() {
    let head = ["平桥区督查室文件", "平督〔2026〕7号", "关于重点任务督查情况的通报", "各街道："]
    let end = ["特此通报。", "平桥区督查室", "2026年10月8日"]
    #expect(asOf(head + ["9月22日至28日开展督查。"] + end) == "2026-10-08")
    #expect(asOf(head + ["截至9月30日，45项任务推进正常。"] + end) == "2026-09-30")
    #expect(asOf(head + ["特此通报。", "平桥区督查室", "二〇二六年十月八日"]) == "2026-10-08")
  }

  @Test func `a page whose articles only name days of events has no day`() {
    #expect(
      asOf([
        "社区开展义诊", "7月15日,社区开展义诊,2026年上半年义诊20场。(通讯员 顾明)", "●截至6月15日,新增商标261件。(通讯员 沈岚)",
      ]) == nil)
    #expect(asOf(["会议通知", "时间：2026年3月5日上午", "地点：二楼"]) == nil)
  }

  @Test func `the title of a ledger may name its month or quarter`() {
    #expect(asOf(["2026年第三季度重点项目进展表", "序号"]) == "2026-09-30")
    #expect(asOf(["2026年度重点项目台账", "序号"]) == nil)
  }
}
