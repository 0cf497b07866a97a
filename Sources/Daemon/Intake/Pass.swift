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
    /// So many files are accepted together at most.
    var group: Int
  }

  let tools: Tools
  /// The open inbox, with what is known of unfinished files.
  var inbox: Inbox
  private(set) var names: ArraySlice<FileName>
  /// The names that arrived by a rename.
  private let whole: Set<FileName>
  /// The shortest time after which an unfinished file is worth another look, seconds.
  private(set) var wait: Double?
  /// The folders that were met.
  private(set) var folders: [(name: FileName, stamp: FileStamp)] = []

  /// - Parameter whole: the names that arrived by a rename.
  /// - Throws: `SystemError` if the inbox cannot be listed.
  init(_ inbox: Inbox, whole: Set<FileName>, tools: Tools) throws {
    self.inbox = inbox
    self.whole = whole
    self.tools = tools
    let names = try inbox.scan()
    self.names = names[...]
    self.inbox.settle.keep(Set(names))
  }

  mutating func wait(_ seconds: Double) { wait = min(wait ?? seconds, max(seconds, 0.01)) }

  /// The next files that are complete, read. Only at the end of the pass there may be none.
  mutating func gather() -> Group {
    var group = Group()
    while !group.isFull(at: tools.group), !Task.isCancelled, let name = names.popFirst() {
      tools.progress.step()
      add(name, to: &group)
    }
    return group
  }

  /// Finds out what one name is.
  private mutating func add(_ name: FileName, to group: inout Group) {
    let claimed = tools.clock.monotonic()
    do {
      switch try inbox.claimer.claim(
        name, whole: whole.contains(name), settle: &inbox.settle, now: claimed)
      {
      case .file(let file):
        var candidate = Candidate(
          name: file.name, stamp: file.stamp, content: (file.bytes, file.hash), outcome: outcome(of: file),
          claimed: claimed)
        // If it cannot be made, the acceptance tries again and says why.
        candidate.staged = try? tools.staging.stage((file.bytes, file.hash))
        group.add(candidate)
      case .refused(let refusal):
        group.add(
          Candidate(
            name: refusal.name, stamp: refusal.stamp,
            outcome: .refused(code: refusal.code, reason: refusal.reason), claimed: claimed))
      case .wait(let seconds): wait(seconds)
      case .folder(let stamp): folders.append((name, stamp))
      case .gone: break
      }
    } catch {
      group.failures.append((name, error))
    }
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
