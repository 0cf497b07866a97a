import Testing

@testable import Bulletins

/// Briefs, lists and columns.
@Suite struct PageBriefTests {
  @Test func `bulleted briefs under a column end with the column`() {
    let page = """
      基层短波

      ●6月3日，双桥镇开展河岸清洁，清运垃圾12车。（通讯员 尚文）

      ●日前，区民政局为百岁老人送去慰问金。（通讯员 柯然）

      ●截至5月底，我区新增个体户1830户。（通讯员 向阳）

      区文旅局“非遗”进校园

      6月5日，区文旅局组织剪纸、泥塑传承人走进五所小学，现场授课20节。（记者 明月）
      """
    #expect(
      outline(readPage(page)) == [
        "基层短波¦¦¦双桥镇¦尚文¦¦1¦6月3日…12车。", "基层短波¦¦¦区民政局¦柯然¦¦1¦日前，区…慰问金。",
        "基层短波¦¦¦¦向阳¦¦1¦截至5月…30户。",
        "¦¦区文旅局“非遗”进校园¦区文旅局¦明月¦¦1¦6月5日…20节。",
      ])
  }

  @Test func `briefs at the head of a page need no column`() {
    let page = """
      ▲3月2日，县气象局检查防雷设施9处。（姜海）
      ▲3月3日，县残联发放轮椅40辆。（阿依古丽）
      ▲3月4日，县医院到高坪村义诊。（钟 丽）
      """
    #expect(
      outline(readPage(page)) == [
        "¦¦¦县气象局¦姜海¦¦1¦3月2日…施9处。", "¦¦¦县残联¦阿依古丽¦¦1¦3月3日…40辆。",
        "¦¦¦县医院¦钟丽¦¦1¦3月4日…村义诊。",
      ])
  }

  @Test func `marked lines after a colon are items of one article`() {
    let page = """
      关于做好节前检查的提醒

      节日将至，请各单位重点检查以下事项：

      ● 消防通道是否畅通；

      ● 值班电话是否有人接听；

      ● 应急物资是否在位。

      检查结果于9月28日前报街道应急办。
      """
    let read = readPage(page)
    #expect(read.articles.count == 1)
    #expect(read.articles[0].paragraphs.count == 5)
    #expect(read.articles[0].headline == "关于做好节前检查的提醒")
  }

  @Test func `numbered headlines of an in-house bulletin`() {
    let page = """
      每日要情
      2023年第88期（总第512期）
      沧源区委办公室信息科编　　2023年7月4日

      【部门动态】
      1.区应急局开展加油站专项检查
      7月3日，区应急局抽查加油站14座，发现隐患9条，当场整改6条。
      2.区园林处补植行道树
      区园林处在滨河路补植行道树260株。
      【镇街动态】
      3.新安街道举办邻里节
      7月2日，新安街道举办邻里节，800余人参加。

      报：区四大班子领导
      送：各镇街、各部门
      """
    #expect(
      outline(readPage(page)) == [
        "部门动态¦¦1.区应急局开展加油站专项检查¦区应急局¦¦¦1¦7月3日…改6条。",
        "部门动态¦¦2.区园林处补植行道树¦区园林处¦¦¦1¦区园林处…60株。",
        "镇街动态¦¦3.新安街道举办邻里节¦新安街道¦¦¦1¦7月2日…人参加。",
      ])
  }

  @Test func `circled numbers: items inside a sentence list, briefs below a column`() {
    let page = """
      镇街快讯
      ①清泉镇改造户厕320座，全部通过验收。
      ②东湖街道更换垃圾桶1100只。
      ③马岭乡建成冷库两座。
      """
    #expect(readPage(page).articles.map(\.unit) == ["清泉镇", "东湖街道", "马岭乡"])
    let list = """
      区城管局列出五件急事
      区城管局近日列出急需办理的事项如下：
      ①老城区路灯更换；
      ②菜场周边停车；
      ③公厕夜间开放。
      以上事项由专人盯办。
      """
    #expect(readPage(list).articles.count == 1)
    #expect(readPage(list).articles[0].paragraphs.count == 5)
  }

  @Test func `a marked headline with its text below`() {
    let page = """
      一周工作动态
      ◆区司法局“流动调解室”开进集市
      上周，区司法局把调解室开进三个集市，化解纠纷11起。
      ◆区档案馆征集老照片
      区档案馆面向全区征集改革开放以来的老照片，已收到190张。
      """
    #expect(
      outline(readPage(page)) == [
        "一周工作动态¦¦区司法局“流动调解室”开进集市¦区司法局¦¦¦1¦上周，区…11起。",
        "一周工作动态¦¦区档案馆征集老照片¦区档案馆¦¦¦1¦区档案馆…90张。",
      ])
  }

  @Test func `又讯 after a signed text is an article of its own`() {
    let page = """
      本报讯 10月9日，区里召开治霾会，通报三家搅拌站。（记者 苗青）
      又讯 10月10日起，交警开展柴油车路检，首日检查87辆。
      """
    #expect(outline(readPage(page)) == ["¦¦¦¦苗青¦¦1¦10月9…搅拌站。", "¦¦¦¦¦¦1¦10月1…87辆。"])
  }

  @Test func `一是 and numbered paragraphs stay in their article`() {
    let page = """
      长乐街道三招破解停车难
      长乐街道从三方面入手破解停车难。
      1.挖潜增位。利用边角地新增车位312个，错时开放单位车位96个，居民晚归不再转圈。
      2.规范秩序。施划标线4公里，清理僵尸车27辆，物业每天早晚巡查。
      3.长效管理。成立停车自治小组9个，收支按月公开。（通讯员 路遥）
      """
    #expect(outline(readPage(page)) == ["¦¦长乐街道三招破解停车难¦长乐街道¦路遥¦¦4¦长乐街道…月公开。"])
  }
}
