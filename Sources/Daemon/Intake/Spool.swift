import Bulletins
import Store

/// The folders of the spool, open. All lie on one mount, or a rename between them would fail.
struct Spool: Sendable {
  let work: Folder
  let archive: Folder
  /// Copies that are not in place yet; inside the archive, so that placing them is one rename.
  let staging: Folder
  let rejected: Folder

  static let stagingName = FileName(".staging")

  /// Opens the folders; makes what is not there.
  ///
  /// - Throws: `SystemError`.
  init(_ folders: Configuration.Folders) throws {
    work = try Folder.make(path: folders.work, mode: 0o750)
    archive = try Folder.make(path: folders.archive, mode: 0o750)
    archive.spreadFolders()
    staging = try archive.folder(Spool.stagingName, makingWith: 0o750)
    rejected = try Folder.make(path: folders.rejected, mode: 0o750)
  }

  /// The path of a day's folder below the archive.
  static func path(of day: Day) -> [UInt8] {
    Array(String(day.description.map { $0 == "-" ? "/" : $0 }).utf8)
  }

  /// Splits a path below a folder into the folder's part and the name.
  static func split(_ path: [UInt8]) -> (folder: [UInt8], name: FileName) {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return ([], FileName(path)) }
    return (Array(path[..<slash]), FileName(Array(path[(slash + 1)...])))
  }
}
