/// Proves that events come: a pure state machine, the clock is handed in.
///
/// Every now and then a file of the daemon's own in the inbox is touched; the touch must come back as an event. It changes
/// attributes only, so that a full disk does not matter. One that does not come back means that events are lost, whatever
/// the reason; touching goes on, so that it is noticed when they come again.
struct Canary: Sendable {
  /// What to do now.
  enum Step: Sendable, Equatable {
    /// Touch the file, and say how that went by ``sang(at:)`` or ``couldNotSing(at:)``.
    case sing
    /// Look again after so many seconds.
    case wait(seconds: Double)
  }

  /// What an event or the time has changed.
  enum News: Sendable, Equatable { case lost, heard }

  /// So often it is touched, seconds.
  let interval: Double
  /// So long its event may take, seconds.
  let patience: Double

  /// True while its events come.
  private(set) var isHeard = true
  private var sangAt: Double?
  private var nextAt = 0.0

  init(interval: Double = 30, patience: Double = 5) {
    self.interval = interval
    self.patience = patience
  }

  /// The same, not heard yet.
  var unheard: Canary {
    var canary = self
    canary.isHeard = false
    return canary
  }

  /// What is to be done, and whether something is to be told: that events are lost.
  mutating func step(now: Double) -> (Step, News?) {
    var news: News?
    if let sang = sangAt {
      let left = sang + patience - now
      if left > 0 { return (.wait(seconds: left), nil) }
      sangAt = nil
      if isHeard { news = .lost }
      isHeard = false
    }
    return (now >= nextAt ? .sing : .wait(seconds: nextAt - now), news)
  }

  /// It was touched.
  mutating func sang(at now: Double) {
    sangAt = now
    nextAt = now + interval
  }

  /// It could not be touched: that says nothing of events.
  mutating func couldNotSing(at now: Double) { nextAt = now + interval }

  /// Its event has come.
  ///
  /// - Returns: news if events were lost before.
  mutating func heard() -> News? {
    sangAt = nil
    defer { isHeard = true }
    return isHeard ? nil : .heard
  }
}
