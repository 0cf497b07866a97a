import Bulletins
import Foundation
import Store
import Synchronization
import TestSupport
import Testing

@testable import Handlers

/// Fails as often as it is told to, and writes before it does.
final class FailingHandler: Handler {
  let name = "failing"
  private let failures: Mutex<Int>

  init(failures: Int) { self.failures = Mutex(failures) }

  struct Trouble: Error, CustomStringConvertible { let description = "the disk of \u{1B}[31m is full" }

  func handle(_ received: ReceivedBulletin, in session: Session) throws -> [Announcement] {
    _ = try session.sayOnce("failing:\(received.id)", at: Timestamp(microseconds: 0))
    let fails = failures.withLock { left in
      defer { left -= 1 }
      return left > 0
    }
    if fails { throw Trouble() }
    return [Announcement(.digest, message: "worked", identity: ["worked"])]
  }
}

@Suite struct HandlerRunnerTests {
  private let now = Timestamp(microseconds: 1_000_000)

  private func received(_ session: Session) throws -> ReceivedBulletin {
    let article = Article(headline: "标题", paragraphs: ["督查"], summary: "摘要")
    let bulletin = Bulletin(kind: .article, articles: [article])
    let id = try session.insert(.sample(name: "a.txt", hash: "h"))
    return ReceivedBulletin(
      id: id, hash: "h", fileName: "a.txt", bulletin: bulletin,
      articleIDs: try session.insert(bulletin, as: id))
  }

  @Test func `a handler that fails is undone alone, told, and tried again until it works`() throws {
    let temporary = try TemporaryStore()
    let runner = HandlerRunner(
      handlers: [.summary, FailingHandler(failures: 2), .index], retry: RetrySchedule(first: 5))
    let bulletin = try temporary.store.write { session throws in
      let bulletin = try received(session)
      try runner.run(bulletin, in: session, at: now)
      try runner.finish([bulletin], in: session)
      return bulletin
    }
    try temporary.store.write { session throws in
      #expect(try session.sayOnce("failing:\(bulletin.id)", at: now), "its own write was not taken back")
      try session.forgetNotices(prefix: "failing:", except: [])
      let events = try session.announcements(of: bulletin.id).map(\.announcement.event)
      #expect(events == [.summary, .handlerFailed])
      let failed = try #require(try session.announcements(of: bulletin.id).last?.announcement)
      #expect(!failed.message.contains("\u{1B}"))
      #expect(try session.dueEffects(at: now).isEmpty)
    }
    #expect(try temporary.store.read { try $0.search(SearchQuery(["督查"]), limit: 5) }.count == 1)
    for attempt in 2...3 {
      try temporary.store.write { session throws in
        let effect = try #require(try session.dueEffects(at: now.adding(seconds: 100)).first)
        #expect(effect.attempts == attempt - 1)
        try runner.retry(effect, on: bulletin, in: session, at: now)
      }
    }
    try temporary.store.read { session throws in
      #expect(try session.effects(of: bulletin.id).first { $0.handler == "failing" }?.state == .done)
      #expect(
        try session.announcements(of: bulletin.id).filter { $0.announcement.event == .digest }.count == 1)
    }
  }

  @Test func `a handler that never works is given up and said to be`() throws {
    let temporary = try TemporaryStore()
    let runner = HandlerRunner(handlers: [FailingHandler(failures: 99)], retry: RetrySchedule(attempts: 2))
    try temporary.store.write { session throws in
      let bulletin = try received(session)
      try runner.run(bulletin, in: session, at: now)
      let effect = try #require(try session.dueEffects(at: now.adding(seconds: 9)).first)
      try runner.retry(effect, on: bulletin, in: session, at: now)
      #expect(try session.effects(of: bulletin.id).map(\.state) == [.dead])
      #expect(
        try session.announcements(of: bulletin.id).map(\.announcement.event) == [
          .handlerFailed, .handlerGaveUp,
        ])
      #expect(try session.nextEffectDue() == nil)
    }
  }

  @Test func `waits double up to the longest, then it ends`() {
    let schedule = RetrySchedule(first: 5, longest: 60, attempts: 6)
    let waits = (1...6).map { schedule.next(after: $0, at: now)?.seconds(since: now) }
    #expect(waits == [5, 10, 20, 40, 60, nil])
  }
}
