import Glibc

/// The hidden file in the inbox that is touched to prove that events come.
struct CanaryFile: Sendable {
  private static let base = ".bulletind-canary"

  let folder: Folder
  /// Its name: another one if somebody else has taken the first.
  private(set) var name = FileName(CanaryFile.base)

  init(in folder: Folder) { self.folder = folder }

  /// Touches it; makes it if it is not there.
  ///
  /// - Returns: false if neither is possible now: the disk is read-only, or has no inode left.
  mutating func touch() -> Bool {
    if setTime() { return true }
    if errno == ENOENT || errno == EACCES || errno == EPERM {
      if errno != ENOENT {
        name = FileName("\(CanaryFile.base)-\(String(UInt32.random(in: .min ... .max), radix: 16))")
      }
      guard let file = try? folder.create(name, bytes: [], mode: 0o600) else { return false }
      _ = consume file
      return setTime()
    }
    return false
  }

  /// Takes it away; what the daemon made it removes.
  func remove() { folder.remove(name) }

  /// Sets its times to now (utimensat(2)): only its owner may, or who may write it.
  private func setTime() -> Bool {
    name.withCString { utimensat(folder.descriptor.raw, $0, nil, AT_SYMLINK_NOFOLLOW) } == 0
  }
}
