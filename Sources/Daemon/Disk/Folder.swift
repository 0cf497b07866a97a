import CLinux
import Glibc
import Store

/// An open folder: everything is done relative to it, so that nobody can swap it underneath.
final class Folder: Sendable {
  /// What stands under a name.
  struct Entry: Sendable, Equatable {
    /// The file type bits and the mode (inode(7)).
    var mode: UInt32
    /// The owner.
    var owner: UInt32
    var stamp: FileStamp

    var isRegular: Bool { mode & S_IFMT == S_IFREG }
    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    var isLink: Bool { mode & S_IFMT == S_IFLNK }

    init(_ info: stat) {
      mode = info.st_mode
      owner = info.st_uid
      stamp = FileStamp(
        device: UInt64(info.st_dev), inode: UInt64(info.st_ino), size: Int64(info.st_size),
        modified: Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec),
        changed: Int64(info.st_ctim.tv_sec) * 1_000_000_000 + Int64(info.st_ctim.tv_nsec))
    }
  }

  /// Where it is, for messages.
  let path: String
  let descriptor: Descriptor

  /// Opens a folder.
  ///
  /// - Throws: `SystemError`.
  init(path: String) throws {
    self.path = path
    descriptor = Descriptor(
      owning: try check("open folder", path) {
        linux_openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
      })
  }

  /// Opens a folder; nil if it is not there.
  ///
  /// - Throws: `SystemError` if it is there and cannot be opened.
  convenience init?(ifThere path: String) throws {
    do {
      try self.init(path: path)
    } catch let error as SystemError where error.isMissing {
      return nil
    }
  }

  /// Opens a folder that may be entered and perhaps written, but not listed or synced (open(2), O_PATH).
  ///
  /// - Throws: `SystemError`.
  init(entering path: String) throws {
    self.path = path
    descriptor = Descriptor(owning: try check("open folder", path) { linux_open_path(path) })
  }

  private init(path: String, descriptor: consuming Descriptor) {
    self.path = path
    self.descriptor = descriptor
  }

  /// Opens a folder inside this one; makes it if asked, and then syncs this one so that it stays.
  ///
  /// - Throws: `SystemError`.
  func folder(_ name: FileName, makingWith mode: mode_t? = nil) throws -> Folder {
    if let mode {
      if name.withCString({ mkdirat(descriptor.raw, $0, mode) }) == 0 {
        try sync()
      } else if errno != EEXIST {
        throw SystemError("make folder", path(of: name))
      }
    }
    let raw = try check("open folder", path(of: name)) {
      name.withCString {
        linux_openat(descriptor.raw, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
      }
    }
    return Folder(path: path(of: name), descriptor: Descriptor(owning: raw))
  }

  /// Opens a folder below this one, given by its path.
  func folder(below path: [UInt8], makingWith mode: mode_t? = nil) throws -> Folder {
    var folder = self
    for part in path.split(separator: UInt8(ascii: "/")) {
      folder = try folder.folder(FileName(Array(part)), makingWith: mode)
    }
    return folder
  }

  /// The path of a name in it, for messages.
  func path(of name: FileName) -> String { path + "/" + name.display }

  /// All names in it, in no order, without `.` and `..`.
  ///
  /// - Throws: `SystemError`.
  func names() throws -> [FileName] {
    let copy = try check("list folder", path) {
      linux_openat(descriptor.raw, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    }
    guard let stream = fdopendir(copy) else {
      let error = SystemError("list folder", path)
      _ = close(copy)
      throw error
    }
    defer { closedir(stream) }
    var names: [FileName] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError("list folder", path) }
        return names
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: FileName.longest + 1) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(FileName(name)) }
    }
  }

  /// What stands under a name, links not followed; nil if nothing does.
  ///
  /// - Throws: `SystemError`.
  func entry(_ name: FileName) throws -> Entry? {
    var info = stat()
    let result = name.withCString { fstatat(descriptor.raw, $0, &info, AT_SYMLINK_NOFOLLOW) }
    if result == 0 { return Entry(info) }
    if errno == ENOENT { return nil }
    throw SystemError("look at", path(of: name))
  }

  /// Opens a regular file for reading. Never follows a link, never waits for a FIFO's writer, never becomes a terminal's
  /// owner (open(2)).
  ///
  /// - Throws: `SystemError`.
  func open(_ name: FileName) throws -> Descriptor {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    return Descriptor(
      owning: try check("open", path(of: name)) {
        name.withCString { linux_openat(descriptor.raw, $0, flags, 0) }
      })
  }

  /// Makes a new file with these bytes; not synced.
  ///
  /// - Throws: `SystemError`; then the file is gone again.
  func create(_ name: FileName, bytes: [UInt8], mode: mode_t) throws -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = Descriptor(
      owning: try check("make", path(of: name)) {
        name.withCString { linux_openat(descriptor.raw, $0, flags, 0o600) }
      })
    do {
      try file.write(bytes, path: path(of: name))
      try check("set the mode of", path(of: name)) { fchmod(file.raw, mode) }
    } catch {
      remove(name)
      throw error
    }
    return file
  }

  /// Opens a file for appending; makes it if it is not there.
  ///
  /// - Throws: `SystemError`.
  func append(to name: FileName, mode: mode_t) throws -> Descriptor {
    let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC
    return Descriptor(
      owning: try check("open", path(of: name)) {
        name.withCString { linux_openat(descriptor.raw, $0, flags, mode) }
      })
  }

  /// Moves a file, never over another one.
  ///
  /// - Throws: `SystemError`, code EEXIST if the name is taken.
  func move(_ name: FileName, to other: Folder, as newName: FileName) throws {
    try check("move", path(of: name)) {
      name.withCString { from in
        newName.withCString { linux_rename_noreplace(descriptor.raw, from, other.descriptor.raw, $0) }
      }
    }
  }

  /// Removes a file. What is not there needs no removing.
  ///
  /// - Returns: false if it could not be removed.
  @discardableResult
  func remove(_ name: FileName) -> Bool {
    name.withCString { unlinkat(descriptor.raw, $0, 0) } == 0 || errno == ENOENT
  }

  /// Waits until the names in it are on the disk.
  func sync() throws { try descriptor.sync(path: path) }

  /// Waits until everything on its file system is on the disk (syncfs(2)): one wait for a whole group of files.
  func syncFileSystem() throws { try check("sync", path) { linux_syncfs(descriptor.raw) } }
}
