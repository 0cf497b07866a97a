import Store

/// What keeps something from working: when to say it, when to try again, when to say that it is over. A pure state
/// machine; the clock is handed in.
///
/// It is said once, however often it is tried again, and once more when it is over. One that comes and goes is not said
/// each time: only when it stays.
struct Trouble: Sendable {
  /// What is wrong now.
  struct Current: Sendable, Equatable {
    var event: Event
    var message: String
  }

  /// Seconds before the first new attempt; doubled each time.
  static let firstWait = 1.0
  /// The longest wait between two attempts, seconds: so soon it heals when the cause goes.
  static let longestWait = 15.0
  /// What was said so many seconds ago is not said again for coming back, unless it stays for ``long``.
  static let quiet = 300.0
  /// Seconds.
  static let long = 60.0

  /// What is wrong; nil if nothing is.
  private(set) var current: Current?

  private var since = 0.0
  private var attempts = 0
  private var retryAt = 0.0
  private var isSaid = false
  private var lastSaid: [Event: Double] = [:]

  /// Notes a failure.
  ///
  /// - Parameter now: seconds of a monotonic clock.
  /// - Returns: true if it is to be said.
  mutating func enter(_ event: Event, _ message: String, now: Double) -> Bool {
    if current?.event != event {
      since = now
      attempts = 0
      isSaid = false
    }
    current = Current(event: event, message: message)
    retryAt = now + min(Trouble.firstWait * Double(1 << min(attempts, 10)), Trouble.longestWait)
    attempts += 1
    if isSaid { return false }
    if let last = lastSaid[event], now - last < Trouble.quiet, now - since < Trouble.long { return false }
    lastSaid[event] = now
    isSaid = true
    return true
  }

  /// Notes that it works.
  ///
  /// - Returns: what is over, if that is to be said.
  mutating func leave() -> Event? {
    defer {
      current = nil
      isSaid = false
    }
    return isSaid ? current?.event : nil
  }

  /// Seconds until it is worth another attempt; 0 if nothing is wrong.
  func wait(now: Double) -> Double { current == nil ? 0 : max(0, retryAt - now) }
}

extension Event {
  /// What is said when a trouble is over.
  var healed: Event {
    switch self {
    case .diskFull, .diskTrouble: .diskRestored
    case .inboxMissing: .inboxRestored
    case .watchPolling: .watchRestored
    case .journalUnconfirmed: .journalRestored
    default: .databaseRestored
    }
  }
}
