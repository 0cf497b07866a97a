import Testing

@testable import Bulletins

@Suite struct DayTests {
  @Test func `the calendar decides which days exist`() {
    #expect(Day(year: 2020, month: 2, day: 29) != nil)
    #expect(Day(year: 2021, month: 2, day: 29) == nil)
    #expect(Day(year: 1900, month: 2, day: 29) == nil)
    #expect(Day(iso: "2020-7-31") == nil)
    #expect(Day(iso: "2020-07-31")?.description == "2020-07-31")
  }

  @Test func `days are counted across leap days and years`() throws {
    let start = try #require(Day(iso: "2020-01-01"))
    let end = try #require(Day(iso: "2021-01-01"))
    #expect(end.days(since: start) == 366)
    #expect(try #require(Day(iso: "1970-01-01")).ordinal == 0)
  }
}
