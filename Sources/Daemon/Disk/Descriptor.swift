import CLinux
import Glibc

/// The owner of a file descriptor: closed once, when it ends.
struct Descriptor: ~Copyable, Sendable {
  /// The number.
  let raw: Int32

  /// Takes over a descriptor.
  init(owning raw: Int32) { self.raw = raw }

  deinit { _ = close(raw) }

  /// Writes all bytes.
  ///
  /// - Throws: `SystemError`.
  func write(_ bytes: some Collection<UInt8>, path: @autoclosure () -> String) throws {
    let done: Void? = try bytes.withContiguousStorageIfAvailable { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = Glibc.write(raw, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          throw SystemError("write", path())
        }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
    if done == nil { try write(Array(bytes), path: path()) }
  }

  /// Reads to the end, but no more than `limit` bytes and one.
  ///
  /// - Returns: the bytes; more than `limit` of them mean that the file is too big.
  /// - Throws: `SystemError`.
  func read(limit: Int, expecting size: Int, path: @autoclosure () -> String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, limit) + 1)
    while bytes.count <= limit {
      let chunk = min(max(size - bytes.count, 0) + 1, 1 << 20, limit + 1 - bytes.count)
      let part = try [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        while true {
          let result = Glibc.read(raw, buffer.baseAddress, chunk)
          if result >= 0 {
            count = result
            return
          }
          if errno != EINTR { throw SystemError("read", path()) }
        }
      }
      if part.isEmpty { break }
      bytes += part
    }
    return bytes
  }

  /// The next bytes, at most a quarter of a megabyte; none at the end.
  ///
  /// - Throws: `SystemError`.
  func piece(path: @autoclosure () -> String) throws -> [UInt8] {
    let most = 1 << 18
    return try [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      count = Int(try check("read", path()) { Int32(Glibc.read(raw, buffer.baseAddress, most)) })
    }
  }

  /// One byte, or nil at the end.
  ///
  /// - Throws: `SystemError`.
  func byte(at offset: Int64, path: @autoclosure () -> String) throws -> UInt8? {
    var byte: UInt8 = 0
    let count = try check("read", path()) { Int32(pread(raw, &byte, 1, off_t(offset))) }
    return count == 1 ? byte : nil
  }

  /// Reads everything and keeps nothing: finds out whether it can be read.
  ///
  /// - Throws: `SystemError`.
  func readThrough(path: @autoclosure () -> String) throws {
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    var offset: off_t = 0
    while true {
      let count = try check("read", path()) { Int32(pread(raw, &piece, piece.count, offset)) }
      if count == 0 { return }
      offset += off_t(count)
    }
  }

  /// Waits until content and size are on the disk (fdatasync(2)).
  func syncData(path: @autoclosure () -> String) throws { try check("sync", path()) { fdatasync(raw) } }

  /// Waits until everything is on the disk (fsync(2)).
  func sync(path: @autoclosure () -> String) throws { try check("sync", path()) { fsync(raw) } }

  /// What a read lease says (fcntl(2), F_SETLEASE): the exact test of "is anybody still writing?".
  enum Lease: Sendable { case granted, writing, notPermitted }

  /// Takes a read lease: granted only while no writer and no writable mapping lives; until it is given back, whoever
  /// opens the file for writing waits. Needs the same owner or CAP_LEASE.
  ///
  /// SIGIO, which a lease break sends, is blocked in the whole process.
  func takeLease() -> Lease {
    if linux_read_lease(raw, 1) == 0 { return .granted }
    return errno == EAGAIN ? .writing : .notPermitted
  }

  /// Gives the lease back.
  func releaseLease() { _ = linux_read_lease(raw, 0) }

  /// What the file is now.
  ///
  /// - Throws: `SystemError`.
  func entry(path: @autoclosure () -> String) throws -> Folder.Entry {
    var info = stat()
    try check("look at", path()) { fstat(raw, &info) }
    return Folder.Entry(info)
  }
}
