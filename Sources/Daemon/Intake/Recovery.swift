import Store

/// Finishes what a crash left half done, before the inbox is looked at.
struct Recovery: Sendable {
  let spool: Spool
  let store: Store
  let placement: Placement

  /// Puts every unplaced receipt in place, and clears work/ and the staging folder.
  ///
  /// - Returns: how many receipts were finished.
  /// - Throws: `SystemError` or the database's error.
  func run(inbox: Folder) throws -> Int {
    let unplaced = try store.read { try $0.unplaced() }
    for receipt in unplaced {
      try placement.place(receipt, inbox: inbox)
      try placement.finishClearing(receipt, aside: FileName("\(receipt.id)"), inbox: inbox)
    }
    try placement.settle(unplaced)
    try clearWork(inbox: inbox)
    for name in try spool.staging.names() { spool.staging.remove(name) }
    return unplaced.count
  }

  /// What stands in work/ under a receipt's number and is not what was read goes back to the inbox; nothing is removed
  /// whose content is not known to be archived.
  private func clearWork(inbox: Folder) throws {
    for name in try spool.work.names() {
      guard let id = Int64(String(decoding: name.bytes, as: UTF8.self)) else { continue }
      if let receipt = try store.read({ try $0.receipt(id: id) }) {
        try placement.finishClearing(receipt, aside: name, inbox: inbox)
      } else {
        var names = FreeNames()
        try spool.work.move(
          name, to: inbox, as: names.free(FileName("recovered-\(id)"), hash: nil, in: inbox))
      }
    }
  }
}
