import Testing

@testable import Daemon

@Suite struct LanesTests {
  private func names(_ numbers: some Sequence<Int>) -> [FileName] { numbers.map { FileName("\($0)") } }

  /// Takes all, the red ones first.
  private func all(_ lanes: inout Lanes, red: Set<Int>) -> [Int] {
    let red = Set(names(red))
    var order: [FileName] = []
    while let turn = lanes.nextRed(while: { true }, looksRed: red.contains) { order.append(turn.name) }
    while let turn = lanes.next() { order.append(turn.name) }
    return order.map { Int(String(decoding: $0.bytes, as: UTF8.self)) ?? -1 }
  }

  @Test func `red ones come first, and all as they came`() {
    var lanes = Lanes(names(1...100))
    #expect(all(&lanes, red: [3, 99]) == [3, 99] + (1...100).filter { $0 != 3 && $0 != 99 })
    #expect(lanes.isEmpty)
  }

  @Test func `a few files need no lane`() {
    var lanes = Lanes(names(1...Lanes.few))
    #expect(!lanes.hasUnseen)
    #expect(all(&lanes, red: [5]) == Array(1...Lanes.few))
  }

  @Test func `of what comes meanwhile only the red belongs to the pass, which ends`() {
    var lanes = Lanes(names(1...3))
    for name in names([3, 4, 5]) { lanes.add(name) }
    #expect(lanes.count == 5)
    #expect(all(&lanes, red: [5]) == [5, 1, 2, 3])
    #expect(lanes.isEmpty)
    lanes.add(FileName("4"))
    #expect(lanes.isEmpty)
  }

  @Test func `one that was not complete is new when it is heard of again`() {
    var lanes = Lanes(names([1]))
    #expect(lanes.next() == Turn(name: FileName("1"), place: 0))
    lanes.add(FileName("1"))
    #expect(lanes.isEmpty)
    lanes.forget(FileName("1"))
    lanes.add(FileName("1"))
    #expect(all(&lanes, red: [1]) == [1])
  }

  @Test func `glances end when their time is over and go on later`() {
    var lanes = Lanes(names(1...100))
    var left = 10
    let found = lanes.nextRed(
      while: {
        left -= 1
        return left >= 0
      }, looksRed: { _ in false })
    #expect(found == nil)
    #expect(lanes.hasUnseen)
    #expect(lanes.count == 100)
    #expect(all(&lanes, red: [50]) == [50] + (1...100).filter { $0 != 50 })
  }
}
