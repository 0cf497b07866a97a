import Bulletins
import Glibc
import Store

/// A file of the inbox, read once and whole.
struct ClaimedFile: Sendable {
  var name: FileName
  var bytes: [UInt8]
  /// SHA-256 of the bytes: BULLETIN_ID.
  var hash: String
  var stamp: FileStamp
}

/// A file that cannot be a bulletin.
struct Refusal: Sendable, Equatable {
  /// The reason as a word, for REASON_CODE.
  enum Code: String, Sendable {
    case link, fifo, socket, device, unreadable, tooBig = "too-big"
  }

  var name: FileName
  var stamp: FileStamp
  var code: String
  /// What is wrong and what to do.
  var reason: String
}

/// What came of looking at one name in the inbox.
enum Claim: Sendable {
  /// It is complete and read.
  case file(ClaimedFile)
  /// It is complete and no bulletin.
  case refused(Refusal)
  /// It is not complete; look again after so many seconds or at the next event.
  case wait(seconds: Double)
  /// It is a folder, which stays.
  case folder(FileStamp)
  /// Nothing is there any more.
  case gone
}

/// Opens files safely, makes sure that they are complete, and reads them once.
struct Claimer: Sendable {
  let inbox: Folder
  /// The largest bulletin, bytes.
  var limit: Int

  /// Looks at one name.
  ///
  /// - Parameters:
  ///   - whole: true if it arrived by a rename.
  ///   - settle: what is known of unfinished files.
  ///   - now: seconds of a monotonic clock.
  /// - Throws: `SystemError` if the machine, not the file, is in trouble; the file stays where it is.
  func claim(_ name: FileName, whole: Bool, settle: inout Settle, now: Double) throws -> Claim {
    guard let entry = try inbox.entry(name) else {
      settle.forget(name)
      return .gone
    }
    if entry.isFolder { return .folder(entry.stamp) }
    if !entry.isRegular { return .refused(refusal(ofSpecial: entry, name)) }
    if entry.mode & 0o444 == 0 {
      return wait(name, entry, whole, .unknown, &settle, now) ?? .refused(unreadable(name, entry))
    }
    let file: Descriptor
    do {
      file = try inbox.open(name)
    } catch let error as SystemError {
      switch error.code {
      case ENOENT, ELOOP, ENXIO: return .wait(seconds: 0)
      case EACCES, EPERM:
        return wait(name, entry, whole, .unknown, &settle, now) ?? .refused(unreadable(name, entry))
      default: throw error
      }
    }
    return try read(file, name, whole: whole, settle: &settle, now: now)
  }

  private func read(
    _ file: borrowing Descriptor, _ name: FileName, whole: Bool, settle: inout Settle, now: Double
  ) throws -> Claim {
    let path = inbox.path(of: name)
    let lease = file.takeLease()
    defer { if lease == .granted { file.releaseLease() } }
    let entry = try file.entry(path: path)
    guard entry.isRegular else { return .wait(seconds: 0) }
    let writers: Settle.Writers =
      switch lease {
      case .granted: .none
      case .writing: .some
      case .notPermitted: .unknown
      }
    if let wait = wait(name, entry, whole, writers, &settle, now) { return wait }
    if entry.stamp.size > limit { return .refused(tooBig(name, entry)) }
    let bytes = try file.read(limit: limit, expecting: Int(entry.stamp.size), path: path)
    guard try file.entry(path: path).stamp == entry.stamp, bytes.count == entry.stamp.size else {
      return .wait(seconds: settle.quiet)
    }
    return .file(ClaimedFile(name: name, bytes: bytes, hash: Digest.hex(of: bytes), stamp: entry.stamp))
  }

  private func wait(
    _ name: FileName, _ entry: Folder.Entry, _ whole: Bool, _ writers: Settle.Writers, _ settle: inout Settle,
    _ now: Double
  ) -> Claim? {
    let look = Settle.Look(stamp: entry.stamp, whole: whole, writers: writers)
    if case .wait(let seconds) = settle.judge(name, look, now: now) { return .wait(seconds: seconds) }
    return nil
  }

  private func refusal(ofSpecial entry: Folder.Entry, _ name: FileName) -> Refusal {
    let (code, what): (Refusal.Code, String) =
      switch entry.mode & S_IFMT {
      case S_IFLNK: (.link, "a symbolic link, which is never followed; drop the file itself")
      case S_IFIFO: (.fifo, "a FIFO, not a file; drop a regular file")
      case S_IFSOCK: (.socket, "a socket, not a file; drop a regular file")
      default: (.device, "a device, not a file; drop a regular file")
      }
    return Refusal(name: name, stamp: entry.stamp, code: code.rawValue, reason: "\(name.display) is \(what).")
  }

  private func unreadable(_ name: FileName, _ entry: Folder.Entry) -> Refusal {
    let mode = String(entry.mode & 0o7777, radix: 8)
    return Refusal(
      name: name, stamp: entry.stamp, code: Refusal.Code.unreadable.rawValue,
      reason:
        "\(name.display) may not be read (mode \(mode)); give it read permission (chmod u+r,g+r) and drop it again."
    )
  }

  private func tooBig(_ name: FileName, _ entry: Folder.Entry) -> Refusal {
    Refusal(
      name: name, stamp: entry.stamp, code: Refusal.Code.tooBig.rawValue,
      reason: """
        \(name.display) has \(entry.stamp.size) bytes and the limit is \(limit); split it, or raise limits.bulletin in \
        the configuration, and drop it again.
        """)
  }
}
