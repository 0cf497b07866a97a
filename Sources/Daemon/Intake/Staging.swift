import Glibc

/// The daemon's own copies of files that are not accepted yet. One that is never accepted is removed here or by the next start.
struct Staging: Sendable {
  let folder: Folder

  /// From so many files on one wait for the whole file system is cheaper than one for each file.
  private static let syncTogetherFrom = 4

  /// Makes a copy, named for its hash. It is not yet on the disk.
  ///
  /// - Throws: `SystemError`.
  func stage(_ content: (bytes: [UInt8], hash: String)) throws -> FileName {
    let base = FileName(content.hash)
    var name = base
    var number = 0
    while true {
      do {
        _ = try folder.create(name, bytes: content.bytes, mode: 0o440)
        return name
      } catch let error as SystemError where error.code == EEXIST {
        number += 1
        name = base.with(suffix: "-\(number)")
      }
    }
  }

  /// Waits until copies are on the disk, with their names.
  ///
  /// - Throws: `SystemError`.
  func sync(_ names: [FileName]) throws {
    if names.isEmpty { return }
    if names.count >= Staging.syncTogetherFrom { return try folder.syncFileSystem() }
    for name in names {
      let file = try folder.open(name)
      try file.syncData(path: folder.path(of: name))
    }
    try folder.sync()
  }

  /// Removes copies that are not needed.
  func discard(_ names: [FileName]) {
    for name in names { folder.remove(name) }
  }
}
