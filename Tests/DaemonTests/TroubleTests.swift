import Foundation
import Glibc
import Store
import Synchronization
import Testing

@testable import Daemon

@Suite struct TroubleTests {
  /// Drains until a condition holds, at most for a while; each turn lets other threads work.
  private func drain(_ intake: Intake, until done: () throws -> Bool) async throws {
    let deadline = Clock.system.monotonic() + 20
    while try !done(), Clock.system.monotonic() < deadline {
      _ = await intake.drain()
      await Task.yield()
    }
    #expect(try done())
  }

  @Test func `an inbox that was removed is said once, and taken up again when it is back`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    try FileManager.default.removeItem(atPath: spool.configuration.folders.inbox)
    try await drain(intake) { !spool.journal.entries(.inboxMissing).isEmpty }
    for _ in 0..<3 { _ = await intake.drain() }
    #expect(spool.journal.entries(.inboxMissing).count == 1)
    #expect(await intake.state.trouble?.contains("inbox") == true)
    mkdir(spool.configuration.folders.inbox, 0o755)
    try spool.drop("a.txt", "内容。")
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.verdict) == [.accepted])
    #expect(spool.journal.entries(.inboxRestored).count == 1)
    #expect(await intake.state.trouble == nil)
  }

  @Test func `an archive that cannot be written holds everything back, loses nothing, and heals`()
    async throws
  {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let year = spool.configuration.folders.archive + "/2026"
    try Data().write(to: URL(filePath: year))
    try spool.drop("a.txt", "内容一。")
    try spool.drop("b.txt", "内容二。")
    for _ in 0..<3 { await spool.drain(intake) }
    #expect(spool.files("inbox") == ["a.txt", "b.txt"])
    #expect(try spool.receipts().isEmpty)
    #expect(spool.journal.entries(.diskTrouble).count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: spool.configuration.folders.archive + "/.staging")
        .isEmpty)
    try FileManager.default.removeItem(atPath: year)
    spool.advance(Trouble.longestWait)
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.verdict) == [.accepted, .accepted])
    #expect(spool.journal.entries(.diskRestored).count == 1)
  }

  @Test func `what is committed and cannot be placed is placed later, not accepted again`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    // work/ is open in the daemon and gone from the disk: the original cannot be moved aside.
    try FileManager.default.removeItem(atPath: spool.configuration.folders.work)
    try spool.drop("a.txt", "内容。")
    for _ in 0..<3 { await spool.drain(intake) }
    #expect(try spool.receipts().map(\.placing) == [false])
    #expect(spool.files("archive") == ["2026/09/30/a.txt"])
    #expect(spool.files("inbox").isEmpty)
    #expect(spool.journal.entries(.diskTrouble).count == 1)
    #expect(spool.journal.entries(.diskRestored).count == 1)
  }

  @Test func `in trouble an arriving file is no reason to try at once, and the wait grows`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let year = spool.configuration.folders.archive + "/2026"
    try Data().write(to: URL(filePath: year))
    try spool.drop("a.txt", "内容一。")
    await spool.drain(intake)
    var waits: [Double] = []
    for _ in 0..<5 {
      let wait = try #require(await intake.drain())
      waits.append(wait)
      spool.advance(wait)
    }
    #expect(waits == waits.sorted() && waits.last == 15, "\(waits)")
    try FileManager.default.removeItem(atPath: year)
    spool.advance(-1)
    try spool.drop("b.txt", "内容二。")
    #expect(await intake.drain() == 1)
    spool.advance(1)
    await spool.drain(intake)
    #expect(try spool.receipts().count == 2)
  }

  @Test func `a file that cannot be taken is said once, and again when it comes again`() async throws {
    let spool = try TemporarySpool()
    let intake = try spool.intake()
    try await intake.open()
    let rejected = spool.configuration.folders.rejected
    /// One of two that cannot be written down: the database refuses this name alone.
    func refuse() throws {
      try DatabaseByHand.execute(
        """
        CREATE TRIGGER refuse BEFORE INSERT ON bulletins WHEN NEW.name = CAST('坏.txt' AS BLOB)
        BEGIN SELECT RAISE(ABORT, 'not this one'); END
        """, spool)
    }
    try refuse()
    for round in 1...2 {
      try spool.drop("坏.txt", "坏的\(round)。")
      try spool.drop("好.txt", "好的\(round)。")
      for _ in 0..<3 {
        await spool.drain(intake)
        spool.advance(60)
        // Alone it would be everybody's trouble.
        try spool.drop("好\(round).txt", "好的\(round)，\(spool.clock.monotonic())。")
      }
      await spool.drain(intake)
      #expect(spool.journal.entries(.fileWaiting).count == round)
      try DatabaseByHand.execute("DROP TRIGGER refuse", spool)
      spool.advance(60)
      await spool.drain(intake)
      #expect(spool.files("inbox").isEmpty)
      try refuse()
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: rejected).isEmpty)
  }

  @Test func `the watchdog is fed while steps are made, and withheld when one takes too long`() {
    let time = HandTurnedTime()
    let progress = Progress(clock: time.clock)
    #expect(progress.isAlive(deadline: 30))
    progress.step()
    time.seconds.withLock { $0 = 29 }
    #expect(progress.isAlive(deadline: 30))
    progress.step()
    time.seconds.withLock { $0 = 60 }
    #expect(!progress.isAlive(deadline: 30))
    progress.rest()
    time.seconds.withLock { $0 = 6000 }
    #expect(progress.isAlive(deadline: 30))
  }
}
