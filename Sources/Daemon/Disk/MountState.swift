import Foundation

/// How the file system under a path is mounted, as this process sees it (proc_pid_mountinfo(5)).
struct MountState: Sendable, Equatable {
  /// Read-only in this process's view.
  var isReadOnlyHere: Bool
  /// Read-only for everybody.
  var isReadOnly: Bool

  /// The state of the mount that holds a path; nil if it cannot be told.
  init?(of path: String) {
    guard let text = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return nil }
    self.init(of: path, mountinfo: text)
  }

  /// Reads the lines of mountinfo; of mounts one upon the other the last counts.
  init?(of path: String, mountinfo: String) {
    var best: (length: Int, state: MountState)?
    for line in mountinfo.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 9, let dash = fields.firstIndex(of: "-"), dash + 3 < fields.count else { continue }
      let point = String(fields[4])
      guard path == point || path.hasPrefix(point == "/" ? "/" : point + "/") else { continue }
      guard point.utf8.count >= best?.length ?? 0 else { continue }
      let state = MountState(
        isReadOnlyHere: MountState.isReadOnly(fields[5]), isReadOnly: MountState.isReadOnly(fields[dash + 3]))
      best = (point.utf8.count, state)
    }
    guard let best else { return nil }
    self = best.state
  }

  private init(isReadOnlyHere: Bool, isReadOnly: Bool) {
    self.isReadOnlyHere = isReadOnlyHere
    self.isReadOnly = isReadOnly
  }

  private static func isReadOnly(_ options: Substring) -> Bool {
    options.split(separator: ",").contains("ro")
  }
}
