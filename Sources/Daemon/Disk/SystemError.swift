import Bulletins
import Glibc

/// A system call that failed: what was tried, on which file, why, and what to do.
struct SystemError: Error, CustomStringConvertible, Sendable {
  /// errno(3).
  let code: Int32
  /// What was tried, as a verb: "open", "rename".
  let action: String
  /// The file or folder.
  let path: String

  init(_ action: String, _ path: String, code: Int32 = errno) {
    self.code = code
    self.action = action
    self.path = path
  }

  var description: String {
    "cannot \(action) \(path.printable): \(String(cString: strerror(code))); \(advice)"
  }

  /// True if there is no room: blocks, inodes or quota.
  var isFull: Bool { code == ENOSPC || code == EDQUOT }

  /// True if the one file may be the cause: others may fit where this one does not.
  var concernsFile: Bool {
    switch code {
    case ENOSPC, EDQUOT, EFBIG, ENAMETOOLONG, EINVAL, EILSEQ: true
    default: false
    }
  }

  /// True if it is not there.
  var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// True if waiting may help: nothing is wrong with the file itself.
  var isTemporary: Bool {
    switch code {
    case EMFILE, ENFILE, ENOMEM, EIO, EINTR, EAGAIN, ENOSPC, EDQUOT, EROFS, ESTALE, ENOLCK: true
    default: false
    }
  }

  private var advice: String {
    switch code {
    case ENOENT: "make it, or correct the path in the configuration"
    case EACCES, EPERM: "give the user of bulletind the right to it (see bulletind(1), FILES)"
    case ENOSPC, EDQUOT: "make room on that disk (df, df -i); bulletind goes on by itself"
    case EROFS: "mount that disk writable; bulletind goes on by itself"
    case EMFILE, ENFILE: "raise LimitNOFILE= of the unit; bulletind tries again"
    case EXDEV: "put inbox, work, archive and rejected on one mount"
    case ENOTDIR: "a file stands where a folder is expected; move it away"
    case EIO: "look at the disk (dmesg); bulletind tries again"
    case EEXIST: "something of that name is there; move it away"
    default: "bulletind tries again; see errno(3)"
    }
  }
}

/// Repeats a system call that a signal interrupted, and turns −1 into an error.
///
/// - Throws: `SystemError`.
@discardableResult
func check(_ action: String, _ path: @autoclosure () -> String, _ call: () -> Int32) throws -> Int32 {
  while true {
    let result = call()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError(action, path()) }
  }
}
