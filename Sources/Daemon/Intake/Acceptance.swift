import Bulletins
import Handlers
import Store

/// Accepts a group of files: copies, one transaction, manifest. What comes after the commit is `Placement`.
///
/// The order is DESIGN.md's "How a file is accepted": the daemon's own copies are on the disk, then the manifest's lines,
/// then the commit, which is the acceptance.
struct Acceptance: Sendable {
  let spool: Spool
  let store: Store
  let runner: HandlerRunner
  let clock: Clock

  /// Accepts or rejects all of them together.
  ///
  /// - Returns: the receipts, which remain to be put in place.
  /// - Throws: `SystemError` or the database's error; then nothing has happened, and the copies are gone again.
  func accept(_ group: [Candidate]) throws -> [Receipt] {
    let staging = Staging(folder: spool.staging)
    var names = FreeNames()
    var drafts: [Draft] = []
    var hashes: Set<String> = []
    let now = clock.now()
    let dayPath = Spool.path(of: now.localDay)
    do {
      for candidate in group {
        var draft = Draft(candidate: candidate, isAlias: try isKnown(candidate, in: hashes))
        drafts.append(draft)
        guard let content = candidate.content else { continue }
        if draft.isAlias {
          staging.discard([candidate.staged].compactMap(\.self))
          draft.candidate.staged = nil
        } else {
          if !candidate.isRefused { hashes.insert(content.hash) }
          if candidate.staged == nil { draft.candidate.staged = try staging.stage(content) }
        }
        drafts[drafts.count - 1] = draft
      }
      try staging.sync(drafts.compactMap(\.candidate.staged))
      return try store.write { session in
        try commit(&drafts, in: session, names: &names, now: now, dayPath: dayPath)
      }
    } catch {
      staging.discard((drafts.map(\.candidate) + group.dropFirst(drafts.count)).compactMap(\.staged))
      throw error
    }
  }

  /// A candidate and what was found out of it.
  private struct Draft {
    var candidate: Candidate
    var isAlias: Bool
  }

  /// True if the same content was accepted before, or is about to be.
  private func isKnown(_ candidate: Candidate, in hashes: Set<String>) throws -> Bool {
    guard let hash = candidate.content?.hash, !candidate.isRefused else { return false }
    return try hashes.contains(hash) || store.read { try $0.accepted(hash: hash) } != nil
  }

  private func commit(
    _ drafts: inout [Draft], in session: Session, names: inout FreeNames, now: Timestamp, dayPath: [UInt8]
  ) throws -> [Receipt] {
    var receipts: [Receipt] = []
    var received: [ReceivedBulletin] = []
    var lines: [String] = []
    var refusals: [String] = []
    for draft in drafts {
      var receipt = try self.receipt(for: draft, in: session, names: &names, now: now, dayPath: dayPath)
      receipt.elapsed = Int64((clock.monotonic() - draft.candidate.claimed) * 1_000_000)
      let recording = Recording(runner: runner)
      if let bulletin = try recording.record(&receipt, draft.candidate.understood, in: session, at: now) {
        received.append(bulletin)
      }
      receipts.append(receipt)
      let revisedHash = try receipt.revises.flatMap { try session.receipt(id: $0)?.hash }
      let line = Manifest.line(
        for: receipt, id: receipt.id, originalHash: receipt.verdict == .alias ? receipt.hash : nil,
        revisedHash: revisedHash)
      if receipt.verdict == .rejected { refusals.append(line) } else { lines.append(line) }
    }
    try runner.finish(received, in: session)
    if !lines.isEmpty {
      try Manifest.append(lines, in: spool.archive.folder(below: dayPath, makingWith: 0o750))
    }
    if !refusals.isEmpty { try Manifest.append(refusals, in: spool.rejected) }
    return receipts
  }

  private func receipt(
    for draft: Draft, in session: Session, names: inout FreeNames, now: Timestamp, dayPath: [UInt8]
  ) throws -> Receipt {
    let candidate = draft.candidate
    var receipt = Receipt(
      hash: candidate.content?.hash, verdict: .accepted, name: candidate.name.bytes, path: [], received: now,
      stamp: candidate.stamp)
    receipt.staged = candidate.staged?.bytes
    receipt.arrival = candidate.arrival
    switch candidate.outcome {
    case .refused(let code, let reason):
      receipt.verdict = .rejected
      receipt.reasonCode = code
      receipt.reason = reason
      receipt.path = try names.free(
        candidate.name.base, hash: receipt.hash, in: spool.rejected, suffix: Rejection.reasonSuffix
      ).bytes
    case .understood(let understood):
      receipt.describe(understood)
      if draft.isAlias, let hash = receipt.hash, let original = try session.accepted(hash: hash) {
        receipt.verdict = .alias
        receipt.original = original.id
        receipt.path = original.path
        return receipt
      }
      receipt.route = runner.route(of: understood.bulletin, name: receipt.displayName)
      receipt.revises = try revised(by: receipt, in: session)
      let folder = try spool.archive.folder(below: dayPath, makingWith: 0o750)
      let name = try names.free(
        candidate.name.base, hash: receipt.hash, in: folder, folderPath: dayPath)
      receipt.path = dayPath + [UInt8(ascii: "/")] + name.bytes
    }
    return receipt
  }

  /// The bulletin that this one revises: the same name, the same unit and the same as-of date, both of them stated.
  private func revised(by receipt: Receipt, in session: Session) throws -> Int64? {
    guard let unit = receipt.unit, let asOf = receipt.asOf,
      let earlier = try session.newestAccepted(name: receipt.name), earlier.unit == unit, earlier.asOf == asOf
    else { return nil }
    return earlier.id
  }
}
