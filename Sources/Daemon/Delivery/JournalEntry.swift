import Bulletins
import Store

/// An entry as the journal gets it: names and values, MESSAGE and PRIORITY among them.
struct JournalEntry: Sendable, Equatable {
  /// Who speaks, in every entry.
  static let identifier = "bulletind"

  let priority: Priority
  let message: String
  let fields: [(String, String)]

  /// An entry about an event of the daemon itself.
  ///
  /// - Parameter others: fields whose names are not ours.
  init(
    _ event: Event, _ message: String, _ fields: [Announcement.Field] = [], priority: Priority? = nil,
    others: [(String, String)] = [],
    file: String = #fileID, line: Int = #line, function: String = #function
  ) {
    self.priority = priority ?? event.priority
    self.message = message.printable
    self.fields =
      JournalEntry.head(event, self.priority, self.message)
      + fields.map { ($0.name.rawValue, $0.value) } + others
      + [("CODE_FILE", file), ("CODE_LINE", String(line)), ("CODE_FUNC", function)]
  }

  /// An entry of the outbox.
  init(_ entry: OutboxEntry) {
    let announcement = entry.announcement
    priority = announcement.priority
    message = announcement.message
    fields =
      JournalEntry.head(announcement.event, priority, message)
      + announcement.fields.map { ($0.name.rawValue, $0.value) }
      + [
        (JournalField.alertID.rawValue, entry.alertID), (JournalField.deliveryID.rawValue, entry.deliveryID),
        ("CODE_FILE", "Handlers/\(entry.handler ?? "intake")"),
      ]
  }

  private static func head(_ event: Event, _ priority: Priority, _ message: String) -> [(String, String)] {
    [
      ("MESSAGE", message), ("PRIORITY", String(priority.rawValue)), ("MESSAGE_ID", event.messageID),
      ("SYSLOG_IDENTIFIER", identifier),
    ]
  }

  static func == (left: JournalEntry, right: JournalEntry) -> Bool {
    left.fields.elementsEqual(right.fields) { $0 == $1 }
  }
}
