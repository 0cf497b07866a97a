/// A text as an array of Unicode scalars: constant-time positions, which a reader of Chinese needs and `String`
/// does not give.
public typealias Scalars = [Unicode.Scalar]

extension String {
  /// The scalars of the text.
  public var scalars: Scalars {
    // A string's bytes are valid UTF-8: three of them, in most of what is read here, are a Han character.
    let decoded = utf8.withContiguousStorageIfAvailable { bytes in
      var scalars = Scalars()
      scalars.reserveCapacity(bytes.count / 3 + 8)
      var index = 0
      while index < bytes.count {
        let first = UInt32(bytes[index])
        var length = 1
        var value = first
        if first >= 0xF0 {
          (length, value) = (4, first & 0x07)
        } else if first >= 0xE0 {
          (length, value) = (3, first & 0x0F)
        } else if first >= 0xC0 {
          (length, value) = (2, first & 0x1F)
        }
        guard index + length <= bytes.count else { break }
        for next in 1..<max(1, length) { value = value << 6 | UInt32(bytes[index + next]) & 0x3F }
        scalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        index += length
      }
      return scalars
    }
    return decoded ?? Scalars(unicodeScalars)
  }

  /// The text of these scalars.
  public init(_ scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.underestimatedCount * 3)
    for scalar in scalars {
      let value = scalar.value
      switch value {
      case 0..<0x80: bytes.append(UInt8(value))
      case 0x80..<0x800:
        bytes.append(UInt8(0xC0 | value >> 6))
        bytes.append(UInt8(0x80 | value & 0x3F))
      case 0x800..<0x10000:
        bytes.append(UInt8(0xE0 | value >> 12))
        bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | value & 0x3F))
      default:
        bytes.append(UInt8(0xF0 | value >> 18))
        bytes.append(UInt8(0x80 | value >> 12 & 0x3F))
        bytes.append(UInt8(0x80 | value >> 6 & 0x3F))
        bytes.append(UInt8(0x80 | value & 0x3F))
      }
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// Space, tab, ideographic space, no-break space or byte-order mark.
  public var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0x3000, 0xA0, 0xFEFF, 0x2002...0x200B, 0x202F, 0x205F: true
    default: false
    }
  }

  /// A Han character, those beyond the Basic Multilingual Plane and 〇 included.
  public var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
  }

  /// 0…9, half- or full-width.
  public var isDigit: Bool { digit != nil }

  /// The value of a half- or full-width digit.
  public var digit: Int? {
    switch value {
    case 0x30...0x39: Int(value - 0x30)
    case 0xFF10...0xFF19: Int(value - 0xFF10)
    default: nil
    }
  }

  /// The half-width form of a full-width letter, digit or mark (U+FF01…U+FF5E, U+3000), else itself.
  public var narrow: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0x3000: " "
    default: self
    }
  }

  /// 。！？；!?; and the ellipsis: where a sentence or a clause of its own may end.
  public var endsSentence: Bool {
    switch self {
    case "。", "！", "？", "!", "?", "；", ";", "…": true
    default: false
    }
  }
}

/// An array of scalars, or a slice of one.
public protocol ScalarText: RandomAccessCollection<Unicode.Scalar> where Index == Int, Indices == Range<Int> {
}
extension Array: ScalarText where Element == Unicode.Scalar {}
extension ArraySlice: ScalarText where Element == Unicode.Scalar {}

extension String.UnicodeScalarView {
  /// True if a scalar is one of those that a short literal lists, as in `"、和".unicodeScalars.contains(scalar)`.
  ///
  /// It compares bytes: the library's own decodes the literal for every question, which took a sixth of all reading.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    var text = String(self)
    return text.withUTF8 { bytes in
      let value = scalar.value
      guard value >= 0x80 else { return bytes.contains(UInt8(truncatingIfNeeded: value)) }
      guard value >= 0x800, value < 0x10000 else {
        // Rare: a mark such as · or a character beyond the first plane.
        return UTF8.encode(scalar).map { sought in
          bytes.indices.contains { bytes[$0...].starts(with: sought) }
        } ?? false
      }
      let first = UInt8(truncatingIfNeeded: 0xE0 | value >> 12)
      let second = UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F)
      let third = UInt8(truncatingIfNeeded: 0x80 | value & 0x3F)
      var index = 0
      while index + 2 < bytes.count {
        if bytes[index] == first, bytes[index + 1] == second, bytes[index + 2] == third { return true }
        index += 1
      }
      return false
    }
  }
}
