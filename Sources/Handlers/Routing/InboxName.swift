/// Under which name a bulletin was dropped: a file in the inbox or in one of its sub-folders.
public struct InboxName: Sendable, Equatable {
  /// The sub-folder, nil for the inbox itself.
  public var folder: String?
  /// The name of the file.
  public var file: String

  /// The parts of a name relative to the inbox.
  public init(_ name: String) {
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    folder = parts.count == 2 ? String(parts[0]) : nil
    file = String(parts.last ?? "")
  }
}
