import CSpawn
import Foundation
import Glibc
import Processes
import Synchronization

/// Handlers' programs and what they leave behind: it becomes a child of ours, and ends with its delivery.
enum Orphans {
  /// The programs that somebody follows. Nobody else may wait for them, or their status would be lost; so starting,
  /// ending and the search for orphans exclude each other.
  private static let followed = Mutex<Set<pid_t>>([])

  /// From now on what our programs leave behind becomes a child of ours (prctl(2), PR_SET_CHILD_SUBREAPER).
  static func adopt() { _ = cspawn_adopt_orphans() }

  /// Starts a program that the caller follows.
  ///
  /// - Throws: `Program.Failure`.
  static func start(_ program: Program, _ input: Int32, _ output: Int32, _ errors: Int32) throws
    -> ChildProcess
  {
    try followed.withLock { followed in
      let child = try program.start(input: input, output: output, errors: errors)
      followed.insert(child.id)
      return child
    }
  }

  /// Ends a program and its process group, and gives its status.
  @discardableResult
  static func end(_ child: inout ChildProcess) -> Int {
    followed.withLock { followed in
      followed.remove(child.id)
      return child.end()
    }
  }

  /// Ends what a delivery left behind: what is still in its session, and what names it in its environment.
  ///
  /// A process that leaves its session and changes its environment hides from this; the unit's cgroup and TasksMax= hold
  /// that one.
  ///
  /// - Returns: how many processes of this delivery were still there.
  static func endAll(of delivery: String, session: pid_t) -> Int {
    followed.withLock { followed in
      let ours = getsid(0)
      var count = 0
      for child in children() where !followed.contains(child) {
        guard let state = State(of: child), state.session != ours else { continue }
        let isMine = state.session == session || environment(of: child).contains("DELIVERY_ID=\(delivery)")
        guard isMine || state.isZombie else { continue }
        // A child of ours keeps its number until it is waited for.
        kill(child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if isMine { count += 1 }
      }
      return count
    }
  }

  private struct State {
    var isZombie: Bool
    var session: pid_t

    /// proc(5): number, (name), state, parent, group, session; the name may hold anything.
    init?(of process: pid_t) {
      guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return nil }
      let fields = text[text.index(after: end)...].split(separator: " ")
      guard fields.count > 3, let session = pid_t(fields[3]) else { return nil }
      isZombie = fields[0] == "Z"
      self.session = session
    }
  }

  /// proc(5), /proc/PID/task/TID/children.
  private static func children() -> [pid_t] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    return tasks.flatMap { task -> [pid_t] in
      let text = try? String(contentsOfFile: "/proc/self/task/\(task)/children", encoding: .utf8)
      return text?.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) } ?? []
    }
  }

  private static func environment(of process: pid_t) -> Set<String> {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/environ") else { return [] }
    return Set(data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
  }
}
