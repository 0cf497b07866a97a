import Testing

@testable import Bulletins

@Suite struct ScheduleTests {
  @Test(
    arguments: [
      (1.0, "2026-06-30", nil, "2026-07-31", StatusColor.blue, "finished"),
      (0.9, "2026-07-15", nil, "2026-07-31", .red, "overdue 16 days, unfinished"),
      (nil, "2026-07-30", nil, "2026-07-31", .red, "overdue 1 day, unfinished"),
      (nil, "2026-07-31", nil, "2026-07-31", .yellow, "due in 0 days, unfinished"),
      (0.6, "2026-12-31", "停工", "2026-07-31", .red, "problem recorded"),
      (0.33, "2026-12-31", nil, "2026-07-31", .red, "behind linear schedule by 25.0 points"),
      (0.45, "2026-12-31", nil, "2026-07-31", .yellow, "behind linear schedule by 13.0 points"),
      (0.61, "2026-12-31", nil, "2026-07-31", .blue, "on schedule (-3.0 points behind)"),
      (nil, "2026-08-15", nil, "2026-07-31", .yellow, "due in 15 days, unfinished"),
      (nil, "2026-08-16", nil, "2026-07-31", .blue, "progress not stated in figures, due in 16 days"),
      (0.0, "2027-12-31", nil, "2026-07-31", .blue, "on schedule (0.0 points behind)"),
      (0.2, nil, nil, "2026-07-31", .blue, "no deadline to measure against"),
      (nil, nil, nil, "2026-07-31", nil, "neither progress nor deadline nor problem stated"),
    ] as [(Double?, String?, String?, String, StatusColor?, String)])
  func `the colour follows the straight line to the deadline`(
    progress: Double?, due: String?, problem: String?, day: String, color: StatusColor?, why: String
  ) throws {
    let facts = ScheduleRule.Facts(progress: progress, due: due.flatMap(Day.init(iso:)), problem: problem)
    let judged = ScheduleRule().judge(facts, on: try #require(Day(iso: day)))
    #expect(judged.color == color)
    #expect(judged.why == why)
  }

  @Test func `a stated start moves the line`() throws {
    let facts = ScheduleRule.Facts(
      progress: 0.45, due: Day(iso: "2026-12-31"), start: Day(iso: "2026-07-01"))
    #expect(ScheduleRule().judge(facts, on: try #require(Day(iso: "2026-07-31"))).color == .blue)
  }

  @Test func `all reasons for red are told`() throws {
    let facts = ScheduleRule.Facts(progress: 0.5, due: Day(iso: "2026-07-01"), problem: "停工")
    #expect(
      ScheduleRule().judge(facts, on: try #require(Day(iso: "2026-07-31"))).why
        == "overdue 30 days, unfinished; problem recorded")
  }

  @Test(
    arguments: [
      ("2020-07-31", "2020-07-31"), ("2020/7/31", "2020-07-31"), ("2020.7.31", "2020-07-31"),
      ("20200731", "2020-07-31"),
      ("2020年7月底前", "2020-07-31"), ("7月底前", "2026-07-31"), ("第三季度", "2026-09-30"), ("2027年一季度", "2027-03-31"),
      ("年底", "2026-12-31"), ("年底前", "2026-12-31"), ("2026年", "2026-12-31"), ("上半年", "2026-06-30"),
      ("6月中旬", "2026-06-20"), ("2月", "2026-02-28"), ("12月31日", "2026-12-31"), ("二〇二六年十月三十一日", "2026-10-31"),
      ("2026年6月—12月", "2026-12-31"), ("1-6月", "2026-06-30"), ("原定6月底，延期至9月底", "2026-09-30"),
      ("月底前", "2026-07-31"), ("２０２６－０９－３０", "2026-09-30"), ("2026-09-30 00:00:00", "2026-09-30"),
      ("2026年 9 月", "2026-09-30"),
      ("46022", "2025-12-31"), ("9.30前", "2026-09-30"), ("12/31", "2026-12-31"), ("13.40", nil),
      ("长期坚持", nil), ("每月25日前", nil), ("立行立改", nil), ("2026-02-30", nil),
      ("明年3月底", "2027-03-31"),
    ] as [(String, String?)])
  func `a deadline is read as offices write it`(text: String, expected: String?) throws {
    let context = try #require(Day(iso: "2026-07-10"))
    #expect(StatedDay.deadline(of: text, context: context)?.day.description == expected, "\(text)")
  }
}
