import Store
import Testing

@testable import Daemon

/// Expectations do not take calls that change a value.
private final class Watched {
  private var trouble = Trouble()

  func enter(_ event: Event, _ message: String, now: Double) -> Bool {
    trouble.enter(event, message, now: now)
  }

  func leave() -> Event? { trouble.leave() }
  func wait(now: Double) -> Double { trouble.wait(now: now) }
  var current: Trouble.Current? { trouble.current }
}

@Suite struct PacingOfTroubleTests {
  @Test func `a trouble is said once, tried again later and later, and its end is said once`() {
    let trouble = Watched()
    #expect(trouble.wait(now: 0) == 0)
    #expect(trouble.enter(.diskFull, "full", now: 0))
    #expect(trouble.wait(now: 0) == 1)
    var now = 0.0
    var waits: [Double] = []
    for _ in 0..<6 {
      now += trouble.wait(now: now)
      #expect(!trouble.enter(.diskFull, "still full", now: now))
      waits.append(trouble.wait(now: now))
    }
    #expect(waits == [2, 4, 8, 15, 15, 15])
    #expect(trouble.current?.message == "still full")
    #expect(trouble.leave() == .diskFull)
    #expect(trouble.leave() == nil)
    #expect(trouble.wait(now: now) == 0)
  }

  @Test func `what comes and goes is said the first time, and again only if it stays`() {
    let trouble = Watched()
    var said = 0
    for now in stride(from: 0.0, to: 200.0, by: 2.0) {
      if trouble.enter(.diskFull, "full", now: now) { said += 1 }
      if trouble.leave() != nil { said += 1 }
    }
    #expect(said == 2)
    #expect(!trouble.enter(.diskFull, "full", now: 200))
    #expect(!trouble.enter(.diskFull, "full", now: 230))
    #expect(trouble.enter(.diskFull, "full", now: 261))
    #expect(trouble.leave() == .diskFull)
  }

  @Test func `another trouble is said at once`() {
    let trouble = Watched()
    #expect(trouble.enter(.inboxMissing, "gone", now: 0))
    #expect(trouble.enter(.diskFull, "full", now: 1))
    #expect(trouble.wait(now: 1) == 1)
    #expect(trouble.leave() == .diskFull)
  }
}
