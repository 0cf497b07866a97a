import CLinux
import Glibc

/// One daemon per state folder: two would take in the same inbox.
enum InstanceLock {
  /// What there is one of.
  enum Role: String, Sendable {
    case daemon = "lock"
    case courier = "courier.lock"
  }

  /// Another daemon holds the lock.
  struct Taken: Error, CustomStringConvertible {
    let path: String
    var role = Role.daemon
    var description: String {
      "another bulletind\(role == .courier ? " courier" : "") runs with the state folder \(path); stop it first, or give this one a configuration of its own"
    }
  }

  /// Takes the lock; it is held until the descriptor ends.
  ///
  /// - Throws: `Taken`, or `SystemError`.
  static func take(in state: Folder, of role: Role = .daemon) throws -> Descriptor {
    let file = try state.append(to: FileName(role.rawValue), mode: 0o640)
    if linux_lock(file.raw) != 0 { throw Taken(path: state.path, role: role) }
    return file
  }
}

extension InstanceLock {
  /// True if a daemon runs with this state folder. Whoever may not look gets false.
  static func isTaken(in path: String, of role: Role = .daemon) -> Bool {
    guard let file = try? Folder(path: path).open(FileName(role.rawValue)) else { return false }
    return linux_lock(file.raw) != 0
  }
}
