import Testing

@testable import Bulletins

@Suite struct ItemStateTests {
  private static let first = Day(year: 2026, month: 8, day: 3) ?? .epoch

  private static func day(_ number: Int) -> Day { Day(ordinal: first.ordinal + number) ?? .epoch }

  /// A row, as "declared/computed"; `x` is none, `*` closed, `!` missing.
  private static func row(_ word: String, on number: Int) -> ItemObservation {
    if word == "!" { return ItemObservation(.missing, asOf: day(number)) }
    let colors: [Character: StatusColor] = ["r": .red, "o": .orange, "y": .yellow, "b": .blue, "g": .green]
    var observation = ItemObservation(.row, asOf: day(number))
    let letters = Array(word)
    observation.declared = letters.first.flatMap { colors[$0] }
    observation.computed = letters.dropFirst().first.flatMap { colors[$0] }
    observation.isClosed = word.contains("*")
    observation.isContradictory = word.contains("?")
    return observation
  }

  private static func told(_ words: String) -> [String] {
    var state = ItemState()
    return words.split(separator: " ").enumerated().map { index, word in
      state.observe(row(String(word), on: index)).map {
        "\($0.kind.rawValue)\($0.opensRed ? "!" : "") \($0.from)>\($0.to)"
      }.joined(separator: " + ")
    }
  }

  @Test(arguments: [
    ("bb", ["new_item none>blue"]),
    ("rr", ["new_red! none>red"]),
    ("bb yy rr rr", ["new_item none>blue", "worsened blue>yellow", "new_red! yellow>red", ""]),
    ("rr bb rr", ["new_red! none>red", "lifted red>blue", "repeat_red! blue>red"]),
    ("rr yy bb", ["new_red! none>red", "lifted red>yellow", "improved yellow>blue"]),
    ("yy oo gg", ["new_item none>yellow", "worsened yellow>orange", "improved orange>green"]),
    ("bb gg", ["new_item none>blue", ""]),
    ("rr bb* bb*", ["new_red! none>red", "closed red>closed", ""]),
    ("yy bb* rr", ["new_item none>yellow", "closed yellow>closed", "new_red! closed>red"]),
    ("rr ! ! rr !", ["new_red! none>red", "vanished red>vanished", "", "", "vanished red>vanished"]),
    ("rr ! bb", ["new_red! none>red", "vanished red>vanished", "lifted red>blue"]),
    ("bb !", ["new_item none>blue", ""]),
    // The figures alone make it red: one announcement, the contradiction.
    ("yr? yr? yy", ["contradiction! yellow>red", "", "lifted red>yellow"]),
    ("rr br? br?", ["new_red! none>red", "contradiction blue>red", ""]),
    ("rb? rb?", ["new_red! none>red + contradiction red>blue", ""]),
    (
      "yb? yb? bb yb?",
      [
        "new_item none>yellow + contradiction yellow>blue", "", "improved yellow>blue",
        "worsened blue>yellow + contradiction yellow>blue",
      ]
    ),
    ("xx bb", ["new_item none>none", ""]),
    ("xx rx", ["new_item none>none", "new_red! none>red"]),
  ])
  func `what is said of an item follows from its colours, and still red is never said again`(
    words: String, expected: [String]
  ) {
    #expect(ItemStateTests.told(words) == expected)
  }

  @Test func `a moved deadline is said, also when it lifts a red`() throws {
    var state = ItemState()
    var row = ItemStateTests.row("xr", on: 0)
    row.due = ItemStateTests.day(-3)
    _ = state.observe(row)
    row = ItemStateTests.row("xb", on: 7)
    row.due = ItemStateTests.day(90)
    #expect(state.observe(row).map(\.kind) == [.dueChanged, .lifted])
    row.due = nil
    #expect(state.observe(row).isEmpty)
    #expect(state.due == ItemStateTests.day(90))
  }

  @Test func `a red episode knows since when and which it is`() {
    let rows = ["rr", "rr", "bb", "rr", "rr"].enumerated().map { ItemStateTests.row($1, on: $0) }
    let state = ItemState(folding: rows)
    #expect(state.episodes == 2 && state.redSince == ItemStateTests.day(3) && state.run == 2)
  }

  @Test func `two words on one day count once in a row, and the calendar does not count`() {
    var state = ItemState(folding: [ItemStateTests.row("yy", on: 0), ItemStateTests.row("yy", on: 0)])
    #expect(state.run == 1)
    var calendar = ItemStateTests.row("yy", on: 1)
    calendar.source = .calendar
    _ = state.observe(calendar)
    #expect(state.run == 1)
  }

  @Test(
    arguments: [
      ("yy yy yy yy", [nil, .redNotice, nil, nil]),
      ("rr rr rr rr", [nil, nil, .talk, nil]),
      ("yy bb yy yy", [nil, nil, nil, .redNotice]),
      ("yy yy bb yy yy", [nil, .redNotice, nil, nil, .redNotice]),
    ] as [(String, [Escalation.Step?])])
  func `the same colour again and again leads to the next step, once for each run`(
    words: String, expected: [Escalation.Step?]
  ) {
    var state = ItemState()
    let steps = words.split(separator: " ").enumerated().map { index, word in
      let before = state
      _ = state.observe(ItemStateTests.row(String(word), on: index))
      return Escalation().step(from: before, to: state)
    }
    #expect(steps == expected)
    #expect(Escalation(yellows: nil, reds: nil).step(from: ItemState(), to: state) == nil)
  }
}
