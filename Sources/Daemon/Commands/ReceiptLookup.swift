import Bulletins
import Store

/// Finds the bulletin that a user named: by its number, the beginning of its hash, or its file name.
enum ReceiptLookup {
  /// The receipts that match, the newest last.
  ///
  /// - Throws: `Failure.NotFound`, or the database's error.
  static func find(_ id: String, in session: Session) throws -> [Receipt] {
    if let number = Int64(id), let receipt = try session.receipt(id: number) { return [receipt] }
    let lower = id.lowercased()
    if lower.count >= 6, lower.allSatisfy({ $0.isHexDigit }) {
      let found = try session.receipts(hashPrefix: lower)
      if !found.isEmpty { return found }
    }
    let (_, name) = Spool.split(Array(id.utf8))
    // A name with the sub-folder of the inbox before it is the bulletin's own.
    let exact = try session.receipts(name: Array(id.utf8))
    let found = try exact.isEmpty ? session.receipts(name: name.bytes) : exact
    if found.isEmpty {
      throw Failure.NotFound(
        description:
          "no bulletin has the number, hash or name “\(id.printable)”; bulletind list shows what there is")
    }
    return found.reversed()
  }
}

extension Receipt {
  /// The receipt as every command shows it.
  var jsonMembers: [(String, JSON)] {
    [
      ("id", .integer(Int(id))), ("sha256", JSON(hash)), ("file", .string(displayName)),
      ("verdict", .string(verdict.rawValue)), ("received", .string(received.rfc3339)),
      ("path", .string(String(decoding: path, as: UTF8.self))), ("encoding", JSON(encoding)),
      ("alias_of", JSON(original.map(Int.init))), ("revision_of", JSON(revises.map(Int.init))),
      ("reason", JSON(reason)), ("reason_code", JSON(reasonCode)), ("route", JSON(route)),
      ("unit", JSON(unit)),
    ]
  }

  /// One line for a person.
  var line: String {
    let what: String =
      switch verdict {
      case .accepted: red ? "RED" : kind?.rawValue ?? "accepted"
      case .alias: "alias of \(original.map(String.init) ?? "?")"
      case .rejected: "rejected: \(reason ?? "")"
      }
    return
      "\(id)  \(received.rfc3339)  \(displayName)  \([what, unit].compactMap { $0 }.joined(separator: "  "))"
      .printable
  }
}
