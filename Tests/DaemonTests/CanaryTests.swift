import CLinux
import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

@Suite struct CanaryTests {
  /// Expectations do not take calls that change a value.
  private final class Bird {
    private var canary = Canary()
    func step(_ now: Double) -> (step: Canary.Step, news: Canary.News?) { canary.step(now: now) }
    func sang(_ now: Double) { canary.sang(at: now) }
    func couldNotSing(_ now: Double) { canary.couldNotSing(at: now) }
    func heard() -> Canary.News? { canary.heard() }
    var isHeard: Bool { canary.isHeard }
  }

  @Test func `a canary that is heard sings every half minute`() {
    let bird = Bird()
    #expect(bird.step(0).step == .sing)
    bird.sang(0)
    #expect(bird.step(0.1).step == .wait(seconds: 4.9))
    #expect(bird.heard() == nil)
    #expect(bird.step(1).step == .wait(seconds: 29))
    #expect(bird.step(30).step == .sing)
  }

  @Test func `one that is not heard in time is lost once, goes on singing, and is news when heard again`() {
    let bird = Bird()
    bird.sang(0)
    let lost = bird.step(5)
    #expect(lost.news == .lost)
    #expect(lost.step == .wait(seconds: 25))
    #expect(!bird.isHeard)
    #expect(bird.step(30).step == .sing)
    bird.sang(30)
    #expect(bird.step(35).news == nil)
    #expect(bird.step(60).step == .sing)
    bird.sang(60)
    #expect(bird.heard() == .heard)
    #expect(bird.isHeard)
    #expect(bird.heard() == nil)
  }

  @Test func `one that cannot sing proves nothing`() {
    let bird = Bird()
    bird.couldNotSing(0)
    let step = bird.step(20)
    #expect(step.step == .wait(seconds: 10) && step.news == nil)
    #expect(bird.step(30).step == .sing)
    #expect(bird.isHeard)
  }

  @Test(
    arguments: [0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x786F_4256]
      as [Int64])
  func `network and shared file systems are polled`(magic: Int64) {
    #expect(linux_is_remote_type(magic) == 1)
  }

  @Test(arguments: [0xEF53, 0x0102_1994, 0x5846_5342, 0x9123_683E, 0x794C_7630] as [Int64])
  func `ext4, tmpfs, xfs, btrfs and overlayfs give events`(magic: Int64) {
    #expect(linux_is_remote_type(magic) == 0)
  }

  @Test
  func `its file is made again when somebody removes it, and goes by another name when somebody took it`()
    throws
  {
    let spool = try TemporarySpool()
    let inbox = try Folder(path: spool.configuration.folders.inbox)
    var file = CanaryFile(in: inbox)
    let first = file.touch()
    unlink(inbox.path + "/" + file.name.display)
    let second = file.touch()
    #expect(first && second)
    #expect(try inbox.entry(file.name) != nil)
    file.remove()
    #expect(try inbox.names().isEmpty)
  }
}

/// Events that are lost, in the running program.
@Suite(.serialized) struct WatchingTests {
  @Test func `the canary is not heard of by the intake, and watching stays by events`() throws {
    let spool = try TemporarySpool()
    let folder = try Folder(path: spool.configuration.folders.inbox)
    let doorbell = Doorbell()
    let watcher = try Watcher(
      inbox: folder, doorbell: doorbell, canary: Canary(interval: 0.02, patience: 5))
    watcher.start()
    defer { watcher.stop() }
    var changes: Set<Int64> = []
    let deadline = Clock.system.monotonic() + 30
    while changes.count < 5, Clock.system.monotonic() < deadline {
      if let entry = try folder.entry(FileName(".bulletind-canary")) { changes.insert(entry.stamp.changed) }
      usleep(1_000)
    }
    #expect(changes.count == 5)
    #expect(watcher.mode == .events)
    #expect(doorbell.take() == Doorbell.Rings())
  }

  @Test func `a queue that overflowed is told, and everything is found all the same`() async throws {
    let spool = try TemporarySpool()
    let folder = try Folder(path: spool.configuration.folders.inbox)
    let doorbell = Doorbell()
    let watcher = try Watcher(inbox: folder, doorbell: doorbell)
    for name in ["a", "b"] { try spool.drop(name, "内容。") }
    let most = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let limit = try #require(Int(most.split(separator: "\n").first ?? ""))
    // Equal events behind one another are one; these are not.
    for index in 0..<(limit + 100) { chmod(spool.path(index.isMultiple(of: 2) ? "a" : "b"), 0o644) }
    watcher.start()
    defer { watcher.stop() }
    for await _ in doorbell.stream {
      if doorbell.take().overflow { break }
    }
    #expect(Set(try folder.names()).isSuperset(of: [FileName("a"), FileName("b")]))
  }

  @Test(.enabled(if: RunningDaemon.strace != nil, "strace is not installed, or may not trace here"))
  func `without a watch it polls, says so, takes everything in, and watches again when it can`() throws {
    let spool = try TemporarySpool()
    // The first two calls are those for the inbox and the folder above; the kernel has no watch left for them.
    let daemon = try RunningDaemon(
      spool,
      tracing: ["-e", "trace=inotify_add_watch", "-e", "inject=inotify_add_watch:error=ENOSPC:when=1..2"])
    #expect(daemon.statuses.contains { $0.contains("polling: no watch is left") }, "\(daemon.statuses)")
    try spool.drop("a.txt", "内容一。")
    try daemon.wait("1 accepted")
    try spool.drop("b.txt", "内容二。")
    try daemon.wait("2 accepted, 0 rejected; inotify")
    #expect(daemon.end() == 0)
    if !RunningDaemon.hasJournal {
      #expect(
        daemon.said.split(separator: "\n").filter { $0.contains("looked at every two seconds") }.count == 1)
      #expect(
        daemon.said.contains("<5>the inbox tells of what arrives again"), "\(daemon.said.debugDescription)")
    }
  }

  @Test(.enabled(if: RunningDaemon.strace != nil, "strace is not installed, or may not trace here"))
  func `where events are promised and do not come, the canary finds out, and polling takes everything in`()
    throws
  {
    let spool = try TemporarySpool()
    // The kernel says that it watches, and does not.
    let daemon = try RunningDaemon(
      spool, tracing: ["-e", "trace=inotify_add_watch", "-e", "inject=inotify_add_watch:retval=1"])
    try daemon.wait("polling: events do not come", seconds: 30)
    try spool.drop("a.txt", "内容一。")
    try daemon.wait("1 accepted", "polling")
    try spool.drop("b.txt", "内容二。")
    try daemon.wait("2 accepted", "polling")
    #expect(daemon.end() == 0)
  }

  @Test(.enabled(if: RunningDaemon.strace != nil, "strace is not installed, or may not trace here"))
  func `an inbox on a network file system is polled from the start, and said`() throws {
    let spool = try TemporarySpool()
    // statfs(2) says NFS: the first field of the struct is the type.
    let daemon = try RunningDaemon(
      spool, tracing: ["-e", "trace=fstatfs", "-e", "inject=fstatfs:poke_exit=@arg2=6969000000000000"])
    try spool.drop("a.txt", "内容一。")
    let status = try daemon.wait("1 accepted")
    #expect(status.contains("network file system (type 0x6969)"), "\(status)")
    #expect(daemon.end() == 0)
  }
}
