import Foundation
import Glibc
import Synchronization

@testable import Daemon

/// The program itself, running over a spool of its own, as systemd would see it: by its notifications.
final class RunningDaemon {
  /// What a test waited for did not come.
  struct TooLate: Error, CustomStringConvertible {
    var description: String
  }

  private let process = Process()
  private let socket: Int32
  private let path: String
  private let errors: URL
  private(set) var statuses: [String] = []

  /// strace(1), for tests that inject what a kernel does; nil where it is not installed or may not trace.
  static let strace: String? = {
    let path = "/usr/bin/strace"
    guard access(path, X_OK) == 0 else { return nil }
    let probe = Process()
    probe.executableURL = URL(filePath: path)
    probe.arguments = ["-qq", "-o", "/dev/null", "/bin/true"]
    probe.standardError = FileHandle.nullDevice
    guard (try? probe.run()) != nil else { return nil }
    probe.waitUntilExit()
    return probe.terminationStatus == 0 ? path : nil
  }()

  /// Starts it and waits until it is ready.
  ///
  /// - Parameters:
  ///   - settings: further lines of the configuration.
  ///   - tracing: arguments of strace under which it runs.
  ///   - arguments: further arguments of `run`.
  init(
    _ spool: TemporarySpool, settings: String = "limits: {settle: 0.05}", tracing: [String] = [],
    arguments: [String] = []
  ) throws {
    // The path of a socket is short (unix(7)).
    path = "/tmp/bulletind-\(UUID().uuidString.prefix(8)).notify"
    errors = spool.root.appending(path: "errors.txt")
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0 else { throw TooLate(description: "no socket: \(String(cString: strerror(errno)))") }
    let folders = spool.configuration.folders
    let configuration = spool.root.appending(path: "running.yaml")
    let lines =
      "inbox: \(folders.inbox)\nwork: \(folders.work)\narchive: \(folders.archive)\n"
      + "rejected: \(folders.rejected)\nstate: \(folders.state)\n\(settings)\n"
    try Data(lines.utf8).write(to: configuration)
    try Data().write(to: errors)
    let run = [CommandTests.program, "run", "--config", configuration.path] + arguments
    let strace = RunningDaemon.strace ?? "/usr/bin/strace"
    let command = tracing.isEmpty ? run : [strace, "-f", "-qq", "-o", "/dev/null"] + tracing + run
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(["NOTIFY_SOCKET": path]) { $1 }
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try wait("READY=1")
  }

  deinit {
    if process.isRunning { end(SIGKILL) }
    close(socket)
    unlink(path)
  }

  /// The process of the program itself.
  var pid: Int32 {
    let own = process.processIdentifier
    guard process.executableURL?.lastPathComponent == "strace" else { return own }
    let children = try? String(contentsOfFile: "/proc/\(own)/task/\(own)/children", encoding: .utf8)
    return children.flatMap { Int32($0.split(separator: " ").first ?? "") } ?? own
  }

  /// Waits for a notification that contains these words.
  @discardableResult
  func wait(_ words: String..., seconds: Double = 60) throws -> String {
    let deadline = Clock.system.monotonic() + seconds
    while true {
      let left = deadline - Clock.system.monotonic()
      var waits = [pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
      guard left > 0, poll(&waits, 1, Int32(left * 1000)) > 0 else {
        let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
        throw TooLate(
          description: "no notification with \(words); last: \(statuses.suffix(3)); \(said.suffix(2000))")
      }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(socket, &buffer, buffer.count, 0)
      let text = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
      statuses.append(text)
      if words.allSatisfy(text.contains) { return text }
    }
  }

  /// Ends it and waits for that.
  ///
  /// - Returns: its exit status.
  @discardableResult
  func end(_ signal: Int32 = SIGTERM) -> Int32 {
    kill(pid, signal)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// True if a signal ends it within so many seconds.
  func ends(by signal: Int32, within seconds: Double) -> Bool {
    kill(pid, signal)
    let deadline = Clock.system.monotonic() + seconds
    // Foundation tells of the end only by waiting for it without a deadline.
    while process.isRunning, Clock.system.monotonic() < deadline { usleep(10_000) }
    return !process.isRunning
  }

  /// The most memory that it ever had, bytes (proc_pid_status(5), VmHWM).
  var peakMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }

  /// What it said without a journal.
  var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

  /// True if entries go to the journal of this machine and not to standard error.
  static var hasJournal: Bool { SystemJournal() != nil }
}
