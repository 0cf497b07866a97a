import CSystemd
import Glibc
import Store

/// The one file that speaks with libsystemd: journal (sd-journal(3)) and notification (sd_notify(3)).
struct SystemJournal: JournalPort {
  /// The journal, or nil where there is none.
  init?() {
    guard access(JournalSocket.path, W_OK) == 0 else { return nil }
  }

  let canReadBack = true

  /// So long is waited between two looks for an entry, seconds, the longer the longer it takes. journald tells of what it has
  /// written up to 250 ms later (`POST_CHANGE_TIMER_INTERVAL_USEC` in its journal-file.c); the entry itself can be read at once.
  private static let pauses = 0.001...0.25

  var hasEntries: Bool { OpenJournal()?.isEmpty == false }

  func send(_ entry: JournalEntry, waiting: Double) throws {
    // Without a socket the library says that all is well, and the entry is lost.
    guard access(JournalSocket.path, W_OK) == 0 else {
      throw JournalError(
        description:
          "journald does not run (there is no \(JournalSocket.path)); start it, bulletind goes on by itself"
      )
    }
    if try !JournalSocket.send(JournalSocket.datagram(entry.fields), waiting: waiting) { try sendLong(entry) }
  }

  /// What does not fit into a datagram goes by a file in memory, which the library knows how to make.
  private func sendLong(_ entry: JournalEntry) throws {
    let parts = entry.fields.map { Array("\($0.0)=\($0.1)".utf8) }
    var storage: [UInt8] = []
    var lengths: [Int] = []
    for part in parts {
      storage += part
      lengths.append(part.count)
    }
    let result = storage.withUnsafeMutableBytes { buffer in
      var vectors: [iovec] = []
      var offset = 0
      for length in lengths {
        vectors.append(iovec(iov_base: buffer.baseAddress?.advanced(by: offset), iov_len: length))
        offset += length
      }
      return sd_journal_sendv(&vectors, Int32(vectors.count))
    }
    if result < 0 {
      throw JournalError(
        description: "the journal did not take an entry: \(String(cString: strerror(-result)))")
    }
  }

  func find(_ field: JournalField, _ values: Set<String>, since: Timestamp, waiting: Double) -> Set<String> {
    guard !values.isEmpty, let journal = OpenJournal() else { return [] }
    let deadline = Clock.system.monotonic() + waiting
    var found: Set<String> = []
    var pause = SystemJournal.pauses.lowerBound
    while true {
      let sought = values.subtracting(found).map { "\(field.rawValue)=\($0)" }
      journal.seek(sought, of: getuid(), since: since)
      while let value = journal.next(field) { found.insert(value) }
      let left = deadline - Clock.system.monotonic()
      if found.isSuperset(of: values) || left <= 0 { return found.intersection(values) }
      journal.wait(seconds: min(left, pause))
      pause = min(pause * 2, SystemJournal.pauses.upperBound)
    }
  }
}

/// An open journal, for reading what this user has written.
private struct OpenJournal: ~Copyable {
  private let handle: OpaquePointer

  init?() {
    var handle: OpaquePointer?
    guard sd_journal_open(&handle, Int32(SD_JOURNAL_LOCAL_ONLY)) >= 0, let handle else { return nil }
    self.handle = handle
  }

  deinit { sd_journal_close(handle) }

  /// Looks for entries that match, from a point in time on. Anybody may send an entry with our identifier and ids: only
  /// `_UID`, which journald itself sets, tells who did.
  func seek(_ matches: [String], of user: uid_t, since: Timestamp) {
    sd_journal_flush_matches(handle)
    add("_UID=\(user)")
    for match in matches { add(match) }
    sd_journal_seek_realtime_usec(handle, UInt64(max(0, since.microseconds)))
  }

  /// When the next entry that matches was written.
  func nextTime() -> Timestamp? {
    var time: UInt64 = 0
    guard sd_journal_next(handle) > 0, sd_journal_get_realtime_usec(handle, &time) >= 0 else { return nil }
    return Timestamp(microseconds: Int64(clamping: time))
  }

  /// The field of the next entry that matches.
  func next(_ field: JournalField) -> String? {
    guard sd_journal_next(handle) > 0 else { return nil }
    var data: UnsafeRawPointer?
    var length = 0
    guard sd_journal_get_data(handle, field.rawValue, &data, &length) >= 0, let data else { return "" }
    let bytes = UnsafeRawBufferPointer(start: data, count: length)
    return String(decoding: bytes.dropFirst(field.rawValue.utf8.count + 1), as: UTF8.self)
  }

  /// True if not one entry can be seen.
  var isEmpty: Bool {
    sd_journal_flush_matches(handle)
    sd_journal_seek_tail(handle)
    return sd_journal_previous(handle) <= 0
  }

  /// Waits until something is written to the journal.
  func wait(seconds: Double) { sd_journal_wait(handle, UInt64(seconds * 1_000_000)) }

  private func add(_ match: String) { sd_journal_add_match(handle, match, match.utf8.count) }
}

/// What a daemon has written to the journal, for a command that perhaps another user runs.
struct DaemonJournal: JournalReader {
  /// The user of the daemon.
  private let user: uid_t

  /// The journal of the daemon whose database this is; nil if there is none.
  init?(databaseOf configuration: Configuration) {
    var info = stat()
    guard stat(configuration.folders.database, &info) == 0 else { return nil }
    user = info.st_uid
  }

  func oldest() -> Timestamp? {
    guard let journal = OpenJournal() else { return nil }
    journal.seek(
      ["SYSLOG_IDENTIFIER=\(JournalEntry.identifier)"], of: user, since: Timestamp(microseconds: 0))
    return journal.nextTime()
  }

  func deliveries(of priority: Priority, since: Timestamp) -> [String: Int] {
    guard let journal = OpenJournal() else { return [:] }
    journal.seek(
      ["SYSLOG_IDENTIFIER=\(JournalEntry.identifier)", "PRIORITY=\(priority.rawValue)"], of: user,
      since: since)
    var counts: [String: Int] = [:]
    while let value = journal.next(.deliveryID) { counts[value, default: 0] += 1 }
    return counts
  }
}

/// Tells the service manager how it goes. Without one (NOTIFY_SOCKET unset) nothing happens.
enum ServiceManager {
  /// Everything that was to be done before others may rely on the service is done.
  static func ready(status: String) { notify("READY=1\nSTATUS=\(status)") }
  /// One line for `systemctl status`.
  static func status(_ text: String) { notify("STATUS=\(text)") }
  /// It works and needs more time before it is ready, up to a minute (sd_notify(3), EXTEND_TIMEOUT_USEC).
  static func busy(_ text: String) { notify("EXTEND_TIMEOUT_USEC=60000000\nSTATUS=\(text)") }
  /// A new configuration is being read; `ready` ends it.
  static func reloading() { notify("RELOADING=1") }
  /// The service is about to end.
  static func stopping(status: String) { notify("STOPPING=1\nSTATUS=\(status)") }
  /// It is alive (sd_watchdog_enabled(3)).
  static func alive() { notify("WATCHDOG=1") }

  /// Within so many seconds a sign of life is expected; nil if none is.
  static var watchdogDeadline: Double? {
    var microseconds: UInt64 = 0
    return sd_watchdog_enabled(0, &microseconds) > 0 ? Double(microseconds) / 1_000_000 : nil
  }

  private static func notify(_ state: String) { sd_notify(0, state.replacing("\r", with: " ")) }
}
