import Glibc

/// Which folders cannot go together.
enum ConfigurationPaths {
  /// What is wrong with the folders, a sentence each.
  static func problems(_ folders: Configuration.Folders, file: String) -> [String] {
    let named = [
      ("inbox", folders.inbox), ("work", folders.work), ("archive", folders.archive),
      ("rejected", folders.rejected),
    ]
    var problems: [String] = []
    for (index, first) in named.enumerated() {
      for second in named.dropFirst(index + 1)
      where isInside(first.1, second.1) || isInside(second.1, first.1) {
        problems.append(
          "\(file): `\(first.0)` and `\(second.0)` lie one in the other; give each a folder of its own")
      }
    }
    for (name, path) in named + [("state", folders.state)] where isOccupied(path) {
      problems.append(
        "\(file): `\(name)` is \(path), which is no folder; move that file away or name another folder")
    }
    return problems
  }

  /// Without doubled, trailing and dot parts.
  static func normal(_ path: String) -> String {
    "/" + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func isInside(_ path: String, _ other: String) -> Bool {
    path == other || path.hasPrefix(other == "/" ? "/" : other + "/")
  }

  private static func isOccupied(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT != S_IFDIR
  }
}
