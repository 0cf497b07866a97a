import Foundation
import Store

/// A line of a manifest, read back.
struct ManifestLine: Sendable, Equatable {
  /// The receipt's number. A crash before the commit leaves a line whose number a later line has again: that one counts.
  var sequence: Int64
  var received: Timestamp
  /// The inbox name.
  var name: [UInt8]
  /// The name in the folder where the manifest lies; an alias has its original's.
  var file: [UInt8]
  var hash: String?
  var size: Int64
  /// Its place in the order of arrival; 0 for that of its number.
  var arrival: Int64 = 0
  /// The hash of the bulletin whose content came again.
  var aliasOf: String?
  /// The hash of the bulletin that it revises.
  var revisionOf: String?
  /// Why it was refused; nil if it was accepted.
  var reasonCode: String?
  var reason: String?

  /// The lines of a folder's manifest, and how many of them a crash or a hand has damaged.
  ///
  /// - Throws: `SystemError`.
  static func read(from folder: Folder) throws -> (lines: [ManifestLine], damaged: Int) {
    guard let entry = try folder.entry(Manifest.name) else { return ([], 0) }
    let size = Int(entry.stamp.size)
    let bytes = try folder.open(Manifest.name).read(
      limit: max(size, 1) * 2, expecting: size, path: folder.path(of: Manifest.name))
    var lines: [ManifestLine] = []
    var damaged = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let line = ManifestLine(Data(line)) { lines.append(line) } else { damaged += 1 }
    }
    return (lines, damaged)
  }

}

extension ManifestLine {
  /// One line; nil if it is cut off or no manifest line.
  init?(_ json: Data) {
    guard let stored = try? JSONDecoder().decode(Stored.self, from: json) else { return nil }
    sequence = stored.sequence
    received = Timestamp(microseconds: stored.microseconds)
    name = stored.name_bytes.flatMap(ManifestLine.bytes) ?? Array(stored.name.utf8)
    file = stored.file_bytes.flatMap(ManifestLine.bytes) ?? Array(stored.file.utf8)
    hash = stored.hash
    size = stored.size
    arrival = stored.arrival ?? 0
    aliasOf = stored.alias_of
    revisionOf = stored.revision_of
    reasonCode = stored.reason_code
    reason = stored.reason
  }

  private struct Stored: Decodable {
    var sequence: Int64
    var microseconds: Int64
    var name: String
    var name_bytes: String?
    var file: String
    var file_bytes: String?
    var hash: String?
    var size: Int64
    var arrival: Int64?
    var alias_of: String?
    var revision_of: String?
    var reason_code: String?
    var reason: String?
  }

  private static func bytes(hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    return bytes
  }
}
