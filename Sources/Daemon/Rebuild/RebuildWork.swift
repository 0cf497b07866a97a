import Bulletins
import Handlers
import Store

/// Records the files of an inventory, a group in a transaction.
struct RebuildWork: ~Copyable {
  let spool: Spool
  let inbox: Folder?
  let reading: Reading
  let recording: Recording
  let crashGuard: CrashGuard

  init(
    spool: Spool, inbox: Folder?, reading: Reading, recording: Recording, crashGuard: CrashGuard
  ) {
    self.spool = spool
    self.inbox = inbox
    self.reading = reading
    self.recording = recording
    self.crashGuard = crashGuard
  }

  /// Records a group of files as they were accepted or refused.
  ///
  /// - Throws: `SystemError` or the database's error.
  func record(_ group: [ArchiveInventory.Entry], in session: Session, _ report: inout Rebuild.Report) throws {
    var received: [ReceivedBulletin] = []
    var settled: [Int64] = []
    for entry in group {
      guard let (draft, understood) = try receipt(for: entry, in: session, &report) else { continue }
      var receipt = draft
      if let bulletin = try recording.record(&receipt, understood, in: session, at: receipt.received) {
        received.append(bulletin)
      }
      // What was never put into its place may never have been announced: Delivery asks the journal.
      if !receipt.placing { settled.append(receipt.id) }
      if entry.line.sequence == 0 { try list(receipt) }
      switch receipt.verdict {
      case .accepted: report.accepted += 1
      case .alias: report.aliases += 1
      case .rejected: report.rejected += 1
      }
    }
    try recording.runner.finish(received, in: session)
    try session.markBeforeRebuild(settled)
  }

  private func receipt(
    for entry: ArchiveInventory.Entry, in session: Session, _ report: inout Rebuild.Report
  ) throws -> (Receipt, Reading.Understood?)? {
    let line = entry.line
    var receipt = Receipt(
      hash: line.hash, verdict: .accepted, name: line.name, path: [], received: line.received,
      stamp: FileStamp(device: 0, inode: 0, size: line.size, modified: 0, changed: 0))
    receipt.id = line.sequence
    receipt.arrival = line.arrival
    receipt.placing = false
    switch entry.place {
    case .rejected(let path):
      receipt.verdict = .rejected
      receipt.path = path
      receipt.reason = line.reason
      receipt.reasonCode = line.reasonCode
      return (receipt, nil)
    case .alias:
      guard let hash = line.hash, let original = try session.accepted(hash: hash),
        let place = try place(of: original)
      else { return nil }
      receipt.verdict = .alias
      receipt.original = original.id
      receipt.path = original.path
      receipt.describe(try read(place, line, &report))
      return (receipt, nil)
    case .archived(let path):
      receipt.path = path
      guard let place = try place(of: receipt) else { return nil }
      if let stamp = try place.folder.entry(place.name)?.stamp { receipt.stamp = stamp }
      return try accepted(receipt, from: place, line, in: session, &report)
    case .staged(let name, let path):
      receipt.path = path
      receipt.staged = name.bytes
      receipt.placing = true
      if let stamp = try original(of: line) { receipt.stamp = stamp }
      return try accepted(receipt, from: (spool.staging, name), line, in: session, &report)
    }
  }

  private func place(of receipt: Receipt) throws -> (folder: Folder, name: FileName)? {
    if let staged = receipt.staged { return (spool.staging, FileName(staged)) }
    return try spool.archive.place(of: receipt.path)
  }

  private func accepted(
    _ receipt: Receipt, from place: (folder: Folder, name: FileName), _ line: ManifestLine,
    in session: Session,
    _ report: inout Rebuild.Report
  ) throws -> (Receipt, Reading.Understood?) {
    var receipt = receipt
    let understood = try read(place, line, &report)
    receipt.describe(understood)
    receipt.route = recording.runner.route(of: understood.bulletin, name: receipt.displayName)
    receipt.revises = try line.revisionOf.flatMap { try session.accepted(hash: $0)?.id }
    return (receipt, understood)
  }

  /// Reads a file as it was read when it came. What was accepted once stays accepted, whatever its reader says of it now.
  private func read(
    _ place: (folder: Folder, name: FileName), _ line: ManifestLine, _ report: inout Rebuild.Report
  ) throws -> Reading.Understood {
    let name = FileName(line.name)
    let bytes = try place.folder.open(place.name).read(
      limit: Int(line.size), expecting: Int(line.size), path: place.folder.path(of: place.name))
    let hash = line.hash ?? ""
    let reason: String
    if crashGuard.condemns(hash) {
      reason = "it crashed bulletind twice"
    } else {
      let today = line.received.localDay
      switch crashGuard.reading(
        hash, { Candidate.Outcome(reading, bytes: bytes, name: name.base, today: today) })
      {
      case .understood(let understood): return understood
      case .refused(_, let sentence): reason = sentence
      }
    }
    report.remarks.append(
      "\(name.display) was accepted then and is not understood now, it stands in the database without content: \(reason)"
    )
    return Reading.Understood(
      bulletin: Bulletin(kind: .article, articles: [], remarks: [reason]), encoding: nil)
  }

  /// The original in the inbox of a file that was committed and not put into its place, if it is still there.
  private func original(of line: ManifestLine) throws -> FileStamp? {
    let name = FileName(line.name)
    guard let inbox, let entry = try inbox.entry(name), entry.isRegular, entry.stamp.size == line.size,
      try inbox.hash(of: name) == line.hash
    else { return nil }
    return entry.stamp
  }

  /// Gives a file that stood in no manifest its line.
  private func list(_ receipt: Receipt) throws {
    let (folder, _) = Spool.split(receipt.path)
    let line = Manifest.line(for: receipt, id: receipt.id, originalHash: nil, revisedHash: nil)
    try Manifest.append([line], in: spool.archive.folder(below: folder))
  }
}
