import Glibc
import Store

/// The journal's stand-in where there is none: lines on standard error with `<N>` before them, which systemd and syslog
/// read as a priority (sd-daemon(3)).
struct StandardErrorJournal: JournalPort {
  let canReadBack = false
  let hasEntries = false

  func send(_ entry: JournalEntry, waiting: Double) throws {
    let line = "<\(entry.priority.rawValue)>\(entry.message)\n"
    let written = line.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    if written < 0 {
      throw JournalError(description: "standard error is closed: \(String(cString: strerror(errno)))")
    }
  }

  func find(_ field: JournalField, _ values: Set<String>, since: Timestamp, waiting: Double) -> Set<String> {
    []
  }
}
