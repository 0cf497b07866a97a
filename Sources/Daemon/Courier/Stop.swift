import CLinux
import Glibc
import Synchronization

/// Tells all threads that follow a program that everything is to end: a pipe whose reading end is in every poll(2).
final class Stop: Sendable {
  private let reader: Descriptor
  private let writer: Descriptor
  private let isSaid = Mutex(false)

  init() {
    var ends: [Int32] = [-1, -1]
    // Without descriptors there is nothing to stop by: poll(2) leaves out -1.
    _ = linux_pipe(&ends)
    reader = Descriptor(owning: ends[0])
    writer = Descriptor(owning: ends[1])
  }

  /// Can be read once it is said.
  var descriptor: Int32 { reader.raw }

  /// True once it is said.
  var isDone: Bool { isSaid.withLock { $0 } }

  /// Says it.
  func done() {
    isSaid.withLock { $0 = true }
    _ = Glibc.write(writer.raw, "x", 1)
  }
}
