import CLinux
import Foundation
import Glibc
import Store
import Synchronization

/// Says "look" when something happens in the inbox, and nothing more: the folder's content decides.
///
/// It waits in poll(2) on a thread of its own, because work on the thread that reads inotify loses events. Where there
/// are no events (network file systems, no watches left, a canary that is not heard) it says "look" in intervals instead.
final class Watcher: Sendable {
  /// How the inbox is watched.
  enum Mode: Sendable, Equatable, CustomStringConvertible {
    case events
    /// Why there are no events.
    case polling(String)

    var description: String {
      switch self {
      case .events: "inotify"
      case .polling(let why): "polling: \(why)"
      }
    }
  }

  /// So often the folder is looked at where there are no events, seconds.
  static let interval = 2.0

  /// Everything that can make a file appear or complete it. `link()` and `linkat()` raise only IN_CREATE; IN_ATTRIB tells
  /// that a file was made readable.
  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

  /// The folder above tells when the inbox itself goes or comes: while the inbox is open here, its own IN_DELETE_SELF
  /// does not come.
  private static let parentMask = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR)

  /// How it is watched now.
  var mode: Mode { currentMode.withLock { $0 } }
  private let currentMode: Mutex<Mode>
  private let inboxName: FileName
  private let parentWatch: Int32
  private let doorbell: Doorbell
  private let inbox: Folder
  /// The sub-folders, by the numbers of their watches.
  private let folders: [Int32: FileName]
  private let canary: Canary
  private let inotify: Descriptor?
  private let stopRead: Descriptor
  private let stopWrite: Descriptor

  /// Begins to watch; events are kept from now on, so that a scan that follows misses nothing.
  ///
  /// - Parameters:
  ///   - folders: sub-folders that are watched, too.
  ///   - canary: when to prove that events come.
  ///   - isTrusted: false if events count only when the canary was heard.
  /// - Throws: `SystemError` if not even polling is possible.
  init(
    inbox: Folder, doorbell: Doorbell, folders: [InboxFolder] = [], canary: Canary = Canary(),
    isTrusted: Bool = true
  ) throws {
    self.doorbell = doorbell
    self.inbox = inbox
    self.canary = isTrusted ? canary : canary.unheard
    var ends: [Int32] = [-1, -1]
    try check("make a pipe for", "the watcher") { linux_pipe(&ends) }
    stopRead = Descriptor(owning: ends[0])
    stopWrite = Descriptor(owning: ends[1])
    let (parentPath, name) = Spool.split(Array(inbox.path.utf8))
    inboxName = name
    switch Watcher.watch(inbox, folders, parent: parentPath) {
    case .success(let watches):
      self.folders = watches.folders
      inotify = Descriptor(owning: watches.inotify)
      parentWatch = watches.parent
      currentMode = Mutex(isTrusted ? .events : .polling(Watcher.unheard))
    case .failure(let obstacle):
      inotify = nil
      parentWatch = -1
      self.folders = [:]
      currentMode = Mutex(.polling(obstacle.why))
    }
  }

  private static let unheard =
    "events do not come: a file of the daemon's own was touched, and no event told of it"

  /// True if there is no inotify at all, so that only another watcher may have events.
  var isLacking: Bool { rawInotify == nil }

  /// Why there are no events.
  private struct Obstacle: Error { var why: String }

  private struct Watches {
    var inotify: Int32
    var parent: Int32
    var folders: [Int32: FileName] = [:]
  }

  private static func watch(_ inbox: Folder, _ folders: [InboxFolder], parent: [UInt8]) -> Result<
    Watches, Obstacle
  > {
    var magic: Int64 = 0
    if linux_is_remote(inbox.descriptor.raw, &magic) != 0 {
      let type = String(magic, radix: 16)
      return .failure(
        Obstacle(why: "the inbox is on a network file system (type 0x\(type)), which sends no events"))
    }
    let raw = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard raw >= 0 else {
      return .failure(Obstacle(why: "no inotify instance is left (raise fs.inotify.max_user_instances)"))
    }
    // Through /proc the watch is on the folder that is open, whatever stands under its path meanwhile.
    var watches: [Int32: FileName] = [:]
    for folder in folders {
      watches[inotify_add_watch(raw, "/proc/self/fd/\(folder.folder.descriptor.raw)", mask)] = folder.name
    }
    let own = inotify_add_watch(raw, "/proc/self/fd/\(inbox.descriptor.raw)", mask)
    if own < 0 || watches[-1] != nil {
      let error = String(cString: strerror(errno))
      _ = close(raw)
      return .failure(Obstacle(why: "no watch is left (raise fs.inotify.max_user_watches): \(error)"))
    }
    // Where the folder above may not be watched, a look at the inbox still finds out.
    let above = inotify_add_watch(raw, String(decoding: parent + [0x2F], as: UTF8.self), parentMask)
    return .success(Watches(inotify: raw, parent: above, folders: watches))
  }

  /// Starts the thread. It ends at ``stop()`` or when the watcher goes away.
  func start() {
    let thread = Thread { [self] in loop() }
    thread.name = "watcher"
    thread.start()
  }

  /// Ends the thread.
  func stop() { _ = Glibc.write(stopWrite.raw, "x", 1) }

  private func loop() {
    let events = Int16(POLLIN)
    var waits = [pollfd(fd: stopRead.raw, events: events, revents: 0)]
    let hasEvents = rawInotify != nil
    if let raw = rawInotify { waits.append(pollfd(fd: raw, events: events, revents: 0)) }
    var canary = canary
    var file = CanaryFile(in: inbox)
    while true {
      // What is touched now may turn out not to be heard: the mode is looked at afterwards.
      let untilSong = hasEvents ? sing(&canary, &file) : .infinity
      let timeout = min(untilSong, mode == .events ? .infinity : Watcher.interval)
      let ready = poll(&waits, nfds_t(waits.count), Watcher.milliseconds(timeout))
      if ready < 0, errno != EINTR { return doorbell.ring { $0.lost = true } }
      if waits[0].revents != 0 { return }
      if ready == 0, mode != .events { doorbell.ring() }
      if waits.count > 1, waits[1].revents != 0, drain(file.name) { tell(canary.heard()) }
    }
  }

  private static func milliseconds(_ seconds: Double) -> Int32 {
    seconds.isFinite ? Int32(clamping: Int((seconds * 1000).rounded(.up))) : -1
  }

  /// Touches the canary when it is time.
  ///
  /// - Returns: seconds until there is something to do again.
  private func sing(_ canary: inout Canary, _ file: inout CanaryFile) -> Double {
    while true {
      let now = Clock.system.monotonic()
      let (step, news) = canary.step(now: now)
      tell(news)
      guard case .sing = step else {
        if case .wait(let seconds) = step { return seconds }
        return 0
      }
      if file.touch() { canary.sang(at: now) } else { canary.couldNotSing(at: now) }
    }
  }

  private func tell(_ news: Canary.News?) {
    switch news {
    case nil: return
    case .heard: currentMode.withLock { $0 = .events }
    case .lost:
      currentMode.withLock { $0 = .polling(Watcher.unheard) }
    }
    doorbell.ring { $0.modeChanged = true }
  }

  /// Reads what the kernel has to tell.
  ///
  /// - Returns: true if the canary was heard.
  private func drain(_ canary: FileName) -> Bool {
    guard let raw = rawInotify else { return false }
    var isHeard = false
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
      while true {
        let count = Glibc.read(raw, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        let events = InotifyEvents.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        let others = events.filter { $0.name != canary || $0.watch == parentWatch }
        if others.count < events.count { isHeard = true }
        if !others.isEmpty { note(others) }
      }
    }
    return isHeard
  }

  private var rawInotify: Int32? {
    switch inotify {
    case .some(let inotify): inotify.raw
    case .none: nil
    }
  }

  private func note(_ events: [InotifyEvents.Event]) {
    doorbell.ring { rings in
      for event in events {
        if event.watch == parentWatch, event.name != nil {
          if event.name == inboxName { rings.lost = true }
          continue
        }
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { rings.overflow = true }
        if event.mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT) != 0 {
          rings.lost = true
        }
        if event.mask & UInt32(IN_MOVED_TO) != 0, let name = event.name {
          rings.whole.insert(folders[event.watch].map(name.inside) ?? name)
        } else {
          rings.unnamed = true
        }
      }
    }
  }
}
