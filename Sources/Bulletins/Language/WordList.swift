/// A list of words kept as data under `Rules/`, so that a Chinese reader can review and extend it.
///
/// One entry a line: fields separated by a tab; `#` begins a comment; blank lines are skipped.
public struct WordList: Sendable {
  /// The entries, each with at least one field.
  public let entries: [[String]]

  /// The entries of the bytes of a rules file (`PackageResources.NAME_txt`).
  public init(_ bytes: [UInt8]) {
    entries = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap { line in
      let content = line.prefix { $0 != "#" }
      let fields = content.split(separator: "\t").map { field in
        String(field.drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
      }
      return fields.allSatisfy(\.isEmpty) ? nil : fields
    }
  }

  /// The first field of each entry.
  public var words: [String] { entries.map { $0[0] } }
}
