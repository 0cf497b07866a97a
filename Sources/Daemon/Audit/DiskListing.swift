/// What lies below a folder, without the daemon's own hidden names.
struct DiskListing {
  /// The paths of everything but folders, relative to the folder.
  private(set) var paths: Set<[UInt8]> = []
  /// The paths of the folders that hold a manifest; empty for the folder itself.
  private(set) var manifests: [[UInt8]] = []

  /// Nothing.
  init() {}

  /// Walks through a folder; no link is followed.
  ///
  /// - Throws: `SystemError`.
  init(_ folder: Folder) throws { try walk(folder, at: []) }

  /// Takes a path off the list, because it is accounted for.
  mutating func take(_ path: [UInt8]) { paths.remove(path) }

  /// What is left, in order.
  var sorted: [[UInt8]] { paths.sorted { $0.lexicographicallyPrecedes($1) } }

  private mutating func walk(_ folder: Folder, at path: [UInt8]) throws {
    for name in try folder.names() {
      if name == Manifest.name { manifests.append(path) }
      if name.bytes.first == UInt8(ascii: ".") { continue }
      let full = path.isEmpty ? name.bytes : path + [UInt8(ascii: "/")] + name.bytes
      // What was there a moment ago may be on its way.
      guard let entry = try folder.entry(name) else { continue }
      if entry.isFolder { try walk(folder.folder(name), at: full) } else { paths.insert(full) }
    }
  }
}
