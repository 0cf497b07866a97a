import Bulletins
import Formats
import Store

/// One walk through what stood in the inbox at one moment.
struct Pass: Sendable {
  var names: ArraySlice<FileName>
  /// The names that arrived by a rename.
  var whole: Set<FileName>
  /// The shortest time after which an unfinished file is worth another look, seconds.
  var wait: Double?
  /// The folders that were met.
  var folders: [(name: FileName, stamp: FileStamp)] = []

  mutating func wait(_ seconds: Double) { wait = min(wait ?? seconds, max(seconds, 0.01)) }
}

/// Candidates that are accepted together.
struct Group: Sendable {
  /// So many bytes of content at most, and one file more.
  private static let mostBytes = 8 << 20

  private(set) var candidates: [Candidate] = []
  private var bytes = 0

  mutating func add(_ candidate: Candidate) {
    candidates.append(candidate)
    bytes += candidate.content?.bytes.count ?? 0
  }

  func isFull(at count: Int) -> Bool { candidates.count >= count || bytes >= Group.mostBytes }
}

extension Intake {
  /// One group of the pass under way, or of a new one.
  ///
  /// - Returns: 0 to go on at once; seconds to wait; nil if there is nothing to wait for.
  func step() -> Double? {
    do {
      if pass == nil {
        // In trouble, what arrives meanwhile is no reason to try at once: an inbox that is back is.
        if pause > 0, trouble.current?.event != .inboxMissing { return pause }
        let rings = around.doorbell.take()
        if rings.overflow { noteOverflow() }
        if !reopen() { return pause }
        noteMode()
        if state.trouble != nil { spool = try Spool(configuration.folders) }
        try place()
        pass = try begin(rings.whole)
      }
      return try goOn()
    } catch {
      pass = nil
      return inTrouble(error)
    }
  }

  private func begin(_ whole: Set<FileName>) throws -> Pass? {
    guard var current = inbox else { return nil }
    let names = try current.scan()
    current.settle.keep(Set(names))
    inbox = current
    state.waiting = names.count
    return Pass(names: names[...], whole: whole)
  }

  private func goOn() throws -> Double? {
    guard var current = pass, var inbox else { return pause }
    var group = Group()
    while let name = current.names.popFirst(), !Task.isCancelled {
      around.progress.step()
      if let candidate = candidate(name, &current, &inbox) { group.add(candidate) }
      if group.isFull(at: configuration.limits.group) { break }
    }
    self.inbox = inbox
    try accept(group, &current)
    if !group.candidates.isEmpty || (current.names.isEmpty && current.wait == nil) { recovered() }
    guard current.names.isEmpty else {
      pass = current
      return 0
    }
    pass = nil
    try sayFolders(current.folders)
    try forgetUnstuck(inbox.folder)
    return current.wait
  }

  /// What one name is; nil if there is nothing to accept now.
  private func candidate(_ name: FileName, _ pass: inout Pass, _ inbox: inout Inbox) -> Candidate? {
    let claimed = around.clock.monotonic()
    do {
      switch try inbox.claimer.claim(
        name, whole: pass.whole.contains(name), settle: &inbox.settle, now: claimed)
      {
      case .file(let file):
        return Candidate(
          name: file.name, stamp: file.stamp, content: (file.bytes, file.hash), outcome: outcome(of: file),
          claimed: claimed)
      case .refused(let refusal):
        return Candidate(
          name: refusal.name, stamp: refusal.stamp,
          outcome: .refused(code: refusal.code, reason: refusal.reason), claimed: claimed)
      case .wait(let seconds): pass.wait(seconds)
      case .folder(let stamp): pass.folders.append((name, stamp))
      case .gone: break
      }
    } catch {
      waitFor(name, because: error, &pass)
    }
    return nil
  }

