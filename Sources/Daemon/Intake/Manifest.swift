import Bulletins
import Store

/// The lines beside the archived files, and beside the rejected ones, from which the database can be made anew: one for
/// each file that was accepted or refused, on the disk before the commit.
enum Manifest {
  static let name = FileName(".manifest.jsonl")

  /// The line of one receipt: sequence, time, name, folder, hash, and what it is an alias or revision of, or why it was
  /// refused.
  static func line(for receipt: Receipt, id: Int64, originalHash: String?, revisedHash: String?) -> String {
    let (_, file) = Spool.split(receipt.path)
    var members: [(String, JSON)] = [
      ("sequence", .integer(Int(id))), ("time", .string(receipt.received.rfc3339)),
      ("microseconds", .integer(Int(receipt.received.microseconds))),
      ("name", .string(String(decoding: receipt.name, as: UTF8.self))),
      ("file", .string(String(decoding: file.bytes, as: UTF8.self))),
      ("folder", .string("")), ("hash", JSON(receipt.hash)), ("size", .integer(Int(receipt.stamp.size))),
    ]
    // JSON is Unicode; a name need not be.
    for (key, bytes) in [("name_bytes", receipt.name), ("file_bytes", file.bytes)]
    where String(validating: bytes, as: UTF8.self) == nil {
      members.append((key, .string(hex(bytes))))
    }
    if receipt.arrival != 0, receipt.arrival != id {
      members.append(("arrival", .integer(Int(receipt.arrival))))
    }
    if let originalHash { members.append(("alias_of", .string(originalHash))) }
    if let revisedHash { members.append(("revision_of", .string(revisedHash))) }
    if receipt.verdict == .rejected {
      members.append(("reason_code", .string(receipt.reasonCode ?? "")))
      members.append(("reason", .string(receipt.reason ?? "")))
    }
    return JSON.object(members).text + "\n"
  }

  /// Adds lines to the manifest of a folder and waits until they are on the disk. A line that a crash cut off is closed
  /// first.
  ///
  /// - Throws: `SystemError`.
  static func append(_ lines: [String], in folder: Folder, name: FileName = Manifest.name) throws {
    let path = folder.path(of: name)
    let isNew = try folder.entry(name) == nil
    let file = try folder.append(to: name, mode: 0o640)
    let torn = try !isNew && !endsWithNewline(file, path: path)
    try file.write(Array(((torn ? "\n" : "") + lines.joined()).utf8), path: path)
    try file.syncData(path: path)
    if isNew { try folder.sync() }
  }

  private static func endsWithNewline(_ file: borrowing Descriptor, path: String) throws -> Bool {
    let size = try file.entry(path: path).stamp.size
    guard size > 0 else { return true }
    return try file.byte(at: size - 1, path: path) == UInt8(ascii: "\n")
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
