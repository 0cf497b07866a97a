import Store

/// Makes sure that the archive alone could make the database anew: every receipt has its line in a manifest.
struct ManifestAudit {
  let store: Store
  let folders: AuditFolders

  private static let page = 500

  private struct Key: Hashable {
    var sequence: Int64
    var hash: String?
  }

  /// Compares all rows with all lines. A line without a row is what a crash before a commit leaves.
  ///
  /// - Parameter paths: the folders of the archive that hold a manifest.
  /// - Throws: `SystemError` or the database's error.
  func run(_ paths: [[UInt8]]) throws -> [Mismatch] {
    // Rows first: a row's line is written before the row.
    let newest = try store.read { try $0.newestReceipt() }
    var lines: Set<Key> = []
    for path in paths {
      if let folder = try folders.archive?.folder(below: path) { try gather(folder, &lines) }
    }
    // A day may have begun meanwhile: then its folder was not listed, and its rows are newer.
    if let rejected = folders.rejected { try gather(rejected, &lines) }
    var missing: [Mismatch] = []
    var last: Int64 = 0
    while last < newest {
      let rows = try store.read { try $0.receipts(after: last, limit: ManifestAudit.page) }
      guard let end = rows.last else { break }
      last = end.id
      for row in rows where row.id <= newest && !lines.contains(Key(sequence: row.id, hash: row.hash)) {
        missing.append(
          Mismatch(
            kind: .missingManifestLine, subject: row.displayName,
            what:
              "no manifest has a line for \(row.displayName) (\(row.id)), so a rebuild would not know its name and time",
            advice:
              "put the manifest of \(row.received.localDay) back from a backup; until then keep the database safe"
          ))
      }
    }
    return missing
  }

  private func gather(_ folder: Folder, _ lines: inout Set<Key>) throws {
    for line in try ManifestLine.read(from: folder).lines {
      lines.insert(Key(sequence: line.sequence, hash: line.hash))
    }
  }
}
