import Store

/// What lies in a folder, to see whether somebody wrote there.
struct FolderContents {
  private var stamps: [String: FileStamp] = [:]

  /// The contents now; nothing if the folder cannot be read.
  init(path: String) {
    guard let folder = try? Folder(path: path), let names = try? folder.names() else { return }
    for name in names {
      stamps[String(decoding: name.bytes, as: UTF8.self)] = (try? folder.entry(name))??.stamp
    }
  }

  /// The names that are new, changed or gone.
  func changes(since before: FolderContents) -> [String] {
    Set(stamps.keys).union(before.stamps.keys).filter { stamps[$0] != before.stamps[$0] }.sorted()
  }
}
