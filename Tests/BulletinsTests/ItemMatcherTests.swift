import Testing

@testable import Bulletins

@Suite struct ItemMatcherTests {
  private static let known: [(Int64, String, String)] = [
    (1, "城建办", "鼓楼里老旧小区改造"), (2, "城建办", "城南大道提升改造工程"), (3, "应急办", "消防通道划线"),
    (4, "城建办", "雨污分流一期"), (5, "", "古树名木挂牌"), (6, "平安办", "安全生产检查"), (7, "市监所", "安全生产检查"),
  ]

  private func match(_ name: String, _ unit: String?, taken: [String] = []) -> ItemMatcher.Match {
    let matcher = ItemMatcher(
      ItemMatcherTests.known.map {
        ItemMatcher.Known(id: $0.0, unit: ItemName.unitKey($0.1), name: ItemName($0.2))
      },
      taken: Set(taken.map { ItemName($0) }))
    return matcher.match(ItemName(name), unit: ItemName.unitKey(unit))
  }

  @Test(
    arguments: [
      ("鼓楼里老旧小区改造", "城建办", .same(1)),
      ("鼓楼里 老旧小区改造项目", "城建办", .same(1)),
      ("城南大道提升改造", "城建办", .same(2)),
      ("消防通道划线", "济源路街道应急办", .same(3)),
      ("消防通道划线", nil, .same(3)),
      ("古树名木挂牌", "园林所", .same(5)),
      ("安全生产检查", "平安办", .same(6)),
      // Two offices have a task of this name: without an office it is neither.
      ("安全生产检查", nil, .none),
      ("安全生产检查", "教育办", .none),
      ("老旧小区改造", "城建办", .guess(1)),
      ("加快推进鼓楼里老旧小区改造提升", "城建办", .guess(1)),
      ("城北大道提升改造工程", "城建办", .none),
      ("雨污分流二期", "城建办", .none),
      ("老旧小区改造", "财政所", .none),
      ("财政收入", "城建办", .none),
    ] as [(String, String?, ItemMatcher.Match)])
  func
    `the same task at the same office is found, other words are a guess, another number or place is another task`(
      name: String, unit: String?, expected: ItemMatcher.Match
    )
  {
    #expect(match(name, unit) == expected)
  }

  @Test func `an item whose own name stands in the bulletin is not meant by another`() {
    #expect(match("老旧小区改造", "城建办", taken: ["鼓楼里老旧小区改造", "老旧小区改造"]) == .none)
  }

  @Test(arguments: [
    ("重点工作台账_20260930.csv", "重点工作台账_20261007.xlsx", true),
    ("第一周台账.csv", "第二周台账.csv", true),
    ("7月督查台账（上半月）.csv", "8月督查台账.csv", false),
    ("应急台账_20260930.csv", "重点工作台账_20260930.csv", false),
  ])
  func `ledgers whose names differ only in date or number are one series`(
    one: String, other: String, same: Bool
  ) {
    #expect((LedgerSeries.key(fileName: one) == LedgerSeries.key(fileName: other)) == same)
  }
}
