import Testing

@testable import Bulletins

@Suite struct FigureTests {
  private func figures(_ text: String) -> [Figure] {
    FigureReader().figures(in: Article(paragraphs: [text]))
  }

  /// What a clerk would write down: the words, ~ for an approximation.
  private func notes(_ text: String) -> [String] {
    figures(text).map { ($0.approximate ? "~" : "") + $0.text }
  }

  @Test(arguments: [
    ("本周清运渣土1300余车，封堵排口17处。", ["~1300余车", "17处"]),
    ("全镇栽植苗木近2.6万株，投入资金约480万元。", ["~近2.6万株", "~约480万元"]),
    ("节约办公经费36万元。", ["36万元"]),
    ("预约挂号达900人次，附近3个站点同步开放。", ["900人次", "3个"]),
    ("共排查出租房三百多户，发放告知书百余份。", ["~三百多户", "~百余份"]),
    ("参会群众超过400人，平均年龄五十岁左右。", ["~超过400人"]),
    ("日处理污水1.5万吨以上，出水达标率99.6%。", ["~1.5万吨以上", "99.6%"]),
    ("上百名干部下沉，上千户居民受益。", ["~上百名", "~上千户"]),
    ("完成率八成五，比上月提高6.3个百分点。", ["八成五", "6.3个百分点"]),
    ("三分之二的楼栋已完工，一半的管网已更换。", ["三分之二", "一半"]),
    ("改造后可容纳车辆300至500辆，工期缩短3-5天。", ["300至500辆", "3-5天"]),
    ("均价每吨2800元/吨，噪声降至55分贝。", ["2800元/吨", "55分贝"]),
    ("视频播放量突破3亿，近900万网友留言。", ["~突破3亿", "~近900万"]),
    ("两家企业签约，四个村庄通上天然气。", ["两家", "四个"]),
    ("会场设在３号楼，共有１２个代表团、３２０名代表。", ["１２个", "３２０名"]),
    ("共 35 项任务，完成 30 项。", ["35 项", "30 项"]),
    ("提前41天开工，审批时限压缩至2个工作日。", ["41天", "2个工作日"]),
    ("街道红牌2项，滞后3项，落后5%；另有前三名受表扬。", ["2项", "3项", "5%"]), ("总数的十分之一，水质十分清澈。", ["十分之一"]),
    ("参保人数135436万人，总户数300户，几2家。", ["135436万人", "300户", "2家"]), ("航班由550班减少到61班。", ["550班", "61班"]),
    ("累计采样200份，目前5家已复工，随后3家复工。", ["200份", "5家", "3家"]),
  ])
  func `numbers that count or measure are figures`(_ text: String, _ expected: [String]) {
    #expect(notes(text) == expected)
  }

  @Test(arguments: [
    "依据禾政办〔2023〕17号和禾建〔2022〕9号文件。", "2024年3月18日上午9时30分，至4月2日止。", "1—5月、三季度、“十四五”期间。",
    "咨询电话0571-86620011，或拨打12345。", "推行“1+3+N”模式，“2+26”城市协同。", "坚持一事一议、一院一景，严格落实“三查”。",
    "第3期、第十二批、第二名，排名前三位。", "梧桐里小区06幢2单元301室。", "24小时专人在岗，48小时内反馈。", "二〇二一年六月。",
    "三台县、三元区、五台山、九寨沟、八里桥。", "做到“三个到位”，强化四个意识，从9个方面发力。", "PM2.5、G20、5G基站、T3航站楼。",
    "一个老社区迎来一次蝶变。", "千家万户受益，百姓满意，万人空巷。", "比分为3:1，执行时间22:00。", "人均年龄38岁，八十年代建成。", "一位80多岁的老人，时隔两个多月返乡，坚守10多年。",
    "党的十九届六中全会、十三届全国人大三次会议。", "深化“放管服”，一是抓排查，二是抓整改。",
  ])
  func `dates, numbers of documents, orders and set phrases are none`(_ text: String) {
    #expect(notes(text) == [])
  }

  @Test func `scales, ranges and shares are resolved`() throws {
    let read = figures("投入12781万元，每户补助3至5万元，占九成半。")
    #expect(read.map(\.value) == [127_810_000, 30_000, 95])
    #expect(read.map(\.high) == [nil, 50_000, nil])
    #expect(read.map(\.unit) == ["元", "元", "%"])
  }

  @Test(arguments: [
    ("今年以来，街道共清除野广告1300余张。", "清除野广告"), ("涉及200余家单位。", "单位"),
    ("分别走进34个无主管、无物业小区。", "无主管、无物业小区"),
    ("实际采购金额达到127万元。", "实际采购金额"), ("有效专利注册量1809件。", "有效专利注册量"),
    ("3家搅拌站因料棚未封闭被通报。", "搅拌站"), ("对辖区11公里河道开展巡护。", "河道"),
    ("环保不良企业(红牌)26家。", "环保不良企业"),
  ])
  func `the words around a figure name what it counts`(_ text: String, _ what: String) {
    #expect(figures(text).map(\.what) == [what])
  }

  @Test func `a share that follows a count is of the same thing`() {
    #expect(figures("其中蓝色31项，占77.5%；黄色9项，占22.5%。").compactMap(\.what) == ["蓝色", "蓝色占比", "黄色", "黄色占比"])
  }

  @Test func `a figure said twice is listed once`() {
    #expect(notes("拆除违建21处。共拆除违建21处。") == ["21处"])
  }

  @Test func `long runs of digits and numerals are read in linear time`() {
    let digits = String(repeating: "1", count: 200_000)
    let numerals = String(repeating: "百", count: 200_000) + "余" + String(repeating: "二", count: 200_000)
    #expect(notes(digits + "项。" + numerals).isEmpty)
  }
}
