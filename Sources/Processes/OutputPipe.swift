import CSpawn
import Glibc

/// A pipe that a program writes to and we read; our end does not wait.
public final class OutputPipe {
  /// Our end.
  public let reader: CInt
  /// The program's end; -1 once it is closed here.
  public private(set) var writer: CInt

  /// A pipe; nil if there is no descriptor left.
  public init?() {
    var ends: [CInt] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
    reader = ends[0]
    writer = ends[1]
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(reader)
    closeWriter()
  }

  /// Closes our copy of the program's end, without which the end of its output would never be seen.
  public func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// Takes what there is; false at the end of it.
  public func drain(_ buffer: inout [UInt8], to bytes: inout [UInt8], atMost limit: Int) -> Bool {
    while bytes.count < limit {
      let count = buffer.withUnsafeMutableBytes { read(reader, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
    return true
  }
}
