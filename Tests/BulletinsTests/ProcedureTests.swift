import Testing

@testable import Bulletins

@Suite struct ProcedureTests {
  static let five = Procedure(
    name: "一征三议两公开",
    stages: [
      .init("征求意见", words: ["意见征集"]), .init("提议"), .init("商议"), .init("决议"), .init("决议公开"), .init("结果公开"),
    ])
  static let one = Procedure(
    name: "1+1+1", stages: [.init("议事准则"), .init("议事场所"), .init("居民公约")], items: ["小区"])

  private func reports(_ text: String) -> [String] {
    let bulletin = BulletinReader().read(
      Document(
        blocks: text.split(separator: "\n", omittingEmptySubsequences: false).map { .line(.init(String($0))) }
      ),
      fileName: "a.txt", today: Day(iso: "2026-09-30") ?? .epoch)
    return StageReader([Self.five, Self.one]).reports(in: bulletin).map {
      "\($0.item): \($0.stages.joined(separator: "、"))"
    }
  }

  @Test(arguments: [
    ("鸿泰花园老旧小区改造项目已完成征求意见。", ["鸿泰花园老旧小区改造项目: 征求意见"]),
    ("目前，鸿泰花园老旧小区改造项目已完成意见征集、提议，正在组织商议。", ["鸿泰花园老旧小区改造项目: 征求意见、提议、商议"]),
    ("鸿泰花园老旧小区改造项目已进入决议公开阶段。", ["鸿泰花园老旧小区改造项目: 决议公开"]),
    ("鸿泰花园老旧小区改造项目进展顺利。目前已完成征求意见。", ["鸿泰花园老旧小区改造项目: 征求意见"]),
    ("鸿泰花园老旧小区改造项目尚未完成征求意见。", []),
    ("鸿泰花园老旧小区改造项目征求意见工作未完成。", []),
    ("下一步，鸿泰花园老旧小区改造项目将开展征求意见。", []),
    ("鸿泰花园老旧小区改造项目已完成征求意见，下一步将组织提议。", ["鸿泰花园老旧小区改造项目: 征求意见"]),
    ("各单位要认真开展征求意见工作。", []),
    ("运用“一征三议两公开”工作法，定期收集群众需求。", []),
  ])
  func `a sentence reports a stage of the item that it names, if it is done or under way`(
    sentence: String, expected: [String]
  ) {
    #expect(reports("城建办工作动态\n\n\(sentence)\n") == expected)
  }

  @Test func `a row reports the stages of its progress`() {
    let rows =
      "工作事项,责任单位,年度目标,目前进展,完成时限\n鼓楼里改造,城建办,完成结果公开,已征求意见，正在商议,2026-12-31\n西关改造,城建办,完成商议,尚未提议,2026-12-31\n"
      .split(separator: "\n").map { Document.Block.line(.init(String($0).replacing("见，正", with: "见；正"))) }
    let bulletin = BulletinReader().read(
      Document(blocks: rows), fileName: "台账.csv", today: Day(iso: "2026-09-30") ?? .epoch)
    #expect(bulletin.items.count == 2)
    let reports = StageReader([Self.five]).reports(in: bulletin)
    #expect(
      reports.map { "\($0.item) \($0.unit ?? ""): \($0.stages.joined(separator: "、"))" } == [
        "鼓楼里改造 城建办: 征求意见、商议"
      ])
  }

  @Test func `the mechanism of the seed's page is described and moves nothing`() {
    #expect(reports("济源路街道打造特色街\n\n工作中，该办事处认真实施“一征三议两公开”工作法，在老旧小区综合改造过程中，由楼院居民小组会议集体决议，充分聆听居民的心声。\n") == [])
  }

  @Test func `an item moves in order, and what is left out, repeated or made up for is said`() {
    var state = ProcedureState(Self.five)
    let day = Day(iso: "2026-09-07") ?? .epoch
    func told(_ stages: [String]) -> String {
      guard let change = state.observe(stages, on: day) else { return "-" }
      return
        "\(change.kind.rawValue) \(change.from ?? "-")>\(change.to) \(change.skipped.joined(separator: ","))"
    }
    #expect(told(["征求意见"]) == "moved ->征求意见 ")
    #expect(told(["征求意见"]) == "-")
    #expect(told(["决议"]) == "skipped 征求意见>决议 提议,商议")
    #expect(told(["征求意见", "提议", "决议"]) == "made-up 决议>提议 商议")
    #expect(told(["商议"]) == "made-up 决议>商议 ")
    #expect(told(["征求意见"]) == "repeated 决议>征求意见 ")
    #expect(told(["提议"]) == "moved 征求意见>提议 ")
    #expect(told(["别的"]) == "-")
    #expect(state.stage == "提议" && state.since == day)
  }

  @Test func `a procedure takes only items with its words`() {
    #expect(reports("城建办工作动态\n\n阳光小区改造项目已建立议事准则，并建成议事场所。\n") == ["阳光小区改造项目: 议事准则、议事场所"])
    #expect(reports("某社区动态\n\n西关道路改造项目已建立议事准则。\n") == [])
  }
}
