import Glibc
import Store

/// The files of the database in the state folder: the one in force, one in the making, and those set aside.
struct DatabaseFiles {
  let folder: Folder

  static let name = FileName("bulletind.db")
  /// Is there while the database in force is known to be damaged.
  static let damagedMark = FileName("bulletind.db.damaged")
  private static let new = FileName("bulletind.db.new")
  /// What SQLite keeps beside a database (https://www.sqlite.org/walformat.html).
  private static let companions = ["-wal", "-shm"]

  var newPath: String { folder.path(of: DatabaseFiles.new) }

  /// Reads the database in force through.
  ///
  /// SQLite calls a database damaged that it only cannot read. A disk that fails now may be read later; and what is not yet told
  /// is known only there.
  ///
  /// - Throws: `SystemError` if a part of it cannot be read.
  func readThrough() throws {
    for name in [DatabaseFiles.name, DatabaseFiles.name.with(suffix: "-wal")]
    where try folder.entry(name) != nil {
      try folder.open(name).readThrough(path: folder.path(of: name))
    }
  }

  /// Removes what an interrupted rebuild left.
  ///
  /// - Throws: `SystemError`.
  func discardNew() throws {
    for name in [DatabaseFiles.new] + DatabaseFiles.companions.map({ DatabaseFiles.new.with(suffix: $0) }) {
      if !folder.remove(name) { throw SystemError("remove", folder.path(of: name)) }
    }
  }

  /// Sets the database in force aside, under a name with the time, and puts the new one, which is closed, into its place.
  ///
  /// - Returns: the path of the old one; nil if there was none.
  /// - Throws: `SystemError`.
  func replace(at now: Timestamp) throws -> String? {
    var aside: FileName?
    if try folder.entry(DatabaseFiles.name) != nil {
      var names = FreeNames()
      let stamp = now.rfc3339.prefix(19).replacing("-", with: "").replacing(":", with: "")
      let name = try names.free(DatabaseFiles.name.with(suffix: "." + stamp), hash: nil, in: folder)
      for ending in DatabaseFiles.companions {
        let companion = DatabaseFiles.name.with(suffix: ending)
        if try folder.entry(companion) != nil {
          try folder.move(companion, to: folder, as: name.with(suffix: ending))
        }
      }
      try folder.move(DatabaseFiles.name, to: folder, as: name)
      aside = name
    }
    try folder.move(DatabaseFiles.new, to: folder, as: DatabaseFiles.name)
    for ending in DatabaseFiles.companions { folder.remove(DatabaseFiles.new.with(suffix: ending)) }
    folder.remove(DatabaseFiles.damagedMark)
    try folder.sync()
    return aside.map(folder.path(of:))
  }
}
