import Store

/// How the inbox is watched, and what is said of it.
extension Intake {
  /// Takes over an inbox that was opened.
  func take(_ new: Inbox) {
    inbox = new
    noteMode()
  }

  /// Looks how the inbox is watched; a change is said. Where there are no events it is tried again now and then.
  func noteMode() {
    guard let watcher = inbox?.watcher else { return }
    let now = around.clock.monotonic()
    let mode = watcher.mode
    if state.mode != mode.description {
      state.mode = mode.description
      // Only for `status`; a database in trouble is said elsewhere.
      try? around.store.write { try $0.setRuntime("watch-mode", mode.description) }
    }
    switch mode {
    case .events:
      if let over = watching.leave() {
        around.voice.say(
          over.healed, "the inbox tells of what arrives again", [.init(.watchMode, mode.description)])
      }
    case .polling(let why):
      let isDue = watching.wait(now: now) == 0
      guard watching.current?.message != why || isDue else { return }
      if watching.enter(.watchPolling, why, now: now) {
        around.voice.say(
          .watchPolling, "the inbox is looked at every two seconds, because \(why)",
          [.init(.watchMode, "polling")])
      }
      if isDue { rewatch() }
    }
  }

  /// Says that the kernel dropped events, at most once in a while.
  func noteOverflow() {
    let now = around.clock.monotonic()
    if let last = overflowSaid, now - last < Trouble.long { return }
    overflowSaid = now
    around.voice.say(
      .watchOverflow, "the kernel's event queue overflowed; nothing is lost: the inbox is read again")
  }

  /// Tries to get events again. A new watcher is believed only when its canary was heard.
  private func rewatch() {
    guard var current = inbox, current.watcher.isLacking,
      let new = try? Watcher(
        inbox: current.folder, doorbell: around.doorbell, folders: current.folders, isTrusted: false),
      !new.isLacking
    else { return }
    current.watcher.stop()
    current.watcher = new
    inbox = current
    new.start()
  }
}
