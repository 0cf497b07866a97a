import CSpawn
import Glibc

/// A file descriptor that is closed when its owner goes.
public struct OwnedDescriptor: ~Copyable {
  /// The number that the kernel knows.
  public let number: CInt

  /// Takes a descriptor over; nil if it is none, as a failed call returns.
  public init?(_ number: CInt) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// An anonymous file in memory that holds these bytes, read from its start (memfd_create(2)).
  ///
  /// As a program's standard input it is better than a pipe: nobody waits, and a program that does not read it harms nobody.
  public static func memory(_ bytes: [UInt8]) -> OwnedDescriptor? {
    guard let file = OwnedDescriptor(memfd_create("bulletin", 1)) else { return nil }
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
