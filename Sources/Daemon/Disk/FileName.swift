import Bulletins

/// A name in a folder: any bytes but NUL and slash (path_resolution(7)), not always UTF-8. In the inbox a name may have that
/// of a sub-folder and a slash before it: system calls take it as it is.
struct FileName: Hashable, Sendable, Comparable {
  /// The bytes.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The name without the sub-folder of the inbox that stands before it, if one does.
  var base: FileName {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return FileName(Array(bytes[(slash + 1)...]))
  }

  /// The name in a sub-folder of the inbox.
  func inside(_ folder: FileName) -> FileName { FileName(folder.bytes + [UInt8(ascii: "/")] + bytes) }

  /// The name for people.
  var display: String { String(decoding: bytes, as: UTF8.self).printable }

  /// What stands before a mark that ``FreeNames`` puts behind a taken name, as far as a longest name leaves it.
  var stem: [UInt8] { Array(bytes.prefix(FileName.longest - 16)) }

  /// True if it ends so.
  func hasSuffix(_ suffix: String) -> Bool {
    bytes.count >= suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// The longest name, bytes (NAME_MAX).
  static let longest = 255

  /// The name with a suffix; cut at a character boundary where both do not fit together.
  func with(suffix: String) -> FileName {
    var stem = bytes.prefix(max(0, FileName.longest - suffix.utf8.count))
    while stem.count < bytes.count, let next = bytes.dropFirst(stem.count).first, next & 0xC0 == 0x80,
      !stem.isEmpty
    {
      stem = stem.dropLast()
    }
    return FileName(stem + Array(suffix.utf8))
  }

  /// Calls `body` with the name as a C string.
  func withCString<Value>(_ body: (UnsafePointer<CChar>) throws -> Value) rethrows -> Value {
    try (bytes + [0]).withUnsafeBufferPointer { buffer in
      try buffer.withMemoryRebound(to: CChar.self) { pointer in
        guard let base = pointer.baseAddress else { return try "".withCString(body) }
        return try body(base)
      }
    }
  }

  static func < (left: FileName, right: FileName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
