import Bulletins

/// A cheap look at the bytes of a file: may a red status be reported in it?
///
/// It decodes nothing but the few characters after each 红 or 紅, in whatever coding these bytes are one, and asks ``RedWords``.
/// Packed formats (DOCX, XLSX, PDF) do not show their text, so it never sees anything in them.
public enum RedGlance {
  /// More than so much of a file is not looked at, bytes.
  public static let most = 1 << 20

  /// One way in which a red can be written.
  private struct Pattern {
    var bytes: [UInt8]
    var coding: Coding
  }

  private enum Coding {
    case utf8, utf16le, utf16be, gb18030, big5

    var isWide: Bool { self == .utf16le || self == .utf16be }
  }

  private static let narrow = [
    Pattern(bytes: Array("红".utf8), coding: .utf8), Pattern(bytes: Array("紅".utf8), coding: .utf8),
    Pattern(bytes: [0xBA, 0xEC], coding: .gb18030), Pattern(bytes: [0xBC, 0x74], coding: .gb18030),
    Pattern(bytes: [0xAC, 0xF5], coding: .big5),
  ]
  private static let wide = [
    Pattern(bytes: [0xA2, 0x7E], coding: .utf16le), Pattern(bytes: [0x05, 0x7D], coding: .utf16le),
    Pattern(bytes: [0x7E, 0xA2], coding: .utf16be), Pattern(bytes: [0x7D, 0x05], coding: .utf16be),
  ]

  /// True if a red in these bytes looks like a reported status.
  public static func seesRed(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      // Text in UTF-16 has a mark before it, or zeros in its digits and line ends.
      let isWide =
        buffer.prefix(256).contains(0) || buffer.starts(with: [0xFF, 0xFE])
        || buffer.starts(with: [0xFE, 0xFF])
      return seesRed(isWide ? wide : narrow, in: buffer)
    }
  }

  private static func seesRed(_ patterns: [Pattern], in buffer: UnsafeRawBufferPointer) -> Bool {
    var mayBegin = [Bool](repeating: false, count: 256)
    for pattern in patterns { mayBegin[Int(pattern.bytes[0])] = true }
    return mayBegin.withUnsafeBufferPointer { mayBegin in
      for place in buffer.indices where mayBegin[Int(buffer[place])] {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[place...])
        for pattern in patterns where rest.starts(with: pattern.bytes) {
          if isStatus(at: place, after: place + pattern.bytes.count, pattern.coding, buffer) { return true }
        }
      }
      return false
    }
  }

  private static func isStatus(
    at place: Int, after end: Int, _ coding: Coding, _ buffer: UnsafeRawBufferPointer
  ) -> Bool {
    if coding.isWide, place % 2 != 0 { return false }
    let after = characters(buffer[end..<min(end + RedWords.reach * 4, buffer.count)], coding)
    return RedWords.isStatus(
      before: character(before: place, coding, buffer), after: Array(after.prefix(RedWords.reach)))
  }

  /// The character that ends at a place.
  private static func character(
    before place: Int, _ coding: Coding, _ buffer: UnsafeRawBufferPointer
  ) -> Unicode.Scalar? {
    if place == 0 { return nil }
    var start = place - (coding.isWide ? 2 : 1)
    if buffer[start] >= 0x80 || coding.isWide {
      switch coding {
      case .utf8: while start > 0, buffer[start] & 0xC0 == 0x80 { start -= 1 }
      case .gb18030, .big5: start = max(start - 1, 0)
      case .utf16le, .utf16be: break
      }
    }
    return characters(buffer[max(start, 0)..<place], coding).last
  }

  /// The characters at the beginning of some bytes, as far as they are any.
  private static func characters(_ bytes: Slice<UnsafeRawBufferPointer>, _ coding: Coding) -> [Unicode.Scalar]
  {
    switch coding {
    case .utf8: return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    case .utf16le, .utf16be:
      guard bytes.count > 1 else { return [] }
      let isLittle = coding == .utf16le
      let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
        let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        return isLittle ? second << 8 | first : first << 8 | second
      }
      return Array(String(decoding: units, as: UTF16.self).unicodeScalars)
    case .gb18030, .big5:
      guard let iconv = Iconv(from: coding == .big5 ? "BIG5" : "GB18030") else { return [] }
      let decoded =
        switch iconv.convert(ArraySlice(bytes)) {
        case .complete(let text), .invalid(_, let text), .truncated(_, let text): text
        }
      return Array(String(decoding: decoded, as: UTF8.self).unicodeScalars)
    }
  }
}
