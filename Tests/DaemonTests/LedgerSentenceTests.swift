import Bulletins
import Store
import Testing

@testable import Daemon

/// Sentences about items that a ledger knows.
@Suite struct LedgerSentenceTests {
  private static let ledger =
    "工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n渡口改建,港航科,80%,2026-12-31,无,蓝\n"

  private func entries(after texts: [(name: String, text: String)]) async throws -> [LedgerEntry] {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("台账_20260904.csv", Self.ledger)
    await spool.drain(intake)
    for (name, text) in texts {
      try spool.drop(name, text)
      await spool.drain(intake)
    }
    await intake.close()
    return try spool.store.read { try $0.ledger() }
  }

  private static let red = ("简报_20260908.txt", "港航科工作简报\n\n港航科渡口改建因征地受阻，进度严重滞后，被亮红灯。\n")

  @Test func `an item that a sentence names with its office is the office's item`() async throws {
    let found = try await entries(after: [Self.red])
    #expect(found.map(\.name) == ["渡口改建"])
    #expect(found.first?.state.isRed == true)
  }

  @Test(arguments: [
    ("港航科渡口改建已完成整改，红灯已解除。", StatusColor?.none), ("渡口改建红灯已解除。", nil),
    ("水务科渡口改建红灯已解除。", .red), ("港航科渡口改建红灯未解除。", .red),
  ])
  func `a red is lifted by the sentence that says so of this item, and by none else`(
    sentence: String, color: StatusColor?
  ) async throws {
    let found = try await entries(after: [Self.red, ("简报_20260912.txt", "工作简报\n\n\(sentence)\n")])
    let item = try #require(found.first { $0.name == "渡口改建" && $0.unit == "港航科" })
    #expect(item.state.color == color)
  }
}
