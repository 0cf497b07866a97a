import Testing

@testable import Bulletins

@Suite struct NumeralTests {
  private func read(_ text: String) -> Numerals.Number? { Numerals.number(in: text.scalars, at: 0) }

  @Test(arguments: [
    ("35项", 35, 2), ("1300余张", 1300, 5), ("12781万元", 127_810_000, 6), ("12,781.5万元", 127_815_000, 9),
    ("2.3亿元", 2.3e8, 4), ("10余万户", 100_000, 4), ("300多万元", 3_000_000, 5), ("1.2万亿元", 1.2e12, 5),
    ("１２３个", 123, 3), ("0个", 0, 1), ("5百人", 500, 2), ("32千米", 32, 2), ("220千伏", 220, 3),
    ("2万5千里", 25_000, 4), ("1亿2000万元", 1.2e8, 7), ("1万2024年", 12_024, 6),
    ("2020,300余人", 2020, 4), ("12,300人", 12_300, 6),
    ("十四个", 14, 2), ("九万八千吨", 98_000, 4), ("十一万人", 110_000, 3), ("百余处", 100, 2), ("数十名", 10, 2),
    ("几百户", 100, 2), ("十几个", 10, 2), ("三十多万元", 300_000, 4), ("两千五百", 2500, 4), ("两千五", 2500, 3),
    ("一万二", 12_000, 3), ("一百零五", 105, 4), ("一百一十", 110, 4), ("三点五亿", 3.5e8, 4), ("一百十二户", 112, 4),
    ("一亿三千万", 1.3e8, 5), ("二十七", 27, 3), ("兩萬餘人", 20_000, 3), ("四", 4, 1), ("千余名", 1000, 2),
  ])
  func `a number is read with its scale`(_ text: String, _ value: Double, _ end: Int) throws {
    let number = try #require(read(text))
    #expect(number.value == value)
    #expect(number.end == end)
  }

  @Test(arguments: [
    ("七八十", 70.0, 80.0), ("三五个", 3, 5), ("十七八", 17, 18), ("二三百", 200, 300), ("四五万", 40_000, 50_000),
  ])
  func `neighbouring numerals name a range`(_ text: String, _ low: Double, _ high: Double) throws {
    let number = try #require(read(text))
    #expect(number.value == low)
    #expect(number.high == high)
    #expect(number.approximate)
  }

  @Test(arguments: [
    ("1300余张", true), ("1300张", false), ("百余处", true), ("百处", false), ("三十多", true), ("几百", true),
  ])
  func `a surplus makes a number approximate`(_ text: String, _ approximate: Bool) {
    #expect(read(text)?.approximate == approximate)
  }

  @Test(arguments: ["二〇二一年", "1.2.3版", "12345678901234567", "项", "", "几个", "数据", "零零散散"])
  func `what is no quantity has no number`(_ text: String) {
    #expect(read(text) == nil)
  }

  @Test(arguments: [
    ("85%", 85.0, 3), ("9.98％", 9.98, 5), ("百分之八十五", 85, 6), ("八成五", 85, 3), ("七成半", 75, 3), ("九成以上", 90, 2),
    ("一半", 50, 2), ("过半", 50, 2), ("五分之二", 40, 4), ("十分之一", 10, 4), ("三成多", 30, 3), ("百分之12.5", 12.5, 7),
  ])
  func `a share is a percentage`(_ text: String, _ value: Double, _ end: Int) throws {
    let share = try #require(Numerals.share(in: text.scalars, at: 0))
    #expect(abs(share.value - value) < 1e-9)
    #expect(share.end == end)
  }

  @Test(arguments: ["35项", "八成立", "三成员", "十分钟", "", "12成", "一成不变", "百分之"])
  func `what is no share is none`(_ text: String) {
    #expect(Numerals.share(in: text.scalars, at: 0) == nil)
  }

  @Test func `scales in endless turn neither overflow the stack nor take forever`() {
    let text = String(repeating: "1亿1万", count: 100_000)
    #expect(read(text)?.value == 100_010_000)
  }

  @Test func `a number never reads past the end of a slice`() {
    let text = "共12345项".scalars
    #expect(Numerals.number(in: text[1..<3], at: 1)?.value == 12)
    #expect(Numerals.number(in: text, at: 99) == nil)
    #expect(Numerals.share(in: text[1..<3], at: 1) == nil)
  }
}
