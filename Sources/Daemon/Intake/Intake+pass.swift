import CLinux
import Store

/// How soon files that could not be taken are worth another try.
private struct Waits {
  /// Seconds.
  private(set) var shortest: Double?

  mutating func add(_ seconds: Double) { shortest = min(shortest ?? seconds, seconds) }
}

extension Intake {
  /// One group of the pass under way, or of a new one.
  ///
  /// - Returns: 0 to go on at once; seconds to wait; nil if there is nothing to wait for.
  func step() async -> Double? {
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
      return try await goOn()
    } catch {
      dropPass()
      return inTrouble(error)
    }
  }

  private func begin(_ whole: Set<FileName>) throws -> Pass? {
    guard var current = inbox else { return nil }
    current.apply(configuration.limits)
    let tools = Pass.Tools(
      reading: reading, clock: around.clock, crashGuard: crashGuard, progress: around.progress,
      staging: Staging(folder: spool.staging), doorbell: around.doorbell, group: configuration.limits.group)
    let last = try arrivals ?? around.store.read { try $0.lastArrival() }
    let pass = try Pass(current, whole: whole, from: last + 1, tools: tools)
    arrivals = pass.end - 1
    state.waiting = pass.lanes.count
    return pass
  }

  /// Accepts the next group, while the one after it is read.
  private func goOn() async throws -> Double? {
    guard var current = pass else { return pause }
    let group = ahead ?? current.gather()
    ahead = nil
    var waits = Waits()
    if current.lanes.isEmpty {
      try accept(group, &waits)
    } else {
      let (age, rest) = (age, current)
      async let next = gatherer.gather(rest)
      let accepted = Result { try accept(group, &waits) }
      (current, ahead) = await next
      if case .failure(let error) = accepted { throw error }
      // A new configuration counts from the next file on.
      if age != self.age {
        dropPass()
        return 0
      }
    }
    arrivals = current.end - 1
    if inbox?.folder === current.inbox.folder { inbox?.settle = current.inbox.settle }
    if let seconds = waits.shortest { current.wait(seconds) }
    if !group.isEmpty || (current.lanes.isEmpty && ahead == nil && current.wait == nil) { recovered() }
    guard current.lanes.isEmpty, ahead == nil else {
      pass = current
      return 0
    }
    pass = nil
    returnMemory()
    let heard = current.heard
    if !heard.isEmpty { around.doorbell.ring { $0.whole.formUnion(heard) } }
    try sayFolders(current.folders)
    try forgetUnstuck(current.inbox.folder)
    return current.wait
  }

  /// Accepts a group; if that fails, one by one, so that a single bad one does not hold up the others.
  private func accept(_ group: Group, _ waits: inout Waits) throws {
    for (name, error) in group.failures { waitFor(name, because: error, &waits) }
    let candidates = group.candidates
    guard !candidates.isEmpty else { return }
    do {
      committed(try acceptance.accept(candidates))
    } catch  where !Intake.concernsAll(error) {
      var failures: [(FileName, any Error)] = []
      for var candidate in candidates {
        around.progress.step()
        // Its copy went with the others.
        candidate.staged = nil
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
      for (name, error) in failures { waitFor(name, because: error, &waits) }
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
    heldSince += receipts.reduce(0) { $0 + Int($1.stamp.size) }
    around.onCommit()
  }

  /// After a flood, or a large ledger, nothing waits any more: what reading them took goes back to the system.
  private func returnMemory() {
    guard heldSince >= Intake.muchRead else { return }
    heldSince = 0
    linux_return_memory()
  }

  /// Leaves one file for later, longer each time, and says so once.
  private func waitFor(_ name: FileName, because error: any Error, _ waits: inout Waits) {
    let attempts = stuck[name, default: 0]
    stuck[name] = attempts + 1
    waits.add(min(Trouble.firstWait * Double(1 << min(attempts, 10)), Intake.longestWaitForFile))
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
