import Bulletins
import Handlers
import Store
import Testing

@testable import Daemon

/// Six weeks of one office's ledger.
enum SixWeeks {
  static let days = ["20260803", "20260810", "20260817", "20260824", "20260831", "20260907"]

  /// The rows of each week: item, progress, deadline, problem, colour.
  private static let rows: [[String]] = [
    ["口袋公园,60%,2026-12-31,无,蓝", "绿道,40%,2026-12-31,苗木未到,红", "管网,50%,2026-12-31,无,黄"],
    [
      "口袋公园,52%,2026-12-31,无,黄", "绿道,42%,2026-12-31,苗木未到,红", "管网,52%,2026-12-31,无,黄",
      "驿站,62%,2026-12-31,无,蓝",
    ],
    [
      "口袋公园,53%,2026-12-31,停工,红", "绿道,43%,2026-12-31,苗木未到,红", "管网,64%,2026-12-31,无,蓝",
      "驿站,已办结,2026-12-31,无,蓝",
    ],
    ["口袋公园,54%,2026-12-31,停工,红", "管网,70%,2026-11-30,无,蓝"],
    ["口袋公园,68%,2026-12-31,无,蓝", "管网,40%,2026-11-30,无,蓝"],
    ["口袋公园,69%,2026-12-31,再次停工,红", "绿道,100%,2026-12-31,无,蓝", "管网,75%,2026-11-30,无,蓝"],
  ]

  static func name(_ week: Int) -> String { "重点工作台账_\(days[week - 1]).csv" }

  static func text(_ week: Int) -> String {
    let lines = rows[week - 1].map { row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      return "\(cells[0]),城建办,\(cells[1...].joined(separator: ","))"
    }
    return "工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n" + lines.joined(separator: "\n") + "\n"
  }

  /// Drops the weeks in this order and gives what each had announced, as "priority kind item from>to".
  static func told(_ spool: TemporarySpool, _ order: [Int]) async throws -> [[String]] {
    let intake = try spool.intake()
    try await intake.open()
    var told: [[String]] = []
    for week in order {
      try spool.drop(name(week), text(week))
      await spool.drain(intake)
      let id = try spool.store.read { try $0.newestReceipt() }
      let entries = try spool.store.read { try $0.announcements(of: id) }
      told.append(
        entries.filter {
          [.transition, .escalation, .statusRed, .statusYellow].contains($0.announcement.event)
        }
        .map(line).sorted())
    }
    await intake.close()
    return told
  }

  private static func line(_ entry: OutboxEntry) -> String {
    let announcement = entry.announcement
    let kind =
      announcement.value(of: .transition) ?? announcement.value(of: .escalation)
      ?? announcement.event.rawValue
    let way =
      announcement.value(of: .from).map { from in " \(from)>\(announcement.value(of: .to) ?? "")" } ?? ""
    return "\(announcement.priority.rawValue) \(kind) \(announcement.value(of: .statusItem) ?? "")\(way)"
  }

  /// How every item stands, by name.
  static func states(_ store: Store) throws -> [String: ItemState] {
    let entries = try store.read { try $0.ledger() }
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.state) })
  }
}

@Suite struct LedgerSequenceTests {
  private static let inOrder: [[String]] = [
    [
      "1 new_red 绿道 none>red", "4 status-yellow 管网", "5 new_item 口袋公园 none>blue",
      "5 new_item 管网 none>yellow",
    ],
    ["4 red-notice 管网", "4 worsened 口袋公园 blue>yellow", "5 new_item 驿站 none>blue"],
    [
      "1 new_red 口袋公园 yellow>red", "4 talk 绿道", "5 closed 驿站 blue>closed", "5 improved 管网 yellow>blue",
    ],
    ["1 vanished 绿道 red>vanished", "5 due_changed 管网 2026-12-31>2026-11-30"],
    ["1 contradiction 管网 blue>red", "5 lifted 口袋公园 red>blue"],
    ["1 repeat_red 口袋公园 blue>red", "5 closed 绿道 red>closed", "5 lifted 管网 red>blue"],
  ]

