import Testing

@testable import Bulletins

@Suite struct BylineTests {
  static let atTheEnd: [(String, [String])] = [
    ("(记者 刘一 通讯员 禹二小)", ["刘一", "禹二小"]),
    ("（本报记者　林月　通讯员　盛夏）", ["林月", "盛夏"]),
    ("（魏知行）", ["魏知行"]),
    ("（区行政审批局供稿）", ["区行政审批局"]),
    ("（区行政审批局 供稿）", ["区行政审批局"]),
    ("（供稿：区行政审批局）", ["区行政审批局"]),
    ("（供稿单位：河东街道办事处）", ["河东街道办事处"]),
    ("(通讯员 王 宁 张笑颖)", ["王宁", "张笑颖"]),
    ("（通讯员　王　宁）", ["王宁"]),
    ("（记者李立春蔡肇明）", ["李立春", "蔡肇明"]),
    ("（记者 张三、李四 通讯员 欧阳明月）", ["张三", "李四", "欧阳明月"]),
    ("（本报记者 赵六 文/图）", ["赵六"]),
    ("（赵六/文 钱七/图）", ["赵六", "钱七"]),
    ("（文/赵六 图/钱七）", ["赵六", "钱七"]),
    ("（记者 赵六 摄影报道）", ["赵六"]),
    ("（融媒体记者 赵六 实习生 钱七）", ["赵六", "钱七"]),
    ("（通讯员 阿依古丽·买买提 马小军）", ["阿依古丽·买买提", "马小军"]),
    ("（记者 买买提江）", ["买买提江"]),
    ("（街道党工委 周舟）", ["周舟"]),
    ("（区委宣传部 周舟 吴桐）", ["周舟", "吴桐"]),
    ("【记者 赵六】", ["赵六"]),
    ("　　本报记者 赵六", ["赵六"]),
    ("记者：赵六 通讯员：钱七", ["赵六", "钱七"]),
    ("（记者 赵六）。", ["赵六"]),
    ("（记者 赵六）（完）", ["赵六"]),
    ("（记者 赵六）（下转第三版）", ["赵六"]),
    ("（作者：赵六）", ["赵六"]),
    ("(記者 劉長風)", ["劉長風"]),
    ("（供稿人：赵六 审核人：钱七）", ["赵六"]),
    ("（编辑 卓然）", []),
    ("（责任编辑：卓然 校对：于归）", []),
    ("（完）", []),
    ("（张三 摄）", []),
    ("（共34户）", []),
    ("（试行）", []),
    ("（下同）", []),
    ("（详见第4版）", []),
  ]

  @Test(arguments: atTheEnd) func `names at the end of a text`(sample: (String, [String])) {
    let read = readPage("河西街道清理飞线\n7月1日，河西街道清理飞线41处，拆除隐患9个。" + sample.0)
    #expect(read.articles.map(\.byline) == [sample.1])
    #expect(read.articles.count == 1)
  }

  static let onALine: [(String, [String])] = [
    ("（通讯员 马彦）", ["马彦"]), ("通讯员 马彦", ["马彦"]), ("□本报记者 马彦", ["马彦"]),
    ("■ 记者 马彦 通讯员 于归", ["马彦", "于归"]),
    ("本报记者 马彦 文/图", ["马彦"]), ("马彦 于小归", ["马彦", "于小归"]), ("作者：马彦", ["马彦"]),
    ("来源：江北晚报  作者：马彦  编辑：于归  发布时间：2023-05-01", ["马彦"]),
    ("文/马彦", ["马彦"]), ("文/图 马彦", ["马彦"]), ("（马彦）", ["马彦"]), ("供稿：区水利局", ["区水利局"]),
    ("（区水利局）", ["区水利局"]),
    ("马　彦", ["马彦"]), ("新平社记者马彦", ["马彦"]), ("本报驻京记者马彦、于归", ["马彦", "于归"]),
  ]

  @Test(arguments: onALine) func `names on a line of their own, above or below the text`(
    sample: (String, [String])
  ) {
    let above = readPage("河西街道清理飞线见成效\n" + sample.0 + "\n7月1日，河西街道清理飞线41处，拆除隐患9个。")
    #expect(above.articles.map(\.byline) == [sample.1])
    #expect(above.articles.first?.headline == "河西街道清理飞线见成效")
    #expect(above.articles.first?.paragraphs.count == 1)
    let below = readPage("河西街道清理飞线见成效\n7月1日，河西街道清理飞线41处，拆除隐患9个。\n" + sample.0)
    #expect(below.articles.map(\.byline) == [sample.1])
    #expect(below.articles.first?.paragraphs.count == 1)
  }

  static let opening: [(String, [String])] = [
    ("本报讯(记者 马彦)", ["马彦"]), ("本报讯（记者　马彦　通讯员　于归）", ["马彦", "于归"]), ("本报讯 记者马彦、通讯员于归报道：", ["马彦", "于归"]),
    ("（记者 马彦）", ["马彦"]), ("新河市讯（通讯员 马彦）", ["马彦"]), ("某通社新河3月30日电(记者马彦)", ["马彦"]), ("【本报讯】（记者 马彦）", ["马彦"]),
    ("新河在线消息(记者马彦)", ["马彦"]),
  ]

  @Test(arguments: opening) func `names before the text are no part of it`(sample: (String, [String])) {
    let read = readPage("飞线清理见成效\n" + sample.0 + "7月1日，河西街道清理飞线41处，拆除隐患9个。")
    #expect(read.articles.map(\.byline) == [sample.1])
    #expect(read.articles.first?.paragraphs == ["7月1日，河西街道清理飞线41处，拆除隐患9个。"])
  }

  @Test(arguments: [
    "记者从区水利局获悉，汛前检修已经完成。", "通讯员培训班开班，120人参加。", "文明创建进行时，全城动员。",
    "作者站在群众立场上写作。", "图为活动现场。",
  ]) func `a sentence that begins like a byline is a text`(text: String) {
    let read = readPage("河西街道开展活动\n" + text)
    #expect(read.articles.first?.byline == [])
    #expect(read.articles.first?.paragraphs == [text])
  }
}
