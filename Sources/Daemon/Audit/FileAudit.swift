import Store

/// Compares the receipts with the files on the disk, also while the daemon works.
///
/// The disk is listed first and the rows are read afterwards, so that a file without a row is one. Whatever else does not
/// agree is looked at again with the row as it is by then: a file on its way between two looks is no mismatch.
struct FileAudit {
  /// What was counted.
  struct Result: Sendable {
    var accepted = 0
    var aliases = 0
    var rejected = 0
    /// Committed and not in their places yet.
    var onTheirWay = 0
    /// Files in the archive and among the rejected ones.
    var files = 0
    var mismatches: [Mismatch] = []
  }

  let store: Store
  let folders: AuditFolders

  /// So many rows are read at a time.
  private static let page = 500
  /// So often a row is looked at again before it counts as a mismatch.
  private static let looks = 3

  /// Compares everything.
  ///
  /// - Throws: `SystemError` if a folder may not be read, or the database's error.
  func run() throws -> Result {
    var result = Result()
    var archived = try DiskListing(optional: folders.archive)
    var refused = try DiskListing(optional: folders.rejected)
    result.files = archived.paths.count + refused.files
    var owners: [[UInt8]: Int64] = [:]
    var originals: [Int64: String] = [:]
    var last: Int64 = 0
    while true {
      let rows = try store.read { try $0.receipts(after: last, limit: FileAudit.page) }
      guard let end = rows.last else { break }
      last = end.id
      for row in rows {
        count(row, &result)
        switch row.verdict {
        case .accepted:
          originals[row.id] = row.hash
          archived.take(row.path)
          if let other = owners.updateValue(row.id, forKey: row.path) {
            result.mismatches.append(shared(row, with: other))
          }
          try examine(row, &result)
        case .alias:
          if row.original.flatMap({ originals[$0] }) != row.hash { result.mismatches.append(orphaned(row)) }
        case .rejected:
          refused.take(row.path)
          refused.take(reason(for: row))
          try examine(row, &result)
        }
      }
    }
    for path in archived.sorted { result.mismatches.append(unknown(path, in: folders.archivePath)) }
    for path in refused.sorted { result.mismatches.append(unknown(path, in: folders.rejectedPath)) }
    result.mismatches += try ManifestAudit(store: store, folders: folders).run(archived.manifests)
    return result
  }

  private func count(_ row: Receipt, _ result: inout Result) {
    switch row.verdict {
    case .accepted: result.accepted += 1
    case .alias: result.aliases += 1
    case .rejected: result.rejected += 1
    }
  }

  private func reason(for row: Receipt) -> [UInt8] {
    FileName(row.path).with(suffix: Rejection.reasonSuffix).bytes
  }

  /// Looks at a row's file, and at the row again while the two do not agree.
  private func examine(_ row: Receipt, _ result: inout Result) throws {
    var row = row
    var found: [Mismatch] = []
    for _ in 0..<FileAudit.looks {
      found = try compare(row)
      if found.isEmpty { return }
      if row.placing, try folders.holdsOnItsWay(row) {
        result.onTheirWay += 1
        return
      }
      guard let now = try store.read({ try $0.receipt(id: row.id) }) else { return }
      row = now
    }
    result.mismatches += found
  }

  private func compare(_ row: Receipt) throws -> [Mismatch] {
    let isRefused = row.verdict == .rejected
    let name = row.displayName
    let path = (isRefused ? folders.rejectedPath : folders.archivePath) + "/" + row.path.display
    guard let place = try (isRefused ? folders.rejected : folders.archive)?.place(of: row.path),
      try place.folder.entry(place.name) != nil
    else {
      return [
        Mismatch(
          kind: .missingFile, subject: path,
          what: "bulletin \(row.id) (\(name)) has no file: \(path) is not there",
          advice: "put it back from a backup, sha256 \(row.hash ?? "unknown")")
      ]
    }
    var found: [Mismatch] = []
    if let hash = row.hash {
      let now = try place.folder.hash(of: place.name)
      if now != hash {
        found.append(
          Mismatch(
            kind: .changedFile, subject: path,
            what: "\(path) is not what bulletin \(row.id) (\(name)) was: its sha256 is \(now), not \(hash)",
            advice: "look who may write there, and at the disk; put the file back from a backup"))
      }
    }
    if isRefused, try place.folder.entry(FileName(reason(for: row))) == nil {
      found.append(
        Mismatch(
          kind: .missingReason, subject: path, what: "\(path) lies without its \(Rejection.reasonSuffix)",
          advice: "bulletind why \(row.id) still tells the reason"))
    }
    return found
  }

  private func shared(_ row: Receipt, with other: Int64) -> Mismatch {
    Mismatch(
      kind: .sharedFile, subject: row.path.display,
      what: "bulletins \(other) and \(row.id) claim the same file \(row.path.display)",
      advice: "stop bulletind and run bulletind rebuild; please report it")
  }

  private func orphaned(_ row: Receipt) -> Mismatch {
    Mismatch(
      kind: .wrongAlias, subject: row.displayName,
      what:
        "\(row.displayName) (\(row.id)) is noted as the same content as a bulletin that has other content",
      advice: "stop bulletind and run bulletind rebuild; please report it")
  }

  private func unknown(_ path: [UInt8], in folder: String) -> Mismatch {
    let full = folder + "/" + path.display
    return Mismatch(
      kind: .unknownFile, subject: full, what: "\(full) lies there and no receipt names it",
      advice: "if it is a bulletin, move it into the inbox; else move it away")
  }
}

/// The folders that an audit looks into; those that are not there are empty.
struct AuditFolders {
  let archivePath: String
  let rejectedPath: String
  let archive: Folder?
  let staging: Folder?
  let rejected: Folder?
  /// The inbox may be entered by those who drop, and not listed.
  let inbox: Folder?

  /// Opens what is there; makes nothing.
  ///
  /// - Throws: `SystemError` if one may not be read.
  init(_ folders: Configuration.Folders) throws {
    archivePath = folders.archive
    rejectedPath = folders.rejected
    archive = try Folder(ifThere: folders.archive)
    staging = try Folder(ifThere: folders.archive + "/" + Spool.stagingName.display)
    rejected = try Folder(ifThere: folders.rejected)
    inbox = try? Folder(entering: folders.inbox)
  }

  /// True if the file of a row that is not in place lies where it waits for that.
  func holdsOnItsWay(_ row: Receipt) throws -> Bool {
    if let staged = row.staged { return try staging?.entry(FileName(staged)) != nil }
    return try inbox?.entry(FileName(row.name)) != nil
  }
}

extension DiskListing {
  fileprivate init(optional folder: Folder?) throws {
    if let folder { try self.init(folder) } else { self.init() }
  }

  /// The number of files that are not the reasons beside others.
  fileprivate var files: Int { paths.filter { !FileName($0).hasSuffix(Rejection.reasonSuffix) }.count }
}

extension [UInt8] {
  /// A path for people.
  fileprivate var display: String { FileName(self).display }
}
