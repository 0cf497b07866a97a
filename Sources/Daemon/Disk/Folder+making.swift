import CLinux
import Glibc

extension Folder {
  /// Makes a folder with all that lead to it, if it is not there, and opens it.
  ///
  /// The set-group-id bit comes from the folder above: a service with RestrictSUIDSGID= may not set it (systemd.exec(5)),
  /// and mkdir(2) takes it over.
  /// - Throws: `SystemError`.
  static func make(path: String, mode: mode_t) throws -> Folder {
    var partial = path.hasPrefix("/") ? "" : "."
    let parts = path.split(separator: "/")
    var isNew = false
    for (index, part) in parts.enumerated() {
      partial += "/" + part
      isNew = try makeOne(partial, mode: index == parts.count - 1 ? mode : 0o755)
    }
    let folder = try Folder(path: path)
    if isNew, mode & S_ISVTX != 0 { folder.hideFromOthers() }
    return folder
  }

  private static func makeOne(_ path: String, mode: mode_t) throws -> Bool {
    // The mode is meant as it stands.
    let mask = umask(0)
    defer { umask(mask) }
    if mkdir(path, mode & 0o1777) == 0 { return true }
    if errno != EEXIST { throw SystemError("make folder", path) }
    return false
  }

  /// Gives it the default ACL of the tmpfiles.d file: what is dropped into it is not readable for other members of the
  /// group, whatever the dropper's umask was (acl(5); the layout is linux/posix_acl_xattr.h).
  private func hideFromOthers() { setACL("system.posix_acl_default", group: 0) }

  /// Lets the group drop into it, too: what is made inside a folder with that ACL gets it as its own rights.
  func letGroupDrop() { setACL("system.posix_acl_access", group: 3) }

  /// Asks the file system to keep the files of each folder that is made in this one apart from those of its neighbours.
  ///
  /// ext4 does not give out an inode again for a minute after it was freed and steps over each such one in the folder's group
  /// (`recently_deleted` in fs/ext4/ialloc.c): in a flood, making a copy beside the originals that go away takes longer than
  /// reading it. Other file systems do not know the flag and need none.
  func spreadFolders() { _ = linux_spread_folders(descriptor.raw) }

  private func setACL(_ name: String, group: UInt8) {
    var value: [UInt8] = [2, 0, 0, 0]
    for (tag, permissions) in [(0x01, 7), (0x04, group), (0x20, 0)] as [(UInt8, UInt8)] {
      value += [tag, 0, permissions, 0, 0xFF, 0xFF, 0xFF, 0xFF]
    }
    // A file system without ACLs leaves it to the dropper's umask.
    _ = linux_set_attribute(descriptor.raw, name, value, value.count)
  }
}
