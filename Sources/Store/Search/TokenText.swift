internal import GRDB

/// Reading UTF-8 and handing over tokens at SQLite's boundary, where every microsecond counts a thousandfold: a bulletin has
/// two thousand tokens, and nothing here makes a string or takes memory.
enum TokenText {
  /// A scalar as its UTF-8 bytes, the first one lowest.
  struct Encoded {
    var bytes: UInt64
    var count: CInt

    @inline(__always)
    init(_ value: UInt32) {
      let value = UInt64(value)
      switch value {
      case ..<0x80: (bytes, count) = (value, 1)
      case ..<0x800: (bytes, count) = (0x80C0 | value >> 6 | (value & 0x3F) << 8, 2)
      case ..<0x10000:
        (bytes, count) = (0x8080E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16, 3)
      default:
        bytes =
          0x8080_80F0 | value >> 18 | (value >> 12 & 0x3F) << 8 | (value >> 6 & 0x3F) << 16 | (value & 0x3F)
          << 24
        count = 4
      }
    }
  }

  /// Calls `body` for each scalar with its byte offsets, until it returns something other than SQLITE_OK. What is no UTF-8
  /// is left out.
  @inline(__always)
  static func forEachScalar(
    _ text: UnsafePointer<CChar>?, _ count: CInt, _ body: (UInt32, CInt, CInt) -> CInt
  ) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: text, count: text == nil ? 0 : Int(count))
    var offset = 0
    while offset < bytes.count {
      let (value, length) = scalar(bytes, at: offset)
      if let value {
        let result = body(value, CInt(offset), CInt(offset + length))
        if result != 0 { return result }
      }
      offset += length
    }
    return 0
  }

  /// The scalar at a place and its length (RFC 3629, section 3); nil for a byte that begins none.
  @inline(__always)
  private static func scalar(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> (UInt32?, Int) {
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), offset + length <= bytes.count else { return (nil, 1) }
    var value = first & (0x7F >> UInt32(length))
    for place in 1..<length {
      let next = UInt32(bytes[offset + place])
      guard next & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | next & 0x3F
    }
    return (value, length)
  }

  /// Hands a token of at most two scalars to FTS5.
  @inline(__always)
  static func emit(
    _ bytes: UInt64, _ count: CInt, _ start: CInt, _ end: CInt, _ context: UnsafeMutableRawPointer?,
    _ callback: FTS5TokenCallback
  ) -> CInt {
    withUnsafeBytes(of: bytes.littleEndian) { buffer in
      callback(context, 0, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), count, start, end)
    }
  }
}