  @Test func `six weeks are told exactly`() async throws {
    let spool = try TemporarySpool()
    #expect(try await SixWeeks.told(spool, [1, 2, 3, 4, 5, 6]) == LedgerSequenceTests.inOrder)
  }

  @Test func `weeks that come twice are told once`() async throws {
    let spool = try TemporarySpool()
    let told = try await SixWeeks.told(spool, [1, 1, 2, 3, 2, 1, 3, 4, 5, 6, 6, 4])
    #expect(told.filter { !$0.isEmpty } == LedgerSequenceTests.inOrder)
  }

  @Test
  func `an older week completes the history and announces nothing but the talk that the whole run asks for`()
    async throws
  {
    let spool = try TemporarySpool()
    let told = try await SixWeeks.told(spool, [3, 1, 2, 6, 5, 4])
    #expect(
      told == [
        [
          "1 new_red 口袋公园 none>red", "1 new_red 绿道 none>red", "5 new_item 管网 none>blue",
          "5 new_item 驿站 none>closed",
        ],
        [], ["4 talk 绿道"],
        ["5 closed 绿道 red>closed", "5 due_changed 管网 2026-12-31>2026-11-30"],
        [], [],
      ])
  }

  @Test(arguments: [
    [3, 1, 2, 6, 5, 4], [6, 5, 4, 3, 2, 1], [2, 4, 6, 1, 3, 5], [1, 1, 2, 3, 3, 4, 5, 6, 2],
  ])
  func `the ledger is the same whatever the order`(order: [Int]) async throws {
    let (one, other) = (try TemporarySpool(), try TemporarySpool())
    _ = try await SixWeeks.told(one, [1, 2, 3, 4, 5, 6])
    _ = try await SixWeeks.told(other, order)
    let (expected, found) = (try SixWeeks.states(one.store), try SixWeeks.states(other.store))
    #expect(Set(found.keys) == Set(expected.keys))
    for (name, state) in expected { #expect(found[name] == state, "\(name)") }
  }

  @Test func `a rebuild makes the same ledger and announces nothing`() async throws {
    let spool = try TemporarySpool()
    _ = try await SixWeeks.told(spool, [3, 1, 2, 6, 5, 4])
    let path = spool.configuration.folders.database
    let before = try DatabaseDump.of(path)
    #expect(before["ledger_observations"]?.count ?? 0 > 15)
    _ = try Rebuild(configuration: spool.configuration, clock: spool.clock, marksCrashes: false).run()
    let after = try DatabaseDump.of(path)
    for table in before.keys.sorted() { #expect(after[table] == before[table], "\(table)") }
  }

  @Test
  func `a sentence about a known item is told by the ledger, about an unknown one by the alert handler`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop(
      "台账_20260803.csv", "工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n滨江口袋公园建设,城建办,60%,2026-12-31,无,蓝\n")
    await spool.drain(intake)
    try spool.drop(
      "通报_20260901.txt", "督查通报\n\n本周督查，“滨江口袋公园建设”被亮红牌。\n\n“西关菜市场迁建”被亮红牌。\n")
    await spool.drain(intake)
    let entries = try spool.store.read { try $0.announcements(of: 2) }.filter {
      $0.announcement.priority == .alert
    }
    #expect(
      Set(entries.map { "\($0.announcement.event) \($0.announcement.value(of: .statusItem) ?? "")" })
        == ["transition 滨江口袋公园建设", "statusRed 西关菜市场迁建"])
    // Still red, of both: nothing is said again.
    try spool.drop("通报_20260908.txt", "督查通报\n\n本周督查，“滨江口袋公园建设”“西关菜市场迁建”仍被亮红牌。\n")
    await spool.drain(intake)
    let again = try spool.store.read { try $0.announcements(of: 3) }
    #expect(again.filter { $0.announcement.priority == .alert }.map(\.announcement.message) == [])
  }
}
