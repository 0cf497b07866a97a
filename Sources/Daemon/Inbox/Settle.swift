import Store

/// Decides whether a file that stands in the inbox is complete: a pure state machine, the clock is handed in.
///
/// Three signs, the strongest first: it came by a rename, which nobody does to half a file; nobody has it open for writing
/// (a lease was granted) and it has been quiet for a while; where leases are not permitted, it has not changed for a while
/// counted from when it was first seen, for copies may preserve an old time of change.
struct Settle: Sendable {
  /// What is known of a file at this moment.
  struct Look: Sendable {
    var stamp: FileStamp
    /// True if it arrived by a rename.
    var whole: Bool
    var writers: Writers
  }

  /// What the lease said.
  enum Writers: Sendable { case none, some, unknown }

  /// What to do.
  enum Verdict: Sendable, Equatable {
    case ready
    /// Look again after so many seconds, or at the next event.
    case wait(seconds: Double)
  }

  private struct Seen: Sendable {
    var stamp: FileStamp
    var since: Double
  }

  /// An empty file must be quiet for so many times as long as others.
  static let emptyFactor = 3.0

  /// So long a file must be quiet, seconds.
  var quiet: Double
  /// So long an empty file must be: many programs make a file first and fill it later.
  var quietEmpty: Double
  /// Look again so often at a file that somebody writes to, seconds: its end raises an event, this is for events lost.
  var recheck: Double = 30

  private var seen: [FileName: Seen] = [:]

  init(quiet: Double = 1, quietEmpty: Double = 3) {
    self.quiet = quiet
    self.quietEmpty = quietEmpty
  }

  /// Judges one look at a file.
  ///
  /// - Parameter now: seconds of a monotonic clock.
  mutating func judge(_ name: FileName, _ look: Look, now: Double) -> Verdict {
    if seen[name]?.stamp != look.stamp { seen[name] = Seen(stamp: look.stamp, since: now) }
    if look.writers == .some { return .wait(seconds: recheck) }
    let needed = look.stamp.size == 0 ? quietEmpty : quiet
    if look.whole, look.stamp.size > 0 { return .ready }
    let quietFor = now - (seen[name]?.since ?? now)
    return quietFor >= needed ? .ready : .wait(seconds: needed - quietFor)
  }

  /// Forgets a file that is gone or taken.
  mutating func forget(_ name: FileName) { seen[name] = nil }

  /// Forgets all files but these.
  mutating func keep(_ names: Set<FileName>) { seen = seen.filter { names.contains($0.key) } }
}
