/// Cuts text into lines at CRLF, CR, LF, vertical tab, form feed, U+0085, U+2028 and U+2029 (Unicode 5.8, NLF).
enum LineSplitter {
  /// The bytes of each line without its end. Text after the last line end is a line; nothing after it is none.
  static func ranges(of utf8: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    forEach(in: utf8) { ranges.append($0) }
    return ranges
  }

  private static func forEach(in utf8: [UInt8], _ body: (Range<Int>) -> Void) {
    utf8.withUnsafeBufferPointer { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let length = lengthOfLineEnd(bytes, at: index)
        if length > 0 {
          body(start..<index)
          index += length
          start = index
        } else {
          index += 1
        }
      }
      if start < bytes.count { body(start..<bytes.count) }
    }
  }

  @inline(__always)
  private static func lengthOfLineEnd(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A...0x0C: return 1
    case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
      return bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
