import Store

/// Where entries go. The daemon knows only this; the real journal, standard error and a test's recorder are behind it.
protocol JournalPort: Sendable {
  /// True if entries can be read back at all.
  var canReadBack: Bool { get }

  /// True if this user sees any entry, whoever wrote it: a reader without the right to read sees none, and no error.
  var hasEntries: Bool { get }

  /// Hands over one entry.
  ///
  /// - Parameter waiting: seconds that a journal which stands still is given.
  /// - Throws: `JournalError` if it was not taken. Taken does not mean stored.
  func send(_ entry: JournalEntry, waiting: Double) throws

  /// Which of these values of a field stand in entries that this user has written, waiting for them up to a deadline.
  ///
  /// - Parameters:
  ///   - since: look no further back.
  ///   - waiting: seconds.
  func find(_ field: JournalField, _ values: Set<String>, since: Timestamp, waiting: Double) -> Set<String>
}

/// The journal did not take an entry.
struct JournalError: Error, CustomStringConvertible, Sendable {
  let description: String
}

/// Says things of the daemon itself at once, past the outbox.
struct Voice: Sendable {
  /// So long it waits for a journal that stands still, seconds: whoever speaks has other things to do.
  static let patience = 0.2

  let port: any JournalPort

  func say(
    _ event: Event, _ message: String, _ fields: [Announcement.Field] = [], file: String = #fileID,
    line: Int = #line,
    function: String = #function
  ) {
    // There is nobody left to tell if the journal itself does not take it; the next entry tries again.
    try? port.send(
      JournalEntry(event, message, fields, file: file, line: line, function: function),
      waiting: Voice.patience)
  }
}
