/// Which names in the inbox are left alone: those that programs give to files that they have not finished.
enum InboxNames {
  /// Why a name is left alone, or nil if it is a bulletin's.
  static func reasonToLeave(_ name: FileName) -> String? {
    let bytes = name.base.bytes
    if bytes.first == UInt8(ascii: ".") { return "its name begins with a dot: hidden files are left alone" }
    if bytes.starts(with: Array("~$".utf8)) {
      return "its name begins with ~$: an office program has it open"
    }
    let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    for ending in unfinished
    where lower.count > ending.utf8.count && lower.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      return
        "its name ends in \(ending): a program has not finished it; it is taken when it gets its final name"
    }
    return nil
  }

  /// Endings that browsers, editors, rsync and upload tools give to unfinished files.
  private static let unfinished = [
    ".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".temp", ".swp", ".lock", "~",
  ]
}
