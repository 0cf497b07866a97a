/// A list of words kept as data under `Rules/`, so that a Chinese reader can review and extend it.
///
/// One entry a line: fields separated by a tab; `#` begins a comment; blank lines are skipped.
public struct WordList: Sendable {
  /// The entries, each with at least one field.
  public let entries: [[String]]

  /// The entries of the bytes of a rules file (`PackageResources.NAME_txt`).
  public init(_ bytes: [UInt8]) {
    // By bytes: all lists are read when the first bulletin is, and characters are ten times as slow.
    entries = bytes.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      let fields = content.split(separator: UInt8(ascii: "\t")).map { field in
        var field = field.drop { $0 == UInt8(ascii: " ") }
        while field.last == UInt8(ascii: " ") { field.removeLast() }
        return String(decoding: field, as: UTF8.self)
      }
      return fields.allSatisfy(\.isEmpty) ? nil : fields
    }
  }

  /// The first field of each entry.
  public var words: [String] { entries.map { $0[0] } }
}
