import Testing

@testable import Bulletins

@Suite struct ArticleTests {
  @Test func `a title names the unit once`() {
    #expect(Article(headline: "铜铃镇 红薯丰收", unit: "铜铃镇").title == "铜铃镇 红薯丰收")
    #expect(Article(headline: "红薯丰收", unit: "铜铃镇").title == "铜铃镇｜红薯丰收")
    #expect(Article(unit: "铜铃镇", section: "快讯").title == "铜铃镇｜快讯")
    #expect(Article(unit: "铜铃镇").title == "铜铃镇")
    #expect(Article().title == "")
  }
}
