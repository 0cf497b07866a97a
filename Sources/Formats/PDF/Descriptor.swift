import CSpawn
import Glibc

/// A file descriptor that is closed when its owner goes.
struct Descriptor: ~Copyable {
  /// The number that the kernel knows.
  let number: CInt

  /// Takes a descriptor over; nil if it is none, as a failed call returns.
  init?(_ number: CInt) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// An anonymous file in memory that holds these bytes, read from its start (memfd_create(2)).
  static func memory(_ bytes: [UInt8]) -> Descriptor? {
    guard let file = Descriptor(memfd_create("bulletin", 1)) else { return nil }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(file.number, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      written += count
    }
    guard lseek(file.number, 0, SEEK_SET) == 0 else { return nil }
    return file
  }
}
