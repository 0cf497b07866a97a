import Bulletins
import Store
import Testing

@testable import Handlers

@Suite struct DeliveryScheduleTests {
  private let start = Timestamp(microseconds: 0)

  private func delivery() -> ExternalDelivery {
    ExternalDelivery(
      id: 1, deliveryID: "d", bulletin: 1, handler: "h", version: 1, part: "", red: false, created: start)
  }

  /// Lets attempts end in one way until the delivery is at rest: the waits between them, and what became of it.
  private func waits(_ schedule: DeliverySchedule, _ outcome: DeliverySchedule.Outcome, chance: Double = 0)
    -> ([Double], ExternalDelivery)
  {
    var now = start
    var current = delivery()
    var waits: [Double] = []
    while waits.count < 100 {
      current = schedule.judge(current, outcome, at: now, chance: chance)
      guard current.state == .pending || current.state == .failed else { return (waits, current) }
      waits.append(current.nextAttempt.seconds(since: now))
      now = current.nextAttempt
    }
    return (waits, current)
  }

  @Test func `what is done is at rest`() {
    let (waits, end) = waits(DeliverySchedule(), .done)
    #expect(waits.isEmpty && end.state == .done && end.attempts == 1 && end.finished == start)
  }

  @Test func `a failure is tried again as often as retries says, and the wait doubles`() {
    let (waits, end) = waits(DeliverySchedule(), .failed("no"))
    #expect(waits == [5, 10, 20])
    #expect(end.state == .dead && end.attempts == 4 && end.error == "no")
  }

  @Test func `a temporary failure is tried again for its lifetime, at last at its end`() {
    var schedule = DeliverySchedule()
    schedule.lifetime = 100
    let (waits, end) = waits(schedule, .temporary("later"))
    #expect(waits == [5, 10, 20, 40, 25])
    #expect(end.state == .dead && end.finished == Timestamp(microseconds: 100_000_000))
  }

  @Test func `the wait has a longest, and chance takes up to half of it`() {
    let schedule = DeliverySchedule()
    #expect(schedule.wait(after: 40, chance: 0) == 3_600)
    #expect(schedule.wait(after: 40, chance: 1) == 1_800)
    #expect(schedule.wait(after: 1, chance: 0.5) == 3.75)
  }
}
