import Bulletins
import TestSupport
import Testing

@testable import Store

@Suite struct OutboxTests {
  private let now = Timestamp(microseconds: 5_000_000)

  private func alert(_ item: String) -> Announcement {
    Announcement(
      .statusRed, message: item, fields: [.init(.statusItem, item)], identity: [item, "reported", "red"])
  }

  @Test func `the same announcement is kept once`() throws {
    let temporary = try TemporaryStore()
    let id = try temporary.accept([])
    for _ in 0..<2 {
      try temporary.store.write {
        try $0.announce(alert("甲"), subject: "h", bulletin: id, handler: "alert", version: 1, at: now)
      }
    }
    let pending = try temporary.store.read { try $0.pendingAnnouncements(limit: 10) }
    #expect(pending.count == 1)
    #expect(pending.first?.announcement.value(of: .statusItem) == "甲")
    #expect(pending.first?.alertID.count == 64)
  }

  @Test func `the most urgent leaves first`() throws {
    let temporary = try TemporaryStore()
    let id = try temporary.accept([])
    try temporary.store.write { session throws in
      let entries = [Announcement(.summary, message: "s", identity: ["s"]), alert("甲"), alert("乙")]
      for entry in entries {
        try session.announce(entry, subject: "h", bulletin: id, handler: "h", version: 1, at: now)
      }
    }
    let order = try temporary.store.read { try $0.pendingAnnouncements(limit: 10) }.map(
      \.announcement.message)
    #expect(order == ["甲", "乙", "s"])
  }

  @Test func `what was delivered under another boot can be verified and sent again`() throws {
    let temporary = try TemporaryStore()
    let id = try temporary.accept([])
    try temporary.store.write { session throws in
      try session.announce(alert("甲"), subject: "h", bulletin: id, handler: "alert", version: 1, at: now)
      let entry = try #require(try session.pendingAnnouncements(limit: 1).first)
      try session.markDelivered([entry.id], confirmed: true, at: now, boot: "old")
      #expect(try session.pendingAnnouncements(limit: 1).isEmpty)
      #expect(try session.delivered(since: now, notInBoot: "old").isEmpty)
      #expect(try session.delivered(since: now.adding(seconds: 1), notInBoot: "new").isEmpty)
      let other = try session.delivered(since: now, notInBoot: "new")
      #expect(other.map(\.id) == [entry.id])
      try session.markPending(other.map(\.id))
      #expect(try session.pendingAnnouncements(limit: 1).count == 1)
    }
  }

  @Test func `an announcement of any earlier revision is known`() throws {
    let temporary = try TemporaryStore()
    let first = try temporary.accept([], hash: "1")
    let second = try temporary.accept([], hash: "2", revises: first)
    try temporary.store.write { session throws in
      try session.announce(alert("甲"), subject: "1", bulletin: first, handler: "alert", version: 1, at: now)
      #expect(try session.wasAnnounced(alert("甲"), for: second))
      #expect(try !session.wasAnnounced(alert("乙"), for: second))
    }
  }

  @Test func `something is said once until it is forgotten`() throws {
    let temporary = try TemporaryStore()
    try temporary.store.write { session throws in
      #expect(try session.sayOnce("folder:a", at: now))
      #expect(try !session.sayOnce("folder:a", at: now))
      try session.forgetNotices(prefix: "folder:", except: ["folder:a"])
      #expect(try !session.sayOnce("folder:a", at: now))
      try session.forgetNotices(prefix: "folder:", except: [])
      #expect(try session.sayOnce("folder:a", at: now))
    }
  }
}
