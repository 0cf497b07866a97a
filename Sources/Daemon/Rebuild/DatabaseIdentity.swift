import Glibc

/// Which file a database was when it was opened: a rebuild puts another one under its name, and whoever has the old one open
/// works on what was set aside.
struct DatabaseIdentity: Sendable, Equatable {
  private let device: dev_t
  private let inode: ino_t

  /// The file under a path now; nil if there is none.
  init?(path: String) {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    device = info.st_dev
    inode = info.st_ino
  }
}
