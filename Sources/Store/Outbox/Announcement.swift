internal import Bulletins

/// What the world is to be told: one journal entry to be.
///
/// Handlers return announcements and never talk to the journal: what is announced is committed with the bulletin and
/// leaves through the outbox afterwards, so that a crash between the two loses nothing and repeats nothing.
public struct Announcement: Sendable, Equatable {
  /// A field and its value; a field may stand more than once.
  public struct Field: Sendable, Equatable {
    /// The name.
    public var name: JournalField
    /// The value.
    public var value: String

    /// A field.
    public init(_ name: JournalField, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What happened; gives the `MESSAGE_ID`.
  public var event: Event
  /// How urgent it is.
  public var priority: Priority
  /// The text for people.
  public var message: String
  /// Everything a program may want.
  public var fields: [Field]
  /// What makes it the same announcement again, within its bulletin: the words that are hashed into `ALERT_ID`.
  public var identity: [String]

  /// An announcement. `priority` is the event's own unless given.
  public init(
    _ event: Event, priority: Priority? = nil, message: String, fields: [Field] = [], identity: [String]
  ) {
    self.event = event
    self.priority = priority ?? event.priority
    self.message = message
    self.fields = fields
    self.identity = identity
  }

  /// Adds a field if there is a value for it.
  public mutating func add(_ name: JournalField, _ value: String?) {
    if let value { fields.append(Field(name, value)) }
  }

  /// The first value of a field.
  public func value(of name: JournalField) -> String? { fields.first { $0.name == name }?.value }

  /// The fields as the outbox stores them.
  var storedFields: String {
    var text = "["
    for field in fields {
      text += text.utf8.count > 1 ? ",[" : "["
      JSON.write(field.name.rawValue, to: &text)
      text += ","
      JSON.write(field.value, to: &text)
      text += "]"
    }
    return text + "]"
  }
}
