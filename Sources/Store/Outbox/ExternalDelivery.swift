/// A bulletin, or a part of one, on its way to an external handler.
public struct ExternalDelivery: Sendable, Equatable {
  /// The row.
  public var id: Int64
  /// `DELIVERY_ID`: the same whatever happens, made from bulletin, part, handler and version.
  public var deliveryID: String
  /// The receipt of the bulletin; nil for what was announced of none (a digest, an item that became overdue).
  public var bulletin: Int64?
  /// The handler and its version when the delivery was made.
  public var handler: String, version: Int
  /// Which part of the bulletin: empty for all of it.
  public var part: String
  /// True if it goes before those that are not.
  public var red: Bool
  /// When it was made.
  public var created: Timestamp
  /// From when on its lifetime counts: when it was made, or last released or retried.
  public var born: Timestamp
  /// How it stands.
  public var state: OutboxEntry.State
  /// How often it was tried.
  public var attempts: Int
  /// How often it failed since ``born``; a temporary failure does not count.
  public var failures: Int
  /// What went wrong last.
  public var error: String?
  /// Not before.
  public var nextAttempt: Timestamp
  /// When it was done or given up.
  public var finished: Timestamp?

  /// A delivery that was not tried yet, unless more is said.
  public init(
    id: Int64, deliveryID: String, bulletin: Int64?, handler: String, version: Int, part: String, red: Bool,
    created: Timestamp, born: Timestamp? = nil, state: OutboxEntry.State = .pending, attempts: Int = 0,
    failures: Int = 0, error: String? = nil, nextAttempt: Timestamp? = nil, finished: Timestamp? = nil
  ) {
    self.id = id
    self.deliveryID = deliveryID
    self.bulletin = bulletin
    self.handler = handler
    self.version = version
    self.part = part
    self.red = red
    self.created = created
    self.born = born ?? created
    self.state = state
    self.attempts = attempts
    self.failures = failures
    self.error = error
    self.nextAttempt = nextAttempt ?? created
    self.finished = finished
  }
}

/// A part of a bulletin that an external handler is to get.
public struct DeliveryPart: Sendable, Equatable {
  /// Names the part within its bulletin; empty for all of it.
  public var key: String
  /// True if it is red.
  public var red: Bool

  /// A part.
  public init(key: String, red: Bool) {
    self.key = key
    self.red = red
  }
}
