import Glibc
import Store

/// Puts files in their places after the commit, and takes the original out of the inbox if it is still what was read.
///
/// Each step can be done again: after a crash the start does the same for every receipt that is not in place.
struct Placement: Sendable {
  let spool: Spool
  let store: Store
  var clock = Clock.system

  /// Puts one receipt's file in place and clears the inbox name.
  ///
  /// - Throws: `SystemError`; the receipt stays unplaced and is tried again.
  func place(_ receipt: Receipt, inbox: Folder?) throws {
    if receipt.verdict == .rejected { try writeReason(receipt) }
    if receipt.staged != nil {
      try placeCopy(receipt, inbox: inbox)
      if let inbox { try clear(receipt, from: inbox) }
    } else if receipt.verdict == .alias {
      if let inbox { try clear(receipt, from: inbox) }
    } else if let inbox {
      try moveOriginal(receipt, from: inbox)
    }
  }

  /// Waits until the names of placed files are on the disk, and notes that they are in place.
  func settle(_ receipts: [Receipt]) throws {
    guard !receipts.isEmpty else { return }
    try spool.archive.syncFileSystem()
    try store.write { try $0.markPlaced(receipts.map(\.id)) }
  }

  private func placeCopy(_ receipt: Receipt, inbox: Folder?) throws {
    guard let staged = receipt.staged else { return }
    let name = FileName(staged)
    if try spool.staging.entry(name) == nil {
      if try isInPlace(receipt) { return }
      guard try stageAgain(receipt, as: name, from: inbox) else { return try sayMissing(receipt) }
    }
    var (folder, target) = try destination(of: receipt)
    while true {
      do {
        return try spool.staging.move(name, to: folder, as: target)
      } catch let error as SystemError where error.code == EEXIST {
        var names = FreeNames()
        target = try names.free(target, hash: receipt.hash, in: folder)
        let (parent, _) = Spool.split(receipt.path)
        let path = parent.isEmpty ? target.bytes : parent + [UInt8(ascii: "/")] + target.bytes
        try store.write { try $0.move(receipt.id, to: path) }
      } catch let error as SystemError where error.code == ENOENT {
        folder = try destination(of: receipt).folder
      }
    }
  }

  func destination(of receipt: Receipt) throws -> (folder: Folder, name: FileName) {
    let (path, name) = Spool.split(receipt.path)
    if receipt.verdict == .rejected { return (spool.rejected, name) }
    return (try spool.archive.folder(below: path, makingWith: 0o750), name)
  }

  /// Takes the original out of the inbox, by way of work/, if it is still the file that was read and nobody writes to it.
  /// Otherwise it goes back: it is a new bulletin.
  private func clear(_ receipt: Receipt, from inbox: Folder) throws {
    let name = FileName(receipt.name)
    let aside = FileName("\(receipt.id)")
    // An earlier try may have ended in between.
    try finishClearing(receipt, aside: aside, inbox: inbox)
    guard let entry = try inbox.entry(name), try isUnchanged(entry, receipt, in: inbox) else { return }
    do {
      try inbox.move(name, to: spool.work, as: aside)
    } catch let error as SystemError where error.code == ENOENT {
      // Somebody took it out of the inbox; if it is still there, it is work/ that is missing.
      if try inbox.entry(name) == nil { return }
      throw error
    }
    try finishClearing(receipt, aside: aside, inbox: inbox)
  }

  /// True if it is still what was read. Where only its time of change differs (another of its names went, its mode was
  /// set), the content decides.
  private func isUnchanged(_ entry: Folder.Entry, _ receipt: Receipt, in inbox: Folder) throws -> Bool {
    if entry.stamp == receipt.stamp { return true }
    guard entry.stamp.sameContent(as: receipt.stamp), entry.isRegular else { return false }
    return try inbox.hash(of: FileName(receipt.name)) == receipt.hash
  }

  /// Decides about a file that stands in work/.
  func finishClearing(_ receipt: Receipt, aside: FileName, inbox: Folder) throws {
    guard let entry = try spool.work.entry(aside) else { return }
    if entry.stamp.sameContent(as: receipt.stamp), try !isWritten(aside) {
      spool.work.remove(aside)
      return
    }
    var names = FreeNames()
    try spool.work.move(aside, to: inbox, as: names.free(FileName(receipt.name), hash: nil, in: inbox))
  }

  /// True if somebody has it open for writing.
  ///
  /// - Throws: `SystemError` if that cannot be found out now; then it must not be removed.
  private func isWritten(_ name: FileName) throws -> Bool {
    let file: Descriptor
    do {
      file = try spool.work.open(name)
    } catch let error as SystemError where !error.isTemporary {
      // It was made unreadable after it was read: what was read is archived.
      return false
    }
    let lease = file.takeLease()
    if lease == .granted { file.releaseLease() }
    return lease == .writing
  }

  /// Moves what has no readable content (a FIFO, a link, a file too big to copy) as it is.
  private func moveOriginal(_ receipt: Receipt, from inbox: Folder) throws {
    let name = FileName(receipt.name)
    guard let entry = try inbox.entry(name), entry.stamp.sameContent(as: receipt.stamp) else { return }
    do {
      try inbox.move(name, to: spool.rejected, as: FileName(receipt.path))
    } catch let error as SystemError where error.code == EEXIST {
      var names = FreeNames()
      let target = try names.free(FileName(receipt.path), hash: receipt.hash, in: spool.rejected)
      try inbox.move(name, to: spool.rejected, as: target)
      try store.write { try $0.move(receipt.id, to: target.bytes) }
    }
  }

  /// Writes the reason file, whole or not at all: it gets its name when its text is on the disk.
  private func writeReason(_ receipt: Receipt) throws {
    let name = FileName(receipt.path).with(suffix: Rejection.reasonSuffix)
    guard try spool.rejected.entry(name) == nil else { return }
    let draft = FileName("\(receipt.id)\(Rejection.reasonSuffix)")
    spool.staging.remove(draft)
    let file = try spool.staging.create(draft, bytes: Array(Rejection.text(for: receipt).utf8), mode: 0o440)
    try file.syncData(path: spool.staging.path(of: draft))
    try spool.staging.move(draft, to: spool.rejected, as: name)
  }
}
