import CLinux
import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

@Suite struct CrashGuardTests {
  private func work(_ spool: TemporarySpool) throws -> Folder {
    try Folder.make(path: spool.configuration.folders.work, mode: 0o750)
  }

  private func condemns(_ spool: TemporarySpool, _ hash: String) throws -> Bool {
    let watch = try CrashGuard(work: work(spool), marking: false)
    return watch.condemns(hash)
  }

  /// What stands in the note while `hash` is read, and the mark of a crash.
  private func crash(_ spool: TemporarySpool, reading hash: String, marked: Bool = true) throws {
    let path = spool.configuration.folders.work + "/.reading"
    let watch = try CrashGuard(work: work(spool), marking: false)
    try watch.reading(hash) {
      Result { try Data((String(contentsOfFile: path, encoding: .utf8) + (marked ? "crashed\n" : "")).utf8) }
    }.get().write(to: URL(filePath: path))
  }

  @Test func `a file that crashed the reader twice is condemned, once it is given another chance`() throws {
    let spool = try TemporarySpool()
    try crash(spool, reading: "bad")
    #expect(try !condemns(spool, "bad"))
    try crash(spool, reading: "bad")
    #expect(try condemns(spool, "bad"))
    #expect(try !condemns(spool, "good"))
  }

  @Test func `a kill from outside condemns nobody`() throws {
    let spool = try TemporarySpool()
    for _ in 0..<3 { try crash(spool, reading: "good", marked: false) }
    #expect(try !condemns(spool, "good"))
  }

  @Test func `the first signal of a watchdog ends it`() throws {
    let daemon = try RunningDaemon(TemporarySpool())
    // systemd.service(5), WatchdogSignal=: SIGABRT; what survives it is killed only after TimeoutStopSec=.
    #expect(daemon.ends(by: SIGABRT, within: 20))
  }

  @Test func `crashes of different files do not add up`() throws {
    let spool = try TemporarySpool()
    try crash(spool, reading: "one")
    try crash(spool, reading: "two")
    #expect(try !condemns(spool, "two"))
  }

  @Test func `a condemned file is rejected and does not stop the others`() async throws {
    let spool = try TemporarySpool()
    try spool.drop("坏.txt", "使读者崩溃的内容。")
    let hash = try #require(DryRun(configuration: spool.configuration).check(spool.path("坏.txt")).hash)
    for _ in 0..<2 { try crash(spool, reading: hash) }
    let intake = try spool.intake()
    try await intake.open()
    try spool.drop("好.txt", "内容。")
    await spool.drain(intake)
    #expect(try spool.receipts().map(\.reasonCode).contains("crashed"))
    #expect(try spool.receipts().map(\.verdict).contains(.accepted))
  }
}

/// What the signal handler writes, in processes that crash.
@Suite struct CrashMarkTests {
  /// Crashes, in a process of its own.
  private static func crash(reading: Bool, by cause: () -> Void) {
    linux_mark_crashes(STDERR_FILENO)
    linux_reading(reading ? 1 : 0)
    cause()
  }

  private static func isMarked(_ output: [UInt8]) -> Bool {
    String(decoding: output, as: UTF8.self).contains("crashed\n")
  }

  @Test func `a crash while a file is read is marked`() async {
    let result = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
      CrashMarkTests.crash(reading: true) { pthread_kill(pthread_self(), SIGSEGV) }
    }
    #expect(result.map { CrashMarkTests.isMarked($0.standardErrorContent) } == true)
  }

  @Test func `a crash of a thread that reads nothing blames no file`() async {
    let result = await #expect(processExitsWith: .signal(SIGSEGV), observing: [\.standardErrorContent]) {
      CrashMarkTests.crash(reading: false) { pthread_kill(pthread_self(), SIGSEGV) }
    }
    #expect(result.map { CrashMarkTests.isMarked($0.standardErrorContent) } == false)
  }

  @Test func `a watchdog's signal is marked whatever thread it reaches`() async {
    let result = await #expect(processExitsWith: .signal(SIGABRT), observing: [\.standardErrorContent]) {
      CrashMarkTests.crash(reading: false) {
        kill(getpid(), SIGABRT)
        // It may reach another thread, which ends the process.
        while true { pause() }
      }
    }
    #expect(result.map { CrashMarkTests.isMarked($0.standardErrorContent) } == true)
  }
}
