import Glibc
import Store

/// A sub-folder of the inbox that a route names.
struct InboxFolder: Sendable {
  let name: FileName
  let folder: Folder

  /// Makes it if it is not there, with the rights of the inbox, and opens it.
  ///
  /// - Throws: `SystemError`, also if the name is a link or a file.
  init(_ name: FileName, in inbox: Folder) throws {
    self.name = name
    let isNew = try inbox.entry(name) == nil
    if isNew {
      try Folder.make(path: inbox.path + "/" + String(decoding: name.bytes, as: UTF8.self), mode: 0o3730)
        .letGroupDrop()
    }
    folder = try inbox.folder(name)
  }

  /// True while the name leads to this folder and nobody else can put another there: who owns it, alone may rename it in the
  /// sticky inbox. Names below it may be used as paths only then.
  func isSafe(in inbox: Folder) -> Bool {
    guard let there = try? inbox.entry(name), let here = try? folder.descriptor.entry(path: folder.path)
    else { return false }
    return there.isFolder && there.owner == geteuid() && there.stamp.inode == here.stamp.inode
      && there.stamp.device == here.stamp.device
  }

  /// The names in it, as the inbox knows them.
  ///
  /// - Throws: `SystemError`.
  func names() throws -> [FileName] { try folder.names().map { $0.inside(name) } }
}
