import CLinux
import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite struct WatcherTests {
  /// Waits for a ring that fulfils a condition; nil after the deadline.
  private func ring(
    _ doorbell: Doorbell, seconds: Double = 10,
    until: @escaping @Sendable (Doorbell.Rings) -> Bool = { _ in true }
  )
    async -> Doorbell.Rings?
  {
    await withTaskGroup(of: Doorbell.Rings?.self) { group in
      group.addTask {
        for await _ in doorbell.stream {
          let rings = doorbell.take()
          if until(rings) { return rings }
        }
        return nil
      }
      group.addTask {
        // The deadline of the wait, not a delay: a ring ends it.
        try? await Task.sleep(for: .seconds(seconds))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  private func watched() throws -> (TemporarySpool, Folder, Doorbell, Watcher) {
    let spool = try TemporarySpool()
    let folder = try Folder(path: spool.configuration.folders.inbox)
    let doorbell = Doorbell()
    let watcher = try Watcher(inbox: folder, doorbell: doorbell)
    watcher.start()
    return (spool, folder, doorbell, watcher)
  }

  @Test func `a rename is told with its name, as complete`() async throws {
    let (spool, _, doorbell, watcher) = try watched()
    defer { watcher.stop() }
    let outside = spool.root.appending(path: "outside.txt").path
    try Data("内容".utf8).write(to: URL(filePath: outside))
    rename(outside, spool.path("页.txt"))
    #expect(await ring(doorbell) { $0.whole.contains(FileName("页.txt")) } != nil)
  }

  @Test func `a link, a finished write and a late permission ring too`() async throws {
    let (spool, _, doorbell, watcher) = try watched()
    defer { watcher.stop() }
    let outside = spool.root.appending(path: "outside.txt").path
    try Data("内容".utf8).write(to: URL(filePath: outside))
    link(outside, spool.path("linked.txt"))
    #expect(await ring(doorbell) != nil)
    try spool.drop("written.txt", "内容")
    #expect(await ring(doorbell) != nil)
    chmod(spool.path("written.txt"), 0o600)
    #expect(await ring(doorbell) != nil)
  }

  @Test func `an inbox that goes away is told`() async throws {
    let (spool, _, doorbell, watcher) = try watched()
    defer { watcher.stop() }
    rename(spool.configuration.folders.inbox, spool.root.appending(path: "elsewhere").path)
    #expect(await ring(doorbell) { $0.lost } != nil)
  }

  @Test func `records are read one behind the other, and a cut one is dropped`() {
    func record(_ mask: Int32, _ name: String) -> [UInt8] {
      let padded = Array(name.utf8) + [UInt8](repeating: 0, count: name.isEmpty ? 0 : 16 - name.utf8.count)
      var event = inotify_event()
      event.wd = 1
      event.mask = UInt32(bitPattern: mask)
      event.len = UInt32(padded.count)
      return withUnsafeBytes(of: &event) { Array($0.prefix(16)) } + padded
    }
    let bytes =
      record(Int32(IN_MOVED_TO), "a.txt") + record(Int32(IN_Q_OVERFLOW), "") + record(Int32(IN_CREATE), "b")
    let events = bytes.withUnsafeBytes { InotifyEvents.parse($0) }
    #expect(events.map(\.name) == [FileName("a.txt"), nil, FileName("b")])
    let cut = bytes.dropLast(3).withUnsafeBytes { InotifyEvents.parse($0) }
    #expect(cut.count == 2)
  }

  @Test func `rings are gathered until somebody looks`() {
    let doorbell = Doorbell()
    doorbell.ring { $0.whole.insert(FileName("a")) }
    doorbell.ring { $0.overflow = true }
    #expect(doorbell.take() == Doorbell.Rings(whole: [FileName("a")], overflow: true, lost: false))
    #expect(doorbell.take() == Doorbell.Rings())
  }
}
