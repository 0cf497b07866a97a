/// UTF-16, decoded strictly (RFC 2781): a surrogate must have its pair.
struct UTF16Text {
  /// How a decoding ended; offsets are bytes of the file.
  enum Outcome {
    case complete([UInt8])
    case loneSurrogate(at: Int)
    case oddLength
  }

  /// True if the more significant byte comes first.
  var bigEndian: Bool

  /// The bytes from `start` as UTF-8.
  func decode(_ bytes: [UInt8], from start: Int = 0) -> Outcome {
    guard (bytes.count - start) % 2 == 0 else { return .oddLength }
    let high = bigEndian ? 0 : 1
    let low = 1 - high
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count - start) / 2 * 3)
    var index = start
    while index + 1 < bytes.count {
      let unit = UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + low])
      switch unit {
      case 0..<0x80:
        output.append(UInt8(truncatingIfNeeded: unit))
      case 0x80..<0x800:
        output.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
        output.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
      case 0xD800..<0xDC00:
        guard index + 3 < bytes.count else { return .loneSurrogate(at: index) }
        let second = UInt32(bytes[index + 2 + high]) << 8 | UInt32(bytes[index + 2 + low])
        guard (0xDC00..<0xE000).contains(second) else { return .loneSurrogate(at: index) }
        let value = 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
        output.append(0xF0 | UInt8(truncatingIfNeeded: value >> 18))
        output.append(0x80 | UInt8(truncatingIfNeeded: value >> 12 & 0x3F))
        output.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
        output.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        index += 2
      case 0xDC00..<0xE000:
        return .loneSurrogate(at: index)
      default:
        output.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
        output.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
        output.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
      }
      index += 2
    }
    return .complete(output)
  }
}
