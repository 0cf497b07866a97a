/// Finds files that were joined of two encodings; they are refused, with the place where it changes.
enum MixedEncodings {
  /// The first six three-byte characters of Chinese text in a row that are valid UTF-8, in bytes that are not UTF-8 as a whole.
  ///
  /// Six: in GB18030 text a triple of that shape happens by chance about once in two hundred characters, six in a row once in
  /// 10¹³.
  static func firstUTF8Run(in bytes: [UInt8]) -> Int? {
    var index = 0
    var start = 0
    var length = 0
    while index + 2 < bytes.count {
      if (0xE3...0xEF).contains(bytes[index]), bytes[index + 1] & 0xC0 == 0x80,
        bytes[index + 2] & 0xC0 == 0x80,
        !(0xEA...0xEE).contains(bytes[index])
      {
        if length == 0 { start = index }
        length += 1
        if length == 6 { return start }
        index += 3
      } else {
        // Another alignment may begin within the run that just ended: go back to the byte after its start.
        index = length > 0 ? start + 1 : index + 1
        length = 0
      }
    }
    return nil
  }

  /// The sentence for a file with such a run.
  static func formatError(in bytes: [UInt8], run: Int, invalid: UTF8Check.Failure) -> FormatError {
    if run < invalid.offset {
      let rest = bytes[invalid.offset...].prefix { $0 != 0x0A && $0 != 0x0D }
      if !invalid.isTruncation, let iconv = Iconv(from: "GB18030"),
        case .complete(let utf8) = iconv.convert(rest),
        case let tally = CharacterTally(utf8), tally.isPlausibleChinese, tally.frequent > 0
      {
        return FormatError(
          .encoding,
          "The text is UTF-8 up to byte \(invalid.offset) (\(Place(invalid.offset, in: bytes))), and GB18030 from there: two "
            + "encodings in one file. Save it in one encoding and drop it again.")
      }
      return invalid.formatError(in: bytes)
    }
    return FormatError(
      .encoding,
      "The text is UTF-8 from byte \(run) (\(Place(run, in: bytes))), but not before (byte \(invalid.offset) "
        + "\(invalid.what)): two encodings in one file. Save it in one encoding and drop it again.")
  }

  /// The byte in decoded text where a stretch begins that is not Chinese text, as when another encoding was appended.
  static func firstImplausibleWindow(of utf8: [UInt8]) -> Int? {
    var start = 0
    while start < utf8.count {
      var end = min(start + 192, utf8.count)
      while end < utf8.count, utf8[end] & 0xC0 == 0x80 { end += 1 }
      let tally = CharacterTally(utf8[start..<end])
      if tally.odd > 8, tally.odd * 2 > tally.total { return start }
      start = end
    }
    return nil
  }
}
