import Bulletins
import Foundation
import Store

/// What was issued when: lines beside the reports, on the disk before the commit, so that a rebuild can judge the ledger on
/// the same days again.
struct DigestLog {
  /// One issued period.
  struct Line: Sendable, Equatable {
    var period: Period
    var published: Timestamp
  }

  private static let name = FileName(".digests.jsonl")

  /// Where digests are written.
  static func folder(_ folders: Configuration.Folders) -> String {
    folders.reports ?? folders.state + "/reports"
  }

  /// Adds a line and waits until it is on the disk.
  ///
  /// - Throws: `SystemError`.
  static func append(_ line: Line, in path: String) throws {
    let folder = try Folder.make(path: path, mode: 0o750)
    let json = JSON.object([
      ("cadence", .string(line.period.cadence.rawValue)), ("first", .string(line.period.first.description)),
      ("last", .string(line.period.last.description)),
      ("microseconds", .integer(Int(line.published.microseconds))),
    ])
    try Manifest.append([json.text + "\n"], in: folder, name: name)
  }

  /// The lines in the order in which they were written; of a period that was issued again after a crash, the last.
  ///
  /// - Throws: `SystemError`.
  static func read(from path: String) throws -> [Line] {
    guard let folder = try Folder(ifThere: path), let entry = try folder.entry(name) else { return [] }
    let size = Int(entry.stamp.size)
    let bytes = try folder.open(name).read(
      limit: max(size, 1) * 2, expecting: size, path: folder.path(of: name))
    let lines = bytes.split(separator: UInt8(ascii: "\n")).compactMap { Line(Data($0)) }
    return lines.enumerated().filter { index, line in
      !lines[(index + 1)...].contains { $0.period == line.period }
    }.map(\.element)
  }
}

extension DigestLog.Line {
  /// One line; nil if it is cut off.
  init?(_ json: Data) {
    struct Stored: Decodable {
      var cadence: String
      var first: String
      var last: String
      var microseconds: Int64
    }
    guard let stored = try? JSONDecoder().decode(Stored.self, from: json),
      let cadence = Cadence(rawValue: stored.cadence), let first = Day(iso: stored.first),
      let last = Day(iso: stored.last)
    else { return nil }
    period = Period(cadence: cadence, first: first, last: last)
    published = Timestamp(microseconds: stored.microseconds)
  }
}
