import Glibc

/// Hands an entry to journald without ever waiting longer than told.
///
/// sd_journal_sendv(3) waits for ever when journald stands still and its queue is full (net.unix.max_dgram_qlen entries), and
/// with it the intake, the start and the end. The protocol is public: https://systemd.io/JOURNAL_NATIVE_PROTOCOL/.
enum JournalSocket {
  /// Where journald listens.
  static let path = "/run/systemd/journal/socket"

  /// The fields as one datagram: `NAME=value`, or, where the value has line breaks, its name, its size and itself.
  static func datagram(_ fields: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      bytes += name.utf8
      if value.utf8.contains(UInt8(ascii: "\n")) {
        bytes.append(UInt8(ascii: "\n"))
        withUnsafeBytes(of: UInt64(value.utf8.count).littleEndian) { bytes += $0 }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += value.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Sends one datagram.
  ///
  /// - Parameter waiting: seconds that journald is given to make room.
  /// - Returns: false if it is too long for a datagram.
  /// - Throws: `JournalError` if it was not taken.
  static func send(_ datagram: [UInt8], to path: String = path, waiting: Double) throws -> Bool {
    let raw = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard raw >= 0 else { throw failure() }
    let socket = Descriptor(owning: raw)
    try connect(socket, to: path)
    let deadline = Clock.system.monotonic() + waiting
    while true {
      let sent = Glibc.send(socket.raw, datagram, datagram.count, Int32(MSG_NOSIGNAL))
      if sent == datagram.count { return true }
      switch errno {
      case EMSGSIZE: return false
      case EINTR: continue
      case EAGAIN, ENOBUFS:
        let left = deadline - Clock.system.monotonic()
        if left <= 0 { throw JournalError(description: "journald stands still: its queue is full") }
        var wait = pollfd(fd: socket.raw, events: Int16(POLLOUT), revents: 0)
        _ = poll(&wait, 1, Int32(min(left, 1) * 1000) + 1)
      default: throw failure()
      }
    }
  }

  /// Connected, a socket is writable only while the other side's queue has room (poll(2) tells).
  private static func connect(_ socket: borrowing Descriptor, to path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    let raw = socket.raw
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if result != 0 { throw failure() }
  }

  private static func failure() -> JournalError {
    JournalError(description: "the journal did not take an entry: \(String(cString: strerror(errno)))")
  }
}
