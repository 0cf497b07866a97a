import Store
import Testing

@testable import Daemon

@Suite struct SettleTests {
  private let name = FileName("a.txt")

  private func look(_ size: Int64, changed: Int64 = 1, whole: Bool = false, _ writers: Settle.Writers = .none)
    -> Settle.Look
  {
    Settle.Look(
      stamp: FileStamp(device: 1, inode: 1, size: size, modified: changed, changed: changed), whole: whole,
      writers: writers)
  }

  @Test func `a renamed file is complete at once`() {
    var settle = Settle(quiet: 1)
    #expect(settle.judge(name, look(5, whole: true), now: 0) == .ready)
  }

  @Test func `a written file must be quiet, and every change begins anew`() {
    var settle = Settle(quiet: 1)
    #expect(settle.judge(name, look(5), now: 10) == .wait(seconds: 1))
    #expect(settle.judge(name, look(5), now: 10.5) == .wait(seconds: 0.5))
    #expect(settle.judge(name, look(6, changed: 2), now: 10.9) == .wait(seconds: 1))
    #expect(settle.judge(name, look(6, changed: 2), now: 11.9) == .ready)
  }

  @Test func `an old time of change proves nothing: the wait counts from the first look`() {
    var settle = Settle(quiet: 1)
    #expect(settle.judge(name, look(5, changed: -1_000_000), now: 10) == .wait(seconds: 1))
  }

  @Test func `a file that somebody has open for writing waits, however it came and however long`() {
    var settle = Settle(quiet: 1)
    #expect(settle.judge(name, look(5, whole: true, .some), now: 0) == .wait(seconds: 30))
    #expect(settle.judge(name, look(5, whole: true, .some), now: 1000) == .wait(seconds: 30))
  }

  @Test func `an empty file is given more time`() {
    var settle = Settle(quiet: 1, quietEmpty: 3)
    #expect(settle.judge(name, look(0, whole: true), now: 0) == .wait(seconds: 3))
    #expect(settle.judge(name, look(0), now: 3) == .ready)
  }

  @Test func `a forgotten file begins anew`() {
    var settle = Settle(quiet: 1)
    _ = settle.judge(name, look(5), now: 0)
    settle.forget(name)
    #expect(settle.judge(name, look(5), now: 9) == .wait(seconds: 1))
    settle.keep([])
    #expect(settle.judge(name, look(5), now: 20) == .wait(seconds: 1))
  }
}
