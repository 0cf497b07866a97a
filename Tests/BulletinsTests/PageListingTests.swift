import Testing

@testable import Bulletins

/// Lists of headlines, heads of bulletins and what sites print around an article.
@Suite struct PageListingTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var outline: [String]

    init(_ name: String, _ text: String, _ outline: [String]) {
      (testDescription, self.text, self.outline) = (name, text, outline)
    }
  }

  @Test(arguments: samples) func `only what has a text is an article`(sample: Sample) {
    #expect(outline(readPage(sample.text)) == sample.outline)
  }

  static let samples = [
    Sample(
      "the list of headlines of an e-paper",
      """
      2024年4月9日 星期二
      第03版：县域
      标题导航
      松岭乡：山货上网走四方
      白塔镇夜巡护林
      一图读懂购车补贴
      上一篇 下一篇
      松岭乡：山货上网走四方
      放大 缩小 默认
      作者：记者 向晚
      　　松岭乡开通山货直播间，首月卖出木耳、蜂蜜等1260单，销售额18万元。
      白塔镇夜巡护林
      放大 缩小 默认
      作者：通讯员 连翘
      　　白塔镇组织42名护林员夜间巡山，劝返携带火种人员17名。
      """,
      [
        "¦¦松岭乡：山货上网走四方¦松岭乡¦向晚¦¦1¦松岭乡开…8万元。",
        "¦¦白塔镇夜巡护林¦白塔镇¦连翘¦¦1¦白塔镇组…17名。",
      ]),
    Sample(
      "numbered headlines that the contents of a bulletin name",
      """
      督查专报
      2023年第8期
      岚县县委督查室　　2023年8月31日
      目 录
      一、8月份民生实事进展情况
      二、关于污水厂建设滞后的专项督查
      一、8月份民生实事进展情况
      全县20件民生实事中，已办结9件，正常推进11件。
      二、关于污水厂建设滞后的专项督查
      该项目应于6月底完成主体工程，目前仅完成基础开挖。
      报：县委常委
      """,
      [
        "¦¦一、8月份民生实事进展情况¦¦¦¦1¦全县20…11件。",
        "¦¦二、关于污水厂建设滞后的专项督查¦¦¦¦1¦该项目应…础开挖。",
      ]),
    Sample(
      "the unit above the name of its bulletin",
      """
      白沙区委督查室
      督查通报
      第17期
      关于10月份重点项目推进情况的督查通报
      各镇（街道），区直有关单位：
      62个项目中，亮绿灯51个，亮黄灯8个，亮红灯3个，现予通报。
      白沙区委督查室
      2023年11月7日
      """,
      ["¦¦关于10月份重点项目推进情况的督查通报¦白沙区委督查室¦¦¦2¦各镇（街…予通报。"]),
    Sample(
      "chapters of a rule",
      """
      桃李镇工作考核办法
      第一章 总则
      第一条 为加强督查考核，制定本办法。
      第二章 结果运用
      第二条 连续两个季度排名末位的，亮红牌。
      """,
      ["¦¦桃李镇工作考核办法¦桃李镇¦¦第一章 总则/第二章 结果运用¦2¦第一条 …亮红牌。"]),
    Sample(
      "a brief that begins with its number and a date",
      """
      要闻简报
      1.9月12日，区长到东风街道调研基层治理工作。
      2.9月13日，区政府召开常务会议，研究教育工作。
      """,
      ["要闻简报¦¦¦¦¦¦1¦9月12…理工作。", "要闻简报¦¦¦区政府¦¦¦1¦9月13…育工作。"]),
    Sample(
      "a push with the line of its account",
      """
      点击蓝字 关注我们
      今天，全县干部都在关注这场会议
      平湖发布 2024-02-19 20:15 浙江
      新春第一会，吹响奋进号角！
      2月19日上午，平湖县召开“实干争先”动员大会，部署今年任务。
      01
      数说2023
      全年完成固定资产投资128亿元，增长11.2%。
      编辑：苏打
      往期推荐
      """,
      ["¦¦今天，全县干部都在关注这场会议¦平湖县¦¦新春第一会，吹响奋进号角！/数说2023¦2¦2月19….2%。"]),
    Sample(
      "a second line of a headline that looks like a text",
      """
      柳城将完成20万余人返岗分流
      从3月25日开始利用20天完成返岗人员回到社区可享代买代取等必要生活服务
      本报讯（记者 蒋静若）记者昨日从柳城区民政局了解到，返岗人员分流工作已经启动。
      专班根据居住地掌握返岗需求。
      """,
      ["¦¦柳城将完成20万余人返岗分流 从3月25日开始利用20天完成返岗人员回到社区可享代买代取等必要生活服务¦柳城区民政局¦蒋静若¦¦2¦记者昨日…岗需求。"]),
    Sample(
      "credits below the byline",
      """
      春茶开采 茶农采茶忙
      眼下，青山乡万亩春茶开采，茶农上山采茶，日产鲜叶2.6吨。
      （记者 苏木）
      出品人：沈青黛
      摄影：陆英、杜若
      """,
      ["¦¦春茶开采 茶农采茶忙¦青山乡¦苏木¦¦1¦眼下，青….6吨。"]),
  ]
}
