import Testing

@testable import Bulletins

@Suite struct ShareTests {
  private func findings(_ text: String, _ check: RuleCheck = RuleCheck()) -> [RuleFinding] {
    var article = Article(headline: "多举措做好政府采购工作", paragraphs: [text])
    article.figures = FigureReader().figures(in: article)
    return check.findings(in: article)
  }

  @Test(arguments: [
    ("上半年，面向中小企业采购占采购总额的28%。", ["the share of 中小企业 is stated as “28%”, below the minimum of 30%."]),
    (
      "面向中小企业采购的比例为35%，其中小微企业占比15%。",
      ["the share of 小微企业 is stated as “15%”, below the minimum of 20%."]
    ),
    (
      "实际采购总额1000万元，其中面向中小企业采购250万元。",
      ["the share of 中小企业 is 25% (“250万元” of “1000万元”), below the minimum of 30%."]
    ),
    (
      "采购总额1000万元，其中中小企业400万元，小微企业150万元。",
      ["the share of 小微企业 is 15% (“150万元” of “1000万元”), below the minimum of 20%."]
    ),
  ])
  func `a share below its minimum is found, stated or by its amounts`(text: String, remarks: [String]) {
    let found = findings(text)
    #expect(found.map(\.remark) == remarks)
    #expect(found.allSatisfy { $0.rule == .share && $0.quote == text })
  }

  @Test(arguments: [
    "面向中小企业采购的金额不低于采购总预算的30%，其中，预留给小微企业的比例应不低于本部门年度政府采购项目预算总额的20%。",
    "面向中小企业采购占采购总额的42%，其中小微企业占26%。", "面向中小企业采购同比增长12%。",
    "力争面向中小企业采购占比达到25%。", "采购总额1000万元，其中中小企业300万元。", "对小微企业报价给予10%的价格扣除。",
    "参加会议的中小企业12家，签约250万元。", "面向中小企业采购250万元。",
  ])
  func `a rule, a goal, a growth or a share that is large enough is none`(text: String) {
    #expect(findings(text) == [])
  }

  @Test func `a savings rate is checked against its parts`() {
    #expect(findings("实际采购金额达到12781万元，节约资金1418万元，资金节约率为9.98%。") == [])
    let wrong = "上半年效果明显。实际采购金额达到12781万元，节约资金1418万元，资金节约率为12.5%。"
    let found = findings(wrong)
    #expect(found.map(\.rule) == [.rate])
    #expect(found.first?.quote == "实际采购金额达到12781万元，节约资金1418万元，资金节约率为12.5%。")
  }

  @Test func `minimums are those that are configured, for articles that have their word`() {
    let own = RuleCheck(minimums: [ShareMinimum(share: "本地企业", of: "采购", percent: 50)])
    #expect(findings("本地企业占采购总额的45%，中小企业占10%。", own).count == 1)
    #expect(findings("本地企业占采购总额的45%。", RuleCheck(minimums: [])).isEmpty)
    let other = RuleCheck(minimums: [ShareMinimum(share: "中小企业", of: "工程", percent: 50)])
    #expect(findings("中小企业占采购总额的45%。", other).isEmpty)
  }
}
