import CLinux
import Foundation
import Glibc
import Handlers
import Store
import Synchronization
import Testing

@testable import Daemon

/// Groups that are read while others are accepted.
@Suite struct PipelineTests {
  private func staged(_ spool: TemporarySpool) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: spool.configuration.folders.archive + "/.staging"))
      ?? []
  }

  private func fill(_ spool: TemporarySpool, _ numbers: ClosedRange<Int>) throws {
    for number in numbers { try spool.drop("\(number + 100).txt", "第\(number)份内容。\n") }
  }

  /// One group is accepted, the next is read.
  private func oneGroup(_ intake: Intake, _ spool: TemporarySpool) async {
    _ = await intake.drain()
    spool.advance(5)
    _ = await intake.step()
  }

  @Test func `a flood is taken in many groups, each file once and in the order of arrival`() async throws {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 3
    let intake = try spool.intake()
    try await intake.open()
    try fill(spool, 1...20)
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.displayName) == (101...120).map { "\($0).txt" })
    #expect(try spool.receipts().allSatisfy { $0.verdict == .accepted })
    #expect(spool.files("archive").count == 20)
    #expect(staged(spool).isEmpty)
  }

  @Test func `the same content in the group before and the group after is an alias, and its copy is gone`()
    async throws
  {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 2
    let intake = try spool.intake()
    try await intake.open()
    for name in ["1", "2", "3", "4"] { try spool.drop("\(name).txt", "同样的内容。") }
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.verdict) == [.accepted, .alias, .alias, .alias])
    #expect(spool.files("archive").count == 1)
    #expect(staged(spool).isEmpty)
  }

  @Test func `a group that cannot be accepted leaves no copies, nor does the one that was read meanwhile`()
    async throws
  {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 2
    let intake = try spool.intake()
    try await intake.open()
    try fill(spool, 1...6)
    try DatabaseByHand.execute(
      "CREATE TRIGGER bar BEFORE INSERT ON bulletins BEGIN SELECT raise(ABORT, 'no'); END", spool)
    await spool.drain(intake)
    #expect(staged(spool).isEmpty)
    #expect(spool.files("inbox").count == 6)
    try DatabaseByHand.execute("DROP TRIGGER bar", spool)
    spool.advance(3_600)
    await spool.drain(intake)
    #expect(try spool.receipts().count == 6)
    #expect(spool.files("inbox").isEmpty)
  }

  @Test func `a configuration that changes in a flood counts from the next file on and loses none`()
    async throws
  {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 2
    let intake = try spool.intake()
    try await intake.open()
    try fill(spool, 1...9)
    await oneGroup(intake, spool)
    #expect(try spool.receipts().count == 2)
    #expect(staged(spool).count == 2)
    var new = spool.configuration
    new.limits.bulletin = 10
    await intake.reconfigure(new)
    #expect(staged(spool).isEmpty)
    await spool.drain(intake)
    let codes = try spool.receipts().map(\.reasonCode)
    #expect(codes == [nil, nil] + Array(repeating: "too-big", count: 7))
    #expect(spool.files("inbox").isEmpty)
  }

  @Test func `a configuration that changes while the next group is being read counts for that group`()
    async throws
  {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 2
    let intake = try spool.intake()
    try await intake.open()
    try fill(spool, 1...2)
    // Long enough to be read still when the two before it are in.
    try spool.drop("103.txt", String(repeating: "城关镇因进度滞后被亮红牌。", count: 6_000))
    try fill(spool, 4...4)
    _ = await intake.drain()
    spool.advance(5)
    var new = spool.configuration
    new.limits.bulletin = 10
    async let group = intake.step()
    let reached = Clock.system.monotonic() + 60
    while try spool.receipts().count < 2, Clock.system.monotonic() < reached { await Task.yield() }
    await intake.reconfigure(new)
    _ = await group
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.reasonCode) == [nil, nil, "too-big", "too-big"])
    #expect(staged(spool).isEmpty)
  }

  @Test func `an end in a flood leaves the rest in the inbox and no copies`() async throws {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 2
    let intake = try spool.intake()
    try await intake.open()
    try fill(spool, 1...9)
    await oneGroup(intake, spool)
    await intake.close()
    #expect(staged(spool).isEmpty)
    #expect(spool.files("inbox").count == 7)
  }

  @Test func `in a flood a red bulletin is accepted before what came earlier`() async throws {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 10
    let intake = try spool.intake()
    try await intake.open()
    try fill(spool, 1...100)
    try spool.drop("红.txt", "督查通报\n截至目前，红牌3项。\n")
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.displayName) == ["红.txt"] + (101...200).map { "\($0).txt" })
  }

  @Test func `red bulletins that come in a flood are accepted next, as they came, and nothing else is lost`()
    async throws
  {
    let spool = try TemporarySpool()
    spool.configuration.limits.group = 10
    let doorbell = Doorbell()
    let intake = try spool.intake(doorbell: doorbell)
    try await intake.open()
    try fill(spool, 1...40)
    await oneGroup(intake, spool)
    let reds = (1...9).map { "红\($0).txt" }
    for name in reds + ["蓝.txt"] {
      try spool.drop(
        ".\(name)", name.hasPrefix("红") ? "截至目前，红牌\(name.dropFirst().first ?? "1")项。\n" : "一切正常。\n")
      try FileManager.default.moveItem(atPath: spool.path(".\(name)"), toPath: spool.path(name))
      doorbell.ring { $0.whole.insert(FileName(name)) }
    }
    await spool.drain(intake)
    let order = try spool.receipts().map(\.displayName)
    // One group was accepted, and one was read, before they came.
    #expect(Array(order[20..<29]) == reds)
    #expect(order.last == "蓝.txt")
    #expect(order.count == 50)
  }
}
