import Bulletins
import Formats
import Store

/// One walk through what stood in the inbox at one moment. It goes from thread to thread. Nothing that it does is to be seen
/// outside but the copies it makes, so one that is dropped is begun anew.
struct Pass: Sendable {
  /// What gathering needs.
  struct Tools: Sendable {
    var reading: Reading
    var clock: Clock
    var crashGuard: CrashGuard
    var progress: Progress
    var staging: Staging
    var doorbell: Doorbell
    /// So many files are accepted together at most.
    var group: Int
  }

  let tools: Tools
  /// The open inbox, with what is known of unfinished files.
  var inbox: Inbox
  private(set) var lanes: Lanes
  /// The place of the first one in the order of all arrivals.
  private let base: Int64
  /// The names that arrived by a rename and were not claimed yet.
  private var whole: Set<FileName>
  /// Those of them that came meanwhile: what is left at the end is for the next pass.
  private(set) var heard: Set<FileName> = []
  /// The shortest time after which an unfinished file is worth another look, seconds.
  private(set) var wait: Double?
  /// The folders that were met.
  private(set) var folders: [(name: FileName, stamp: FileStamp)] = []
  /// True if something came that no name was told of.
  private var hasMissed = false
  /// When the folder was read last, seconds of the monotonic clock.
  private var scanned: Double

  /// So long red files are looked for and read before they are accepted, seconds.
  private static let hurry = 0.1
  /// So long others are, seconds: a red one that comes meanwhile waits for them.
  private static let longest = 0.25
  /// So often the folder is read for files that came other than by a rename, seconds: it takes 2 µs a file.
  private static let rescan = 1.0

  /// The place in the order of all arrivals that the next pass begins with.
  var end: Int64 { base + Int64(lanes.end) }

  /// - Parameters:
  ///   - whole: the names that arrived by a rename.
  ///   - base: the place of the first one in the order of all arrivals.
  /// - Throws: `SystemError` if the inbox cannot be listed.
  init(_ inbox: Inbox, whole: Set<FileName>, from base: Int64, tools: Tools) throws {
    self.inbox = inbox
    self.base = base
    self.tools = tools
    scanned = tools.clock.monotonic()
    let names = try inbox.scan()
    lanes = Lanes(names)
    self.whole = whole.intersection(names)
    self.inbox.settle.keep(Set(names))
  }

  mutating func wait(_ seconds: Double) { wait = min(wait ?? seconds, max(seconds, 0.01)) }

  /// The next files that are complete, read: red ones alone if there are any, else as they came. There may be none.
  mutating func gather() -> Group {
    hear()
    var group = Group()
    var timer = Stopwatch(tools.clock)
    while let turn = nextRed(timer) {
      add(turn, to: &group)
      if group.isFull(at: min(tools.group, Lanes.few)) { break }
    }
    if !group.isEmpty || lanes.hasUnseen { return group }
    timer = Stopwatch(tools.clock)
    while !group.isFull(at: tools.group), !Task.isCancelled, timer.seconds < Pass.longest,
      let turn = lanes.next()
    {
      tools.progress.step()
      add(turn, to: &group)
    }
    return group
  }

  /// Hears what has come meanwhile.
  private mutating func hear() {
    let arrivals = tools.doorbell.takeArrivals()
    let names = arrivals.whole.filter(inbox.isTaken)
    // What cannot be looked at now is left to the next pass.
    for name in (try? inbox.inOrder(names)) ?? [] { lanes.add(name) }
    whole.formUnion(arrivals.whole)
    heard.formUnion(arrivals.whole)
    hasMissed = hasMissed || arrivals.unnamed
    let now = tools.clock.monotonic()
    guard hasMissed, now - scanned >= Pass.rescan, let names = try? inbox.scan() else { return }
    hasMissed = false
    scanned = now
    for name in names { lanes.add(name) }
  }

  private mutating func nextRed(_ timer: Stopwatch) -> Turn? {
    let (inbox, progress) = (inbox, tools.progress)
    return lanes.nextRed(while: { !Task.isCancelled && timer.seconds < Pass.hurry }) { name in
      progress.step()
      return inbox.looksRed(name)
    }
  }

  /// Finds out what one name is.
  private mutating func add(_ turn: Turn, to group: inout Group) {
    let name = turn.name
    let claimed = tools.clock.monotonic()
    let isWhole = whole.remove(name) != nil
    heard.remove(name)
    do {
      switch try inbox.claimer.claim(name, whole: isWhole, settle: &inbox.settle, now: claimed) {
      case .file(let file):
        var candidate = Candidate(
          name: file.name, stamp: file.stamp, content: (file.bytes, file.hash), outcome: outcome(of: file),
          claimed: claimed)
        // If it cannot be made, the acceptance tries again and says why.
        candidate.staged = try? tools.staging.stage((file.bytes, file.hash))
        add(candidate, turn, to: &group)
      case .refused(let refusal):
        add(
          Candidate(
            name: refusal.name, stamp: refusal.stamp,
            outcome: .refused(code: refusal.code, reason: refusal.reason), claimed: claimed), turn, to: &group
        )
      case .wait(let seconds):
        wait(seconds)
        lanes.forget(name)
      case .folder(let stamp): folders.append((name, stamp))
      case .gone: lanes.forget(name)
      }
    } catch {
      group.failures.append((name, error))
    }
  }

  private func add(_ candidate: Candidate, _ turn: Turn, to group: inout Group) {
    var candidate = candidate
    candidate.arrival = base + Int64(turn.place)
    group.add(candidate)
  }

  private func outcome(of file: ClaimedFile) -> Candidate.Outcome {
    if tools.crashGuard.condemns(file.hash) {
      return .refused(
        code: "crashed",
        reason: """
          \(file.name.display) crashed bulletind twice while it was read, so it is not read again; report the fault with the \
          file, and drop its text in another format.
          """)
    }
    return tools.crashGuard.reading(file.hash) {
      Candidate.Outcome(
        tools.reading, bytes: file.bytes, name: file.name.base, today: tools.clock.now().localDay)
    }
  }
}

/// How long something has taken.
private struct Stopwatch {
  private let clock: Clock
  private let start: Double

  init(_ clock: Clock) {
    self.clock = clock
    start = clock.monotonic()
  }

  var seconds: Double { clock.monotonic() - start }
}
