/// Finds names that are not taken, for files that are put beside others and never over them.
struct FreeNames {
  private var promised: Set<[UInt8]> = []

  /// The name itself, else with `~HASH8`, else with a number behind it.
  ///
  /// - Parameters:
  ///   - folderPath: the folder's path, which keeps the names of different folders apart.
  ///   - suffix: a further ending whose name must be free too (the reason file's).
  /// - Throws: `SystemError`.
  mutating func free(
    _ name: FileName, hash: String?, in folder: Folder, folderPath: [UInt8] = [], suffix: String = ""
  ) throws -> FileName {
    let mark = "~" + (hash.map { String($0.prefix(8)) } ?? "again")
    var number = 0
    while true {
      let ending = number == 0 ? "" : number == 1 ? mark : "\(mark)-\(number)"
      var candidate = ending.isEmpty ? name : name.with(suffix: ending)
      if candidate.with(suffix: suffix).bytes.count < candidate.bytes.count + suffix.utf8.count {
        candidate = FileName(Array(name.with(suffix: ending + suffix).bytes.dropLast(suffix.utf8.count)))
      }
      if try isFree(candidate, in: folder, folderPath),
        try suffix.isEmpty || isFree(candidate.with(suffix: suffix), in: folder, folderPath)
      {
        promised.insert(folderPath + [0x2F] + candidate.bytes)
        return candidate
      }
      number += 1
    }
  }

  private func isFree(_ name: FileName, in folder: Folder, _ path: [UInt8]) throws -> Bool {
    try !promised.contains(path + [0x2F] + name.bytes) && folder.entry(name) == nil
  }
}
