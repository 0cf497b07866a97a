import CLinux
import Foundation
import Glibc

/// Says "look" when something happens in the inbox, and nothing more: the folder's content decides.
///
/// It waits in poll(2) on a thread of its own, because work on the thread that reads inotify loses events. Where there
/// are no events (network file systems, no watches left) it says "look" in intervals instead.
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

  /// So often the folder is looked at where there are no events, milliseconds.
  private static let interval: Int32 = 2_000

  /// Everything that can make a file appear or complete it. `link()` and `linkat()` raise only IN_CREATE; IN_ATTRIB tells
  /// that a file was made readable.
  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

  /// The folder above tells when the inbox itself goes or comes: while the inbox is open here, its own IN_DELETE_SELF
  /// does not come.
  private static let parentMask = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR)

  let mode: Mode
  private let inboxName: FileName
  private let parentWatch: Int32
  private let doorbell: Doorbell
  private let inotify: Descriptor?
  private let stopRead: Descriptor
  private let stopWrite: Descriptor

  /// Begins to watch; events are kept from now on, so that a scan that follows misses nothing.
  ///
  /// - Throws: `SystemError` if not even polling is possible.
  init(inbox: Folder, doorbell: Doorbell) throws {
    self.doorbell = doorbell
    var ends: [Int32] = [-1, -1]
    try check("make a pipe for", "the watcher") { linux_pipe(&ends) }
    stopRead = Descriptor(owning: ends[0])
    stopWrite = Descriptor(owning: ends[1])
    let (parentPath, name) = Spool.split(Array(inbox.path.utf8))
    inboxName = name
    var magic: Int64 = 0
    if linux_is_remote(inbox.descriptor.raw, &magic) != 0 {
      mode = .polling(
        "the inbox is on a network file system (type 0x\(String(magic, radix: 16))), which sends no events")
      inotify = nil
      parentWatch = -1
      return
    }
    let raw = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard raw >= 0 else {
      mode = .polling("no inotify instance is left (raise fs.inotify.max_user_instances)")
      inotify = nil
      parentWatch = -1
      return
    }
    // Through /proc the watch is on the folder that is open, whatever stands under its path meanwhile.
    if inotify_add_watch(raw, "/proc/self/fd/\(inbox.descriptor.raw)", Watcher.mask) < 0 {
      mode = .polling(
        "no watch is left (raise fs.inotify.max_user_watches): \(String(cString: strerror(errno)))")
      _ = close(raw)
      inotify = nil
      parentWatch = -1
      return
    }
    // Where the folder above may not be watched, a look at the inbox still finds out.
    parentWatch = inotify_add_watch(
      raw, String(decoding: parentPath + [0x2F], as: UTF8.self), Watcher.parentMask)
    inotify = Descriptor(owning: raw)
    mode = .events
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
    switch inotify {
    case .some(let inotify): waits.append(pollfd(fd: inotify.raw, events: events, revents: 0))
    case .none: break
    }
    let timeout = mode == .events ? -1 : Watcher.interval
    while true {
      let ready = poll(&waits, nfds_t(waits.count), timeout)
      if ready < 0, errno != EINTR { return doorbell.ring { $0.lost = true } }
      if waits[0].revents != 0 { return }
      if ready == 0 { doorbell.ring() }
      if waits.count > 1, waits[1].revents != 0 { drain() }
    }
  }

  private func drain() {
    guard let raw = rawInotify else { return }
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
      while true {
        let count = Glibc.read(raw, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        note(InotifyEvents.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
      }
    }
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
        if event.mask & UInt32(IN_MOVED_TO) != 0, let name = event.name { rings.whole.insert(name) }
      }
    }
  }
}
