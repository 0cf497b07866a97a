public import Glibc

/// A program that runs: nobody but its owner waits for it, and it does not outlive its owner.
public struct ChildProcess: ~Copyable {
  /// Its number, which is that of its process group too.
  public let id: pid_t
  private let handle: OwnedDescriptor
  private var status: Int?

  init(id: pid_t, handle: consuming OwnedDescriptor) {
    self.id = id
    self.handle = handle
  }

  /// A descriptor that can be read when the program is over (pidfd_open(2)).
  public var over: CInt { handle.number }

  /// Ends the whole group and gives the status of its first process: the exit status, or 128 and the number of the signal.
  @discardableResult
  public mutating func end() -> Int {
    if let status { return status }
    let status = ChildProcess.end(id)
    self.status = status
    return status
  }

  deinit { if status == nil { _ = ChildProcess.end(id) } }

  /// The group is killed before its first process is waited for: until then the number of the group cannot be another's.
  static func end(_ child: pid_t) -> Int {
    kill(-child, SIGKILL)
    var status: CInt = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + Int(signal)
  }
}
