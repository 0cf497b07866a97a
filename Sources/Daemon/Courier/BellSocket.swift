import CLinux
import Dispatch
import Glibc
import Store

/// A doorbell for other processes: a datagram socket, whose path stands in the database. What arrives is a ring, whatever
/// it says; whoever missed one looks all the same after a while.
final class BellSocket: Sendable {
  /// Whose bell it is.
  enum Owner: String, Sendable { case daemon, courier }

  private let path: String
  private let source: Source

  /// Listens in RUNTIME_DIRECTORY, else in the state folder.
  ///
  /// - Returns: nil if there can be no socket; then rings are missed.
  init?(_ owner: Owner, configuration: Configuration, store: Store, ring: @escaping @Sendable () -> Void) {
    let runtime = getenv("RUNTIME_DIRECTORY").map { String(cString: $0) }?.split(separator: ":").first
    path = (runtime.map(String.init) ?? configuration.folders.state) + "/\(owner.rawValue).bell"
    let raw = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard raw >= 0 else { return nil }
    unlink(path)
    guard BellSocket.withAddress(path, { bind(raw, $0, $1) }) == 0 else {
      close(raw)
      return nil
    }
    chmod(path, 0o660)
    let reading = DispatchSource.makeReadSource(fileDescriptor: raw, queue: DispatchQueue(label: "bell"))
    reading.setEventHandler {
      var byte: UInt8 = 0
      while recv(raw, &byte, 1, 0) >= 0 {}
      ring()
    }
    reading.setCancelHandler { close(raw) }
    reading.resume()
    source = Source(value: reading)
    // Without the note nobody rings; the bell's owner looks after a while.
    try? store.write { [path] in try $0.setRuntime(BellSocket.key(owner), path) }
  }

  deinit {
    source.value.cancel()
    unlink(path)
  }

  /// Rings somebody's bell, if somebody is there.
  static func ring(_ owner: Owner, in store: Store) {
    guard let path = try? store.read({ try $0.runtime(key(owner)) }) else { return }
    ring(path)
  }

  private static func ring(_ path: String) {
    let raw = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { return }
    defer { close(raw) }
    _ = withAddress(path) { sendto(raw, "!", 1, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL), $0, $1) }
  }

  private static func key(_ owner: Owner) -> String { "bell-\(owner.rawValue)" }

  /// Calls `body` with the address of a socket (unix(7)); -1 if the path is too long for one.
  private static func withAddress<Value: SignedInteger>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Value
  ) -> Value {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else { return -1 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// `DispatchSourceRead` is not marked Sendable on Linux.
  ///
  /// Unchecked because libdispatch's objects may be used from any thread (dispatch_object(3)) and this one is only
  /// cancelled.
  private struct Source: @unchecked Sendable {
    let value: any DispatchSourceRead
  }
}