  private func outcome(of file: ClaimedFile) -> Candidate.Outcome {
    if crashGuard.condemns(file.hash) {
      return .refused(
        code: "crashed",
        reason: """
          \(file.name.display) crashed bulletind twice while it was read, so it is not read again; report the fault with the \
          file, and drop its text in another format.
          """)
    }
    return crashGuard.reading(file.hash) {
      Candidate.Outcome(reading, bytes: file.bytes, name: file.name.base, today: around.clock.now().localDay)
    }
  }

  /// Accepts a group; if that fails, one by one, so that a single bad one does not hold up the others.
  private func accept(_ group: Group, _ pass: inout Pass) throws {
    let candidates = group.candidates
    guard !candidates.isEmpty else { return }
    do {
      committed(try acceptance.accept(candidates))
    } catch  where !Intake.concernsAll(error) {
      var failures: [(FileName, any Error)] = []
      for candidate in candidates {
        around.progress.step()
        do {
          committed(try acceptance.accept([candidate]))
        } catch {
          failures.append((candidate.name, error))
        }
      }
      // If nothing works, it is not the files.
      if let last = failures.last?.1, failures.count == candidates.count,
        candidates.count > 1 || Intake.isFull(last)
      {
        throw last
      }
      for (name, error) in failures { waitFor(name, because: error, &pass) }
    }
    // Not in the same breath as the commit: what is committed and cannot be placed is never accepted once more.
    try place()
    around.onState(state)
  }

  /// True for an error that one file cannot be the cause of, or need not.
  private static func concernsAll(_ error: any Error) -> Bool {
    if let error = error as? SystemError { return !error.concernsFile }
    return StoreError.concernsAll(error)
  }

  private static func isFull(_ error: any Error) -> Bool { (error as? SystemError)?.isFull ?? false }

  private func committed(_ receipts: [Receipt]) {
    unplaced += receipts
    around.onCommit()
  }

  /// Leaves one file for later, longer each time, and says so once.
  private func waitFor(_ name: FileName, because error: any Error, _ pass: inout Pass) {
    let attempts = stuck[name, default: 0]
    stuck[name] = attempts + 1
    pass.wait(min(Trouble.firstWait * Double(1 << min(attempts, 10)), Intake.longestWaitForFile))
    let now = around.clock.now()
    // If even this cannot be noted, the pass ends in trouble, which is said.
    let isNew = (try? around.store.write { try $0.sayOnce(Intake.notice(name), at: now) }) ?? false
    if isNew { knownStuck?.insert(Intake.notice(name)) }
    if isNew {
      around.voice.say(
        .fileWaiting, "\(name.display) cannot be taken now and stays in the inbox: \(error)",
        [.init(.bulletinFile, name.display)])
    }
  }

  /// Seconds.
  private static let longestWaitForFile = 60.0
  private static let stuckPrefix = "waiting:"

  private static func notice(_ name: FileName) -> String { stuckPrefix + name.display }

  /// Forgets what was said of files that could be taken after all, or are gone: when it comes again it is said again.
  private func forgetUnstuck(_ inbox: Folder) throws {
    stuck = try stuck.filter { try inbox.entry($0.key) != nil }
    let keys = Set(stuck.keys.map(Intake.notice))
    guard keys != knownStuck else { return }
    try around.store.write { try $0.forgetNotices(prefix: Intake.stuckPrefix, except: keys) }
    knownStuck = keys
  }

  /// Says of each folder once that it stays.
  private func sayFolders(_ folders: [(name: FileName, stamp: FileStamp)]) throws {
    let keyed = folders.map { ($0.name, "folder:\($0.stamp.device):\($0.stamp.inode):\($0.name.display)") }
    let keys = Set(keyed.map(\.1))
    guard keys != knownFolders else { return }
    let now = around.clock.now()
    let fresh = try around.store.write { session in
      try session.forgetNotices(prefix: "folder:", except: keys)
      return try keyed.filter { try session.sayOnce($0.1, at: now) }.map(\.0)
    }
    knownFolders = keys
    for name in fresh {
      around.voice.say(
        .folderLeft,
        "the folder \(name.display) stays in the inbox: only files are taken; move its files up into the inbox",
        [.init(.folder, name.display)])
    }
  }
}
