import Bulletins
import Store

/// What the archive, the rejected files and their manifests say was accepted and refused.
///
/// A crash before a commit leaves lines that never counted: their numbers, and mostly their content, come again in a later
/// line. So of several lines that claim a number or a file, the latest is right. A file without a line (the manifest was
/// lost or cut off) is taken by its own name and time.
struct ArchiveInventory {
  /// One file to be recorded.
  struct Entry: Sendable {
    /// Where its content lies.
    enum Place: Sendable {
      /// Below the archive.
      case archived([UInt8])
      /// In the staging folder, under this name: committed, and not put into its place (the path) before the end.
      case staged(FileName, [UInt8])
      /// Its content is that of an accepted bulletin.
      case alias
      /// Among the rejected ones.
      case rejected([UInt8])
    }

    /// What the manifest says; the number is 0 where there was no line.
    var line: ManifestLine
    var place: Place
  }

  /// In the order of their numbers, those without one last.
  private(set) var entries: [Entry] = []
  /// What a person should know: what is missing, damaged or unknown.
  private(set) var remarks: [String] = []

  private let spool: Spool
  private var unclaimed: Set<[UInt8]>
  private var hashes: [[UInt8]: String] = [:]

  /// Reads all manifests and looks at all files.
  ///
  /// - Throws: `SystemError`.
  init(_ spool: Spool) throws {
    self.spool = spool
    let listing = try DiskListing(spool.archive)
    unclaimed = listing.paths
    var found: [(line: ManifestLine, folder: [UInt8])] = []
    for folder in listing.manifests.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      found += try lines(of: spool.archive.folder(below: folder)).map { ($0, folder) }
    }
    found.sort { $0.line.received > $1.line.received }
    var candidates: [Entry] = []
    for (line, folder) in found where line.aliasOf == nil {
      if let entry = try locate(line, in: folder) { candidates.append(entry) }
    }
    let known = Set(candidates.compactMap(\.line.hash))
    remarks += missing(found.map(\.line), known: known)
    candidates += found.map(\.line).filter { $0.aliasOf.map(known.contains) ?? false }.map {
      Entry(line: $0, place: .alias)
    }
    candidates += try refused()
    settle(candidates)
    try addUnlisted(known: known)
  }

  private mutating func lines(of folder: Folder) throws -> [ManifestLine] {
    let (lines, damaged) = try ManifestLine.read(from: folder)
    if damaged > 0 {
      remarks.append("\(folder.path.printable): \(damaged) damaged manifest lines were passed over")
    }
    return lines
  }

  /// Finds the file of an accepted line: under its name, else under another in the same folder, else where it was staged.
  private mutating func locate(_ line: ManifestLine, in folder: [UInt8]) throws -> Entry? {
    guard let hash = line.hash else { return nil }
    let path = folder.isEmpty ? line.file : folder + [UInt8(ascii: "/")] + line.file
    if unclaimed.contains(path), try self.hash(of: path) == hash { return claim(path, line) }
    // Its name was taken when it came to be placed.
    let stem = FileName(line.file).stem
    for other in unclaimed where other.starts(with: folder + [UInt8(ascii: "/")] + stem) {
      if try self.hash(of: other) == hash { return claim(other, line) }
    }
    for name in try spool.staging.names() where name.bytes.starts(with: Array(hash.utf8)) {
      if try spool.staging.hash(of: name) == hash { return Entry(line: line, place: .staged(name, path)) }
    }
    return nil
  }

  private mutating func claim(_ path: [UInt8], _ line: ManifestLine) -> Entry {
    unclaimed.remove(path)
    return Entry(line: line, place: .archived(path))
  }

  private mutating func hash(of path: [UInt8]) throws -> String? {
    if let hash = hashes[path] { return hash }
    guard let place = try spool.archive.place(of: path),
      try place.folder.entry(place.name)?.isRegular ?? false
    else { return nil }
    let hash = try place.folder.hash(of: place.name)
    hashes[path] = hash
    return hash
  }

  private func missing(_ lines: [ManifestLine], known: Set<String>) -> [String] {
    lines.filter { line in line.hash.map { !known.contains($0) } ?? true }.map { line in
      """
      \(FileName(line.name).display) (\(line.sequence), sha256 \(line.hash ?? "unknown")) stands in a manifest and its file is \
      not in the archive: put it back from a backup and run bulletind rebuild again, or nothing if it still lies in the inbox
      """
    }
  }

  private mutating func refused() throws -> [Entry] {
    var entries: [Entry] = []
    var taken: Set<[UInt8]> = []
    for line in try lines(of: spool.rejected).sorted(by: { $0.received > $1.received }) {
      let name = FileName(line.file)
      guard try spool.rejected.entry(name) != nil, taken.insert(line.file).inserted else { continue }
      entries.append(Entry(line: line, place: .rejected(line.file)))
    }
    return entries
  }

  /// Of several that claim a number the latest is right.
  private mutating func settle(_ candidates: [Entry]) {
    var numbers: Set<Int64> = []
    for entry in candidates.sorted(by: { $0.line.received > $1.line.received }) {
      if numbers.insert(entry.line.sequence).inserted {
        entries.append(entry)
      } else if case .archived(let path) = entry.place {
        unclaimed.insert(path)
      }
    }
    entries.sort { $0.line.sequence < $1.line.sequence }
  }

  private mutating func addUnlisted(known: Set<String>) throws {
    var known = known
    for path in unclaimed.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let shown = "\(spool.archive.path)/\(FileName(path).display)"
      guard let place = try spool.archive.place(of: path), let entry = try place.folder.entry(place.name),
        let hash = try hash(of: path)
      else {
        remarks.append("\(shown) is no file; move it away")
        continue
      }
      guard known.insert(hash).inserted else {
        remarks.append("\(shown) has the content of another archived file and was passed over; move it away")
        continue
      }
      remarks.append("\(shown) stood in no manifest: taken by its name and its time")
      let line = ManifestLine(
        sequence: 0, received: Timestamp(microseconds: entry.stamp.modified / 1_000), name: place.name.bytes,
        file: place.name.bytes, hash: hash, size: entry.stamp.size)
      entries.append(Entry(line: line, place: .archived(path)))
    }
  }
}
