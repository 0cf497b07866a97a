import Store

extension Folder {
  /// The SHA-256 of a file's content, read piece by piece.
  ///
  /// - Throws: `SystemError`.
  func hash(of name: FileName) throws -> String {
    let file = try open(name)
    let path = path(of: name)
    var digest = Digest()
    while true {
      let piece = try file.piece(path: path)
      if piece.isEmpty { return digest.hex() }
      piece.withUnsafeBytes { digest.update($0) }
    }
  }

  /// The folder and the name that a path below this one leads to; nil if the folder is not there.
  ///
  /// - Throws: `SystemError`.
  func place(of path: [UInt8]) throws -> (folder: Folder, name: FileName)? {
    let (parent, name) = Spool.split(path)
    do {
      return (try folder(below: parent), name)
    } catch let error as SystemError where error.isMissing {
      return nil
    }
  }
}
