import ArgumentParser
import Bulletins
import CLinux
import Glibc
import Store

/// `bulletind drop`: the careful way into the inbox.
struct DropCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Puts copies of files into the inbox.",
    discussion: """
      A copy is complete before the daemon sees it, and nobody else can read it. Members of group bulletind may drop.

      Example:
        bulletind drop report.txt table.csv
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The files.", completion: .file())
  var files: [String]

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name the files to drop.") }
  }

  func run() throws {
    let configuration = try common.load()
    let drop = try Drop(into: configuration.folders.inbox, limit: configuration.limits.bulletin)
    for file in files {
      let name = try drop.copy(file)
      Output.line("\(file.printable) → \(drop.inbox.path(of: name))")
    }
  }
}

/// Copies files into an inbox that the user may enter and write, but not list.
struct Drop {
  let inbox: Folder
  /// The largest bulletin, bytes: what is larger would only be rejected.
  let limit: Int

  /// Opens the inbox.
  ///
  /// - Throws: `SystemError`.
  init(into path: String, limit: Int) throws {
    inbox = try Folder(entering: path)
    self.limit = limit
  }

  /// Copies a file under a hidden name, which the daemon leaves alone, and renames it when it is complete.
  ///
  /// - Returns: the name in the inbox: the file's own, or with a mark where that is taken.
  /// - Throws: `SystemError`.
  func copy(_ file: String) throws -> FileName {
    let source = Descriptor(
      owning: try check("open", file) { linux_openat(AT_FDCWD, file, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0) })
    let entry = try source.entry(path: file)
    guard entry.isRegular else { throw SystemError("drop", file, code: entry.isFolder ? EISDIR : EINVAL) }
    let name = FileName(Array(file.utf8.split(separator: UInt8(ascii: "/")).last ?? Substring(file).utf8))
    let bytes = try source.read(limit: limit, expecting: Int(entry.stamp.size), path: file)
    guard bytes.count <= limit else { throw SystemError("drop", file, code: EFBIG) }
    let mark = String(UInt32.random(in: .min ... .max), radix: 16)
    let hidden = FileName(".bulletind-drop-\(getpid())-\(mark)")
    do {
      let copy = try inbox.create(hidden, bytes: bytes, mode: 0o600)
      try copy.syncData(path: inbox.path(of: hidden))
      return try rename(hidden, to: name, otherwise: "~\(mark)")
    } catch {
      inbox.remove(hidden)
      throw error
    }
  }

  /// A taken name is that of a bulletin which the daemon has not read yet: this one goes beside it.
  private func rename(_ hidden: FileName, to name: FileName, otherwise mark: String) throws -> FileName {
    do {
      try inbox.move(hidden, to: inbox, as: name)
      return name
    } catch let error as SystemError where error.code == EEXIST {
      let other = name.with(suffix: mark)
      try inbox.move(hidden, to: inbox, as: other)
      return other
    }
  }
}
