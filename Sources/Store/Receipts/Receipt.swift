public import Bulletins

/// Which file it was: what a file system tells of a file that must be recognised again.
public struct FileStamp: Sendable, Hashable {
  /// Device and inode number.
  public var device: UInt64, inode: UInt64
  /// Bytes.
  public var size: Int64
  /// Last change of content and of anything, nanoseconds since 1970.
  public var modified: Int64, changed: Int64

  /// A stamp.
  public init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// True if the content can be trusted to be the same. A rename changes `changed`, so it does not count.
  public func sameContent(as other: FileStamp) -> Bool {
    device == other.device && inode == other.inode && size == other.size && modified == other.modified
  }
}

/// What the database knows of one dropped file.
public struct Receipt: Sendable, Equatable {
  /// What became of it.
  public enum Verdict: String, Sendable { case accepted, alias, rejected }

  /// The row; rises with every file that was seen.
  public var id: Int64 = 0
  /// SHA-256 of the content; nil for what has no content to read (a FIFO, a symbolic link).
  public var hash: String?
  /// What became of it.
  public var verdict: Verdict
  /// For an alias the bulletin whose content it has.
  public var original: Int64?
  /// For a revision the bulletin that it revises.
  public var revises: Int64?
  /// The name in the inbox; bytes, for a file name need not be UTF-8.
  public var name: [UInt8]
  /// Where it lies now, relative to archive or rejected; an alias has its original's path.
  public var path: [UInt8]
  /// The daemon's own copy before it is in place, relative to the staging folder; nil if there is none.
  public var staged: [UInt8]?
  /// Its place in the order of arrival; 0 for that of its number.
  public var arrival: Int64 = 0
  /// When it was accepted or rejected.
  public var received: Timestamp
  /// Which inode it was.
  public var stamp: FileStamp
  /// What sort of file it is; nil if rejected.
  public var kind: Bulletin.Kind?
  /// How its bytes were coded.
  public var encoding: String?
  /// The day whose state it tells.
  public var asOf: Day?
  /// The unit of the whole.
  public var unit: String?
  /// True if it reports a red status or holds a red item.
  public var red = false
  /// The handlers that it was routed to.
  public var route: [String] = []
  /// What was noticed about the whole.
  public var remarks: [String] = []
  /// Why it was rejected.
  public var reason: String?
  /// The reason as a word for programs.
  public var reasonCode: String?
  /// From the claim to the commit, microseconds.
  public var elapsed: Int64 = 0
  /// True until the copy is in its place and the inbox name is gone.
  public var placing = true

  /// A receipt.
  public init(
    hash: String?, verdict: Verdict, name: [UInt8], path: [UInt8], received: Timestamp, stamp: FileStamp
  ) {
    self.hash = hash
    self.verdict = verdict
    self.name = name
    self.path = path
    self.received = received
    self.stamp = stamp
  }

  /// The inbox name for people: what is not UTF-8 or could steer a terminal is escaped.
  public var displayName: String { String(decoding: name, as: UTF8.self).printable }
}
