import Store

/// A copy that is gone from the staging folder.
///
/// Most often it was placed before a crash. But a commit whose sync failed (EIO) is reported as failed, so the copies are taken
/// back, and may all the same stand whole in the write-ahead log: if the next thing is a crash, the receipt is there and
/// its copy is not (https://www.sqlite.org/walformat.html, recovery). Then the original, still in the inbox, is copied again.
extension Placement {
  /// True if the place of a receipt's copy holds its content.
  func isInPlace(_ receipt: Receipt) throws -> Bool {
    let (folder, name) = try destination(of: receipt)
    return try hash(of: name, in: folder, size: receipt.stamp.size) == receipt.hash
  }

  /// Copies the original again.
  ///
  /// - Returns: false if what was read is no longer there.
  func stageAgain(_ receipt: Receipt, as staged: FileName, from inbox: Folder?) throws -> Bool {
    let name = FileName(receipt.name)
    guard let inbox, let entry = try inbox.entry(name), entry.stamp == receipt.stamp else { return false }
    let path = inbox.path(of: name)
    let bytes = try inbox.open(name).read(
      limit: Int(receipt.stamp.size), expecting: Int(receipt.stamp.size), path: path)
    guard Digest.hex(of: bytes) == receipt.hash else { return false }
    let file = try spool.staging.create(staged, bytes: bytes, mode: 0o440)
    try file.sync(path: spool.staging.path(of: staged))
    try spool.staging.sync()
    return true
  }

  /// Says once that a bulletin's file is nowhere.
  func sayMissing(_ receipt: Receipt) throws {
    var announcement = Announcement(
      .archiveIncomplete,
      message: """
        the file of \(receipt.displayName) (bulletin \(receipt.id)) is neither in the archive nor in the inbox; run bulletind \
        audit and bring it back from a backup
        """,
      identity: ["missing"])
    announcement.add(.bulletinID, receipt.hash)
    announcement.add(.bulletinFile, receipt.displayName)
    let now = clock.now()
    try store.write { session in
      try session.announce(
        announcement, subject: receipt.hash ?? "receipt", bulletin: receipt.id, handler: "intake", version: 1,
        at: now)
    }
  }

  private func hash(of name: FileName, in folder: Folder, size: Int64) throws -> String? {
    guard let entry = try folder.entry(name), entry.isRegular, entry.stamp.size == size else { return nil }
    let bytes = try folder.open(name).read(
      limit: Int(size), expecting: Int(size), path: folder.path(of: name))
    return Digest.hex(of: bytes)
  }
}
