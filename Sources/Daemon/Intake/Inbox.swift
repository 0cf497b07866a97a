import Formats
import Store

/// The inbox as it stands: the open folder, its watcher, and what is known of unfinished files.
struct Inbox {
  let folder: Folder
  var watcher: Watcher
  var claimer: Claimer
  var settle: Settle
  /// The sub-folders that are taken from, too.
  private(set) var folders: [InboxFolder]

  /// Opens and watches the inbox. Watch first, scan afterwards: what comes between raises an event.
  ///
  /// - Throws: `SystemError`.
  ///
  /// - Parameter subfolders: names of sub-folders; they are made if they are not there.
  init(
    path: String, limits: Configuration.Limits, doorbell: Doorbell, making: Bool, subfolders: Set<String> = []
  ) throws {
    let folder = try making ? Folder.make(path: path, mode: 0o3730) : Folder(path: path)
    self.folder = folder
    folders = try subfolders.sorted().map { try InboxFolder(FileName($0), in: folder) }
    watcher = try Watcher(inbox: folder, doorbell: doorbell, folders: folders)
    claimer = Claimer(inbox: folder, limit: limits.bulletin)
    settle = Settle(quiet: limits.settle, quietEmpty: limits.settle * Settle.emptyFactor)
    watcher.start()
  }

  /// Takes over what a configuration says of files.
  mutating func apply(_ limits: Configuration.Limits) {
    claimer.limit = limits.bulletin
    settle.quiet = limits.settle
    settle.quietEmpty = limits.settle * Settle.emptyFactor
  }

  /// True while the path still leads to this folder.
  func isStill(at path: String) -> Bool {
    guard let now = try? Folder(path: path), let there = try? now.descriptor.entry(path: path),
      let here = try? folder.descriptor.entry(path: path)
    else { return false }
    return there.stamp.device == here.stamp.device && there.stamp.inode == here.stamp.inode
  }

  /// The names to look at, the longest waiting first, so that a later bulletin never overtakes an earlier one.
  ///
  /// - Throws: `SystemError`.
  func scan() throws -> [FileName] {
    var names = try folder.names().filter(isTaken)
    for folder in folders where folder.isSafe(in: self.folder) {
      names += try folder.names().filter { InboxNames.reasonToLeave($0) == nil }
    }
    return try inOrder(names)
  }

  /// Those of some names that are there, the longest waiting first.
  ///
  /// - Throws: `SystemError`.
  func inOrder(_ names: some Sequence<FileName>) throws -> [FileName] {
    var found: [(name: FileName, changed: Int64)] = []
    for name in names { if let entry = try folder.entry(name) { found.append((name, entry.stamp.changed)) } }
    found.sort { ($0.changed, $0.name) < ($1.changed, $1.name) }
    return found.map(\.name)
  }

  /// True for a name that is looked at: not for hidden ones and those of sub-folders that are taken from.
  func isTaken(_ name: FileName) -> Bool {
    InboxNames.reasonToLeave(name) == nil
      && !folders.contains { $0.name == name && $0.isSafe(in: folder) }
  }

  /// A glance at a file: true if a red status may be reported in it.
  func looksRed(_ name: FileName) -> Bool {
    guard let file = try? folder.open(name), let entry = try? file.entry(path: ""), entry.isRegular,
      let bytes = try? file.read(limit: RedGlance.most, expecting: Int(entry.stamp.size), path: "")
    else { return false }
    return RedGlance.seesRed(in: bytes)
  }
}
