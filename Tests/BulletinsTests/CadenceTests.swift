import Testing

@testable import Bulletins

@Suite struct CadenceTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  @Test(arguments: [
    ("daily", "2026-09-30", "2026-09-30", "2026-09-30"),
    // 2026-09-30 is a Wednesday.
    ("weekly", "2026-09-30", "2026-09-28", "2026-10-04"),
    ("weekly", "2026-09-28", "2026-09-28", "2026-10-04"),
    ("weekly", "2026-10-04", "2026-09-28", "2026-10-04"),
    ("weekly", "1969-12-31", "1969-12-29", "1970-01-04"),
    ("halfmonthly", "2026-02-15", "2026-02-01", "2026-02-15"),
    ("halfmonthly", "2026-02-16", "2026-02-16", "2026-02-28"),
    ("monthly", "2024-02-29", "2024-02-01", "2024-02-29"),
  ])
  func `a day lies in its period`(cadence: String, on: String, first: String, last: String) throws {
    let period = try #require(Cadence(rawValue: cadence)).period(of: day(on))
    #expect(period.first.description == first)
    #expect(period.last.description == last)
  }

  @Test(
    arguments: [
      ("daily", "2026-09-30", nil, ["2026-09-30"]),
      ("daily", "2026-09-30", "2026-09-30", []),
      ("daily", "2026-10-02", "2026-09-29", ["2026-09-30", "2026-10-01", "2026-10-02"]),
      ("weekly", "2026-09-30", nil, ["2026-09-27"]),
      ("weekly", "2026-10-04", nil, ["2026-10-04"]),
      ("weekly", "2026-10-20", "2026-09-27", ["2026-10-04", "2026-10-11", "2026-10-18"]),
      ("halfmonthly", "2026-10-16", "2026-09-15", ["2026-09-30", "2026-10-15"]),
      ("monthly", "2026-10-31", "2026-09-30", ["2026-10-31"]),
      ("monthly", "2026-10-30", "2026-09-30", []),
      // A clock that went back issues nothing again.
      ("daily", "2026-09-28", "2026-09-30", []),
    ] as [(String, String, String?, [String])])
  func `every period that was missed is due, each once`(
    cadence: String, on: String, issued: String?, due: [String]
  ) throws {
    let periods = try #require(Cadence(rawValue: cadence)).due(
      on: day(on), issued: issued.flatMap { Day(iso: $0) })
    #expect(periods.map(\.last.description) == due)
  }

  @Test func `a cumulative figure that falls within a year is marked`() throws {
    func step(_ day: String, _ value: Double, _ cumulative: Bool = true) throws -> RunningTotal.Step {
      RunningTotal.Step(
        day: try self.day(day), figure: Figure(text: "\(value)", value: value, unit: "张", what: "小广告"),
        isCumulative: cumulative)
    }
    let steps = try [
      step("2026-01-10", 100), step("2026-02-10", 90), step("2026-03-10", 20, false), step("2026-03-11", 120),
      step("2027-01-10", 5),
    ]
    #expect(RunningTotal.compare(steps).map(\.falls) == [false, true, false, false, false])
    let figure = Figure(text: "1356人次", value: 1356, unit: "人次", what: "志愿者")
    #expect(RunningTotal.isCumulative(figure, in: "已开展活动30次，累计发动志愿者1356人次，"))
    #expect(!RunningTotal.isCumulative(figure, in: "截至目前完成。昨日发动志愿者1356人次，"))
  }

  @Test func `points are traced to their evidence, ties share a place, and offices without items come last`()
    throws
  {
    func row(_ color: StatusColor, _ day: String, closed: Bool = false, due: String? = nil) throws
      -> ItemObservation
    {
      var observation = ItemObservation(.row, asOf: try self.day(day))
      observation.declared = color
      observation.isClosed = closed
      observation.due = due.flatMap { Day(iso: $0) }
      observation.quote = "\(color) \(day)"
      return observation
    }
    func item(_ id: Int64, _ unit: String, _ said: [ItemObservation], before: [ItemObservation] = [])
      -> Ranking.Item
    {
      Ranking.Item(
        id: id, name: "事项\(id)", unit: unit, before: ItemState(folding: before), said: said.map { ($0, id) })
    }
    let ranked = Ranking.rank(
      [
        item(
          1, "甲", [try row(.blue, "2026-09-07"), try row(.red, "2026-09-14")],
          before: [
            try row(.red, "2026-08-01"), try row(.blue, "2026-08-08"),
          ]),
        item(2, "乙", [try row(.yellow, "2026-09-07")]), item(3, "丙", [try row(.yellow, "2026-09-07")]),
        item(4, "丁", [try row(.blue, "2026-09-07", closed: true, due: "2026-12-31")]),
        item(5, "戊", [try row(.red, "2026-09-20", due: "2026-09-10")]),
      ],
      others: ["己"], weights: RankWeights(), previous: ["甲": 1, "乙": 3],
      end: try #require(Day(iso: "2026-09-30")))
    #expect(ranked.map(\.unit) == ["丁", "丙", "乙", "戊", "甲", "己"])
    #expect(ranked.map(\.score) == [102, 97, 97, 85, 85, nil])
    #expect(ranked.map(\.rank) == [1, 2, 2, 4, 4, nil])
    #expect(ranked.first { $0.unit == "甲" }?.movement == -3 && ranked.first { $0.unit == "乙" }?.movement == 1)
    let points = try #require(ranked.first { $0.unit == "甲" }).points
    #expect(points.map(\.reason) == [.red, .again])
    #expect(points.allSatisfy { $0.bulletin == 1 && $0.quote == "red 2026-09-14" })
  }
}
