import CLinux
import Glibc

/// One daemon per state folder: two would take in the same inbox.
enum InstanceLock {
  /// Another daemon holds the lock.
  struct Taken: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "another bulletind runs with the state folder \(path); stop it first, or give this one a configuration of its own"
    }
  }

  /// Takes the lock; it is held until the descriptor ends.
  ///
  /// - Throws: `Taken`, or `SystemError`.
  static func take(in state: Folder) throws -> Descriptor {
    let file = try state.append(to: FileName("lock"), mode: 0o640)
    if linux_lock(file.raw) != 0 { throw Taken(path: state.path) }
    return file
  }
}

extension InstanceLock {
  /// True if a daemon runs with this state folder. Whoever may not look gets false.
  static func isTaken(in path: String) -> Bool {
    guard let file = try? Folder(path: path).open(FileName("lock")) else { return false }
    return linux_lock(file.raw) != 0
  }
}
