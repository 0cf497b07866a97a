import Testing

@testable import Bulletins

@Suite struct RatioTests {
  private func remarks(_ text: String) -> [String] {
    var article = Article(paragraphs: [text])
    article.figures = FigureReader().figures(in: article)
    return RatioCheck().findings(in: ArticleText(article)).map(\.remark)
  }

  @Test(arguments: [
    "48项任务中，绿色36项，占75%；黄色12项，占25%。", "实际支出9000万元，节约资金1000万元，资金节约率为10%。",
    "发现隐患452处，完成整改410处，整改率90.71%。", "45项任务中，红色3项，占6.6%。", "60个项目开工45个，开工率75%。",
    "新增就业1200人，同比增长8.3%；完成全年任务的62%。", "投入约300万元，其中财政100万元，占40%左右。",
    "全区企业205家，服务业占57.2%。", "接收工单300件，办结290件，满意率98.2%。", "同比上升12.5%。",
    "合格小区累计7033个，占比99.0%；合格社区累计1359个，占比96.7%。", "研发经费160亿元。企业资金为150亿元，占76.5%。",
    "从业人员共600人。在这些人员中，女性200人。新区从业人员300人，占78.2%。",
    "今年120户，去年100户，增长率20%。",
  ])
  func `a ratio that follows from its parts, or whose parts are not told, needs no remark`(_ text: String) {
    #expect(remarks(text) == [])
  }

  @Test func `a share that its part and total contradict is remarked`() {
    #expect(
      remarks("48项任务中，绿色36项，占85%。") == ["“36项” of “48项” is 75.00%, but the text says “85%”."])
  }

  @Test func `a rate named after its part is checked too`() {
    #expect(
      remarks("排查隐患200处，完成整改150处，整改率95%。") == ["“150处” of “200处” is 75.00%, but the text says “95%”."])
  }

  @Test func `a total that the parts add up to needs no word that says so`() {
    #expect(remarks("参评企业100家。红牌企业20家，占20%；黄牌企业30家，占33%；蓝牌企业50家，占50%。").count == 1)
  }

  @Test func `a total in the sentence before serves`() {
    #expect(remarks("纳入督查的事项共40项。其中滞后4项，占20%。").count == 1)
  }
}
