import Testing

@testable import Bulletins

/// Whole pages as offices and papers drop them.
@Suite struct PageLayoutTests {
  @Test func `blank lines between paragraphs, bylines at the end, subheads without numbers`() {
    let page = """
      柳河镇 三色台账管住作坊油烟

      入夏以来，柳河镇把小作坊油烟治理列入月度清单，逐户建账、逐月销号。

      摸清底数，一户一档

      镇村两级干部用十天时间走访作坊146家，登记灶头和净化设备，缺什么补什么。

      限期改造，一周一查

      对没有净化设备的31家作坊下达改造通知，每周回访，目前28家已经装好。

      （通讯员 高远 苏小满）

      青石桥街道办“夜间课堂”

      7月起，青石桥街道在文化站开设夜间课堂，剪纸、合唱、智能手机三门课已有210人报名。

      “白天上班，晚上学艺，日子过得有滋味。”学员罗桂兰说。(记者 丁一鸣)
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦柳河镇 三色台账管住作坊油烟¦柳河镇¦高远 苏小满¦摸清底数，一户一档/限期改造，一周一查¦3¦入夏以来…经装好。",
        "¦¦青石桥街道办“夜间课堂”¦青石桥街道¦丁一鸣¦¦2¦7月起，…桂兰说。",
      ])
  }

  @Test(arguments: [
    "设计师许一鸣说：“一砖一瓦都要留住味道。”工程分两期，一期投入9350万元，修缮院落64处。",
    "编辑部主任认为，稿件要写到群众心里去，全年共刊发基层来稿312篇。",
    "据县督查室消息，东岭、西岭两个乡因造林任务滞后被亮红牌，限期两周整改。",
  ])
  func `a paragraph that begins like the line of an editor or a source stays a paragraph`(paragraph: String) {
    let page = """
      老街换新颜

      南关老街修缮工程近日完工，沿街店铺陆续开门迎客，居民说日子更有盼头了。

      \(paragraph)

      老字号“六必居”“三和泰”相继回归，开街首月接待游客四十二万人次。
      """
    #expect(readPage(page).articles.flatMap(\.paragraphs).contains(paragraph))
  }

  @Test func `no blank lines and no indents at all`() {
    let page = """
      区水利局
      汛前检修抢在雨前头
      入汛前，区水利局组织五支小分队，对全区43座涵闸逐一试机。
      发现的17处问题当场登记，能修的当天修好。（通讯员 江枫）
      全区中小学食堂“明厨亮灶”全覆盖
      区教育局6月底完成最后一批学校食堂改造，86所学校全部接入监管平台。
      家长打开手机就能看到后厨。（通讯员 马小童 石磊）
      """
    #expect(
      outline(readPage(page)) == [
        "¦区水利局¦汛前检修抢在雨前头¦区水利局¦江枫¦¦2¦入汛前，…天修好。",
        "¦¦全区中小学食堂“明厨亮灶”全覆盖¦区教育局¦马小童 石磊¦¦2¦区教育局…到后厨。",
      ])
  }

  @Test func `full-width indents and opening bylines after 本报讯`() {
    let page = """
      新城时讯　2022年4月12日　星期二　第3版　民生新闻
      老街换上“智慧灯”
      　　本报讯（记者 田野 通讯员 何苗）4月8日，东关社区的78盏路灯全部换成智慧灯，亮度随车流自动调节。
      　　社区书记说，一年能省电三成。
      河西菜场重新开门
      　　本报讯（记者 田野）改造了三个月的河西菜场4月9日重新开门迎客，摊位由96个增加到120个。
      　　市场还设了便民维修角。
      二百名老人免费配镜
      　　本报讯（通讯员 吴迪）区残联4月10日在梧桐公园为二百名老人免费验光配镜。
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦老街换上“智慧灯”¦东关社区¦田野 何苗¦¦2¦4月8日…电三成。",
        "¦¦河西菜场重新开门¦¦田野¦¦2¦改造了三…维修角。",
        "¦¦二百名老人免费配镜¦区残联¦吴迪¦¦1¦区残联4…光配镜。",
      ])
  }

  @Test func `column breaks in mid-sentence and mid-word are closed`() {
    let page = """
      高新区管委会建起项目“体检表”

      为让项目少走弯路，高新区管委会给在建的62个项目建立“体检表”，每月对照节点打分，得分低于七十分的由分管领导上门会

      诊，找准堵点后限时办结。

      体检表涵盖用地、用工、用能、

      融资四类指标，数据由各部门自动推送，企业不用重复填报。截至6月底，“体检”发现问题91个，办结88个，剩余3个已明确专

      人跟踪。（通讯员 沈墨）
      """
    let article = readPage(page).articles[0]
    #expect(article.paragraphs.count == 2)
    #expect(article.paragraphs[0].contains("上门会诊，找准"))
    #expect(article.paragraphs[1].contains("用能、融资四类"))
    #expect(article.paragraphs[1].hasSuffix("已明确专人跟踪。"))
    #expect(article.byline == ["沈墨"])
  }

  @Test func `a short first half of a paragraph is no title`() {
    let page = """
      　　河湾乡抓好秋种不误农时
      　　河湾乡把秋种任务分到地块，农技员包村到户。
      　　今年以来，该乡先后举办
      技术培训会十二场，发放明白纸四千份，八成农户学会了宽幅精播。
      　　截至10月8日，全乡小麦播种2.3万亩。（通讯员 宋时）
      """
    let article = readPage(page).articles[0]
    #expect(article.subheads.isEmpty)
    #expect(article.paragraphs.count == 3)
    #expect(article.paragraphs[1].hasPrefix("今年以来，该乡先后举办技术培训会"))
  }

  @Test func `what an e-paper site prints around an article is dropped`() {
    let page = """
      首页 | 版面导航 | 标题导航
      第A03版：镇街新闻
      上一版 下一版
      上一篇 下一篇
      2023年03月15日 放大 缩小 默认
      石桥街道：网格员敲开千家门
      来源：江北晚报 作者：贺兰
      　　3月以来，石桥街道120名网格员逐户走访，收集诉求347件，办结312件。
      　　走访还查出老化电线46处，全部更换。
      责编：莫凡 校对：于归
      分享到： 微信 微博 QQ空间
      打印本页 关闭窗口
      版权所有 江北晚报 未经授权不得转载
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦石桥街道：网格员敲开千家门¦石桥街道¦贺兰¦¦2¦3月以来…部更换。"
      ])
  }

  @Test func `headlines over two lines, with a subtitle, and with a line above`() {
    let page = """
      以“微网格”撬动大治理
      ——双塔街道基层治理见闻
      “楼道灯坏了，群里喊一声，当天就修好。”双塔街道锦绣社区居民尹大妈说。
      今年，双塔街道把59个网格细分为412个微网格，每个微网格配一名联络员。
      （记者 庄周 文/图）
      全县夏粮收购量价齐升
      仓满粮足农户笑
      截至7月2日，全县收购夏粮11.6万吨，均价每斤比去年高出九分钱。（记者 庄周）
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦以“微网格”撬动大治理 ——双塔街道基层治理见闻¦双塔街道¦庄周¦¦2¦“楼道灯…联络员。",
        "¦¦全县夏粮收购量价齐升 仓满粮足农户笑¦¦庄周¦¦1¦截至7月…九分钱。",
      ])
  }

  @Test func `an article that goes on from another page, and one that goes on elsewhere`() {
    let page = """
      （上接第一版）
      会议强调，要把项目建设作为头号工程，定期调度、挂图作战，确保年底前全部开工。
      区领导参加会议。（记者 晏清）
      云岭乡走出茶旅融合新路子
      清明前后，云岭乡的万亩茶园迎来采茶人，也迎来八方游客。
      乡里把茶园步道、制茶作坊、民宿串成一条线，（下转第四版）
      区图书馆延长开放时间
      5月1日起，区图书馆每天延长开放两小时。（通讯员 方舟）
      """
    #expect(
      outline(readPage(page)) == [
        "↪上接第一版¦¦¦¦晏清¦¦2¦会议强调…加会议。",
        "¦¦云岭乡走出茶旅融合新路子¦云岭乡¦¦¦2¦清明前后…一条线，",
        "¦¦区图书馆延长开放时间¦区图书馆¦方舟¦¦1¦5月1日…两小时。",
      ])
  }

  @Test func `Traditional Chinese is read alike`() {
    let page = """
      梅林鎮 河道清淤趕在雨季前

      為確保安全度汛，梅林鎮自三月起對轄區七條河道清淤，共清運淤泥一點八萬立方米。(記者 劉長風 通訊員 陳曉)

      區衛生局

      家庭醫生走進山村

      六月八日，區衛生局組織三十名家庭醫生到山村義診，服務村民四百餘人。

      （通訊員 張婉）

      （下轉第二版）
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦梅林鎮 河道清淤趕在雨季前¦梅林鎮¦劉長風 陳曉¦¦1¦為確保安…立方米。",
        "¦區衛生局¦家庭醫生走進山村¦區衛生局¦張婉¦¦1¦六月八日…百餘人。",
      ])
  }

  @Test func `a page of hard-wrapped lines is made whole`() {
    let page = """
      　　　　　　乡村道路“百日攻坚”过半

      　　自八月启动“百日攻坚”以来，望江县交通局
      组织六个标段同步施工，昼夜两班倒，晴天抢主
      体、雨天备材料，已完成路基41公里、路面28公
      里。
      　　县交通局每周调度一次，对慢于计划的标段派
      驻工作组。截至目前，六个标段全部达到计划。
      　　　　　　　　　　　　　　（记者 白杨）
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦乡村道路“百日攻坚”过半¦望江县交通局¦白杨¦¦2¦自八月启…到计划。"
      ])
    #expect(readPage(page).articles[0].paragraphs[0].hasSuffix("路面28公里。"))
  }

  @Test func `a hard wrap inside a name or a byline is closed`() {
    let page = """
      河东区打造“十五分钟”便民圈

      河东区在老城区布点三十六处便民服务站，市民步行十五分
      钟就能买菜、理发、配钥匙，还能办理社保查询等事项。王
      家巷居民说，日子越过越方便。服务站由区商务局统一挂牌
      管理，每月抽查一次，群众评分靠后的限期改进。（记者 欧
      阳春晓）
      """
    let article = readPage(page).articles[0]
    #expect(article.paragraphs.count == 1)
    #expect(article.paragraphs[0].contains("十五分钟就能买菜"))
    #expect(article.byline == ["欧阳春晓"])
  }

  @Test func `a headline with uneven clauses stands where an article must begin`() {
    let page = """
      小网格里做文章，基层治理出实招见实效
      莲池街道把每个楼栋划为一个微网格，月均解决诉求九十件。（记者 柳絮）
      谢谢你，在最热的天里守着我们
      连日高温，供电抢修队每天出动三十人次，平均二十分钟到达现场。（记者 柳絮）
      """
    #expect(readPage(page).articles.map(\.headline) == ["小网格里做文章，基层治理出实招见实效", "谢谢你，在最热的天里守着我们"])
  }

  @Test func `a text without headline keeps all its words`() {
    let one = readPage("截至8月，全镇9个项目全部开工，完成投资3.2亿元。")
    #expect(one.kind == .article)
    #expect(one.articles.count == 1)
    #expect(one.articles[0].headline == nil)
    #expect(one.articles[0].paragraphs == ["截至8月，全镇9个项目全部开工，完成投资3.2亿元。"])
    let two = readPage("镇里的项目动得快\n截至8月，全镇9个项目全部开工。")
    #expect(two.articles[0].headline == "镇里的项目动得快")
    #expect(two.articles[0].paragraphs.count == 1)
  }

  @Test func `empty and odd documents give one article`() {
    for text in ["", "\n\n\n", "　　", "（", "）", "●", "1.", "——", "【】", "。", "红色", "附件", "（记者 ）", "\u{FEFF}"] {
      let read = readPage(text)
      #expect(read.articles.count == 1, "\(text)")
    }
    #expect(readPage("红色预警3项").articles[0].paragraphs == ["红色预警3项"])
  }
}
