import Testing

@testable import Bulletins

@Suite struct SummaryTests {
  private func summary(_ paragraphs: String..., unit: String? = nil, statuses: [Status] = []) -> String {
    var article = Article(unit: unit, paragraphs: paragraphs, statuses: statuses)
    article.figures = FigureReader().figures(in: article)
    return Summarizer().summary(of: article)
  }

  @Test func `who did what stays, what only leads up to it goes`() {
    #expect(
      summary("今年以来，为深入贯彻上级部署，以创卫为抓手，高度重视，河湾街道对背街小巷逐条整治，为创建成功奠定坚实基础。") == "河湾街道对背街小巷逐条整治。")
  }

  @Test func `the comma inside a number ends no clause`() {
    let text = "河湾街道开展免费体检，查出高血压2,360人，发放用药提示1,200余份，建立健康档案5,480份，组织家医上门随访。"
    #expect(summary(text).contains("2,360人"))
    #expect(!summary(text).contains("5。"))
  }

  @Test func `a result with figures at the end is shown, however long the way to it`() {
    let talk = "街道党工委多次开会研究，层层压实责任，广泛发动群众，形成齐抓共管的局面，居民的环境意识明显增强。"
    let text = summary(
      "河湾街道开展背街小巷环境整治。", talk, talk, talk, "截至目前，共清运垃圾1300余吨，拆除违建21处。")
    #expect(text == "河湾街道开展背街小巷环境整治。截至目前，共清运垃圾1300余吨，拆除违建21处。")
  }

  @Test func `the lead is the sentence in which the unit acts`() {
    #expect(
      summary("五月是防灾减灾宣传月，全国各地开展了形式多样的活动。", "区应急局走进集市发放手册。", unit: "区应急局")
        == "区应急局走进集市发放手册。")
    #expect(
      summary("为减少排放，遏制臭氧上升势头，区环保局启动涂装企业整治。", unit: "区环保局") == "区环保局启动涂装企业整治。")
    #expect(
      summary("记者从县督查室获悉，全县推行三灯督办，每月公布一次结果。", unit: "县督查室") == "全县推行三灯督办，每月公布一次结果。")
    #expect(summary("河湾街道以创卫为契机，整治背街小巷。") == "河湾街道以创卫为契机，整治背街小巷。")
  }

  @Test func `a status is never dropped`() {
    let status = Status(
      color: .red, kind: .reported, count: 2, quote: "其中红色预警2项，黄色预警5项。", because: "test")
    let filler = "镇里召开推进会，安排部署下一阶段工作，要求各村对照清单逐项落实，倒排工期，挂图作战，确保按期完成年度任务。"
    let text = summary(
      filler, filler, "其中红色预警2项，黄色预警5项。", "新建道路86公里，绿化3万平方米，惠及居民1132户，投资2.3亿元。", statuses: [status])
    #expect(text.contains("红色预警2项"))
    #expect(text.count <= 120)
  }

  @Test func `the dateline of a status sentence is left out and the sentence is not told twice`() {
    let sentence = "江城讯 市督查室给予3个镇红牌警告。"
    let status = Status(color: .red, kind: .reported, count: 3, quote: sentence, because: "test")
    #expect(summary(sentence, statuses: [status]) == "市督查室给予3个镇红牌警告。")
  }

  @Test func `a status sentence longer than the room keeps the clause with the colour`() {
    let long = String(repeating: "经督查组连续三周实地核查并与责任单位反复沟通，", count: 8) + "管网改造被亮红灯。"
    let status = Status(color: .red, kind: .reported, quote: long, because: "test")
    let text = summary(long, statuses: [status])
    #expect(text.contains("管网改造被亮红灯。"))
    #expect(text.count <= 120)
  }

  @Test func `datelines, sources and titles are left out`() {
    #expect(summary("某某社江城3月30日电(记者 甲 乙)江城新增公交线路12条。") == "江城新增公交线路12条。")
    #expect(summary("江城讯 全市新增公交线路12条。") == "全市新增公交线路12条。")
    #expect(summary("记者从市交通局获悉，全市新增公交线路12条。") == "全市新增公交线路12条。")
    #expect(summary("电力部门检修线路12条。") == "电力部门检修线路12条。")
  }

  @Test func `no clause is cut and none is left waiting for its other half`() {
    let text = summary(
      "市发展改革委负责人在昨天下午举行的新闻发布会上就有关情况向社会作了通报，该负责人表示，虽然全市重点项目今年受到连续降雨和材料涨价的双重影响，"
        + "但是在各责任单位的共同努力之下，总体进度仍然快于去年同期水平，群众关心的几件实事都已经按照计划全面开工建设。")
    #expect(!text.contains("虽然") || text.contains("但是"))
    #expect(text.hasSuffix("。"))
    #expect(text.count <= 120)
  }

  @Test(arguments: [
    "", "。", "，，，", "“", "（完）", String(repeating: "长", count: 500), String(repeating: "，", count: 5000),
  ])
  func `odd texts have a summary within the limit`(_ text: String) {
    #expect(summary(text).count <= 120)
  }

  @Test func `the same article has the same summary`() {
    let text = "全镇完成改厕320户，新建公厕6座，清淤沟渠11公里。群众满意度98.1%，位居前列。"
    #expect(summary(text) == summary(text))
    #expect(summary(text).contains("320户"))
  }

  @Test func `a colon and quotes do not divide a clause`() {
    let text = summary("区里推出“一码通办，一窗受理，一次办结”服务。")
    #expect(text == "区里推出“一码通办，一窗受理，一次办结”服务。")
  }
}
