/// Finds out how a text is coded and decodes it strictly: what cannot be decoded is refused with its place, never
/// repaired.
///
/// The order is that of certainty: a byte-order mark; valid UTF-8; UTF-16 whose characters are those of Chinese text;
/// GB18030; Big5. The last three must also be plausible, since almost any bytes decode as one of them.
///
/// Control characters: U+0000 makes a file binary. The other C0 controls and U+007F are kept as they stand while there
/// is one, or at most one in fifty characters (a stray Control-Z or escape of an old program); whoever prints them escapes
/// them. More of them make the file binary.
struct TextDecoder {
  /// A coding that the file itself declares (`<meta charset>`): decides only where two codings are plausible.
  var hint: TextEncoding?

  /// The text of these bytes.
  ///
  /// - Throws: `FormatError` `.empty`, `.binary` or `.encoding`.
  func decode(_ bytes: [UInt8]) throws -> DecodedText {
    let text = try checked(decodeMarked(bytes) ?? decodeUnmarked(bytes))
    guard text.utf8.contains(where: { !Self.isBlank($0) }), Self.hasInk(text.utf8) else {
      throw FormatError(
        .empty, "The file holds no text, only blanks; write the text into it and drop it again.")
    }
    return text
  }

  private func checked(_ text: DecodedText) throws -> DecodedText {
    var controls = 0
    for (offset, byte) in text.utf8.enumerated() where byte < 0x20 || byte == 0x7F {
      switch byte {
      case 0:
        throw FormatError(
          .binary,
          "The file has a NUL at character byte \(offset), so it is not text; save it as text and drop it again."
        )
      case 0x09...0x0D: continue
      default: controls += 1
      }
    }
    if controls > 1, CharacterTally(text.utf8).hasTooManyControls {
      throw FormatError(
        .binary,
        "The file has \(controls) control characters, so it is not text; save it as text and drop it again.")
    }
    return text
  }

  // MARK: Byte-order marks

  private func decodeMarked(_ bytes: [UInt8]) throws -> DecodedText? {
    if bytes.isEmpty {
      throw FormatError(.empty, "The file is empty (0 bytes); write the text into it and drop it again.")
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw FormatError(
        .encoding, "The text is UTF-32, which bulletind does not read; save it as UTF-8 and drop it again.")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes[3...])
      if let error = UTF8Check.firstError(in: rest) {
        throw error.formatError(in: bytes, shift: 3)
      }
      return DecodedText(utf8: rest, encoding: .utf8WithMark)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try decodeUTF16(bytes, bigEndian: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try decodeUTF16(bytes, bigEndian: true) }
    return nil
  }

  private func decodeUTF16(_ bytes: [UInt8], bigEndian: Bool) throws -> DecodedText {
    switch UTF16Text(bigEndian: bigEndian).decode(bytes, from: 2) {
    case .complete(let utf8):
      if let offset = MixedEncodings.firstImplausibleWindow(of: utf8) {
        throw FormatError(
          .encoding,
          "The file is UTF-16, but from about character byte \(offset) of its text on it makes no sense as such: two "
            + "encodings in one file. Save it in one encoding and drop it again.")
      }
      return DecodedText(utf8: utf8, encoding: bigEndian ? .utf16BigEndian : .utf16LittleEndian)
    case .loneSurrogate(let offset):
      throw FormatError(
        .encoding,
        "Byte \(offset) is half of a UTF-16 surrogate pair; save the text anew as UTF-8 and drop it again.")
    case .oddLength:
      throw FormatError(
        .encoding,
        "The text is UTF-16 but ends within a character (byte \(bytes.count - 1)): copy the file again, or save it as UTF-8."
      )
    }
  }

  // MARK: Without a mark

  private func decodeUnmarked(_ bytes: [UInt8]) throws -> DecodedText {
    let error = UTF8Check.firstError(in: bytes)
    let hasNull = bytes.contains(0)
    if error == nil, !hasNull { return DecodedText(utf8: bytes, encoding: .utf8) }
    if let text = unmarkedUTF16(bytes) { return text }
    if hasNull {
      let offset = bytes.firstIndex(of: 0) ?? 0
      throw FormatError(
        .binary, "The file has a NUL at byte \(offset), so it is not text; save it as text and drop it again."
      )
    }
    guard let error else { return DecodedText(utf8: bytes, encoding: .utf8) }
    if let run = MixedEncodings.firstUTF8Run(in: bytes) {
      throw MixedEncodings.formatError(in: bytes, run: run, invalid: error)
    }
    return try decodeNational(bytes, error)
  }

  /// UTF-16 whose characters are nearly all those of Chinese text, with an ASCII or CJK mark or line end among them.
  private func unmarkedUTF16(_ bytes: [UInt8]) -> DecodedText? {
    guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
    // A look at the start decides, so that a large GB18030 text is not decoded three times.
    let sample = Array(bytes.prefix(4096))
    let scores = [false, true].map { UTF16Pattern(sample, bigEndian: $0) }
    guard let best = scores.max(by: { $0.usual < $1.usual }), best.isConvincing,
      scores[0].usual != scores[1].usual,
      case .complete(let utf8) = UTF16Text(bigEndian: best.bigEndian).decode(bytes)
    else { return nil }
    let tally = CharacterTally(utf8)
    guard tally.nulls == 0, tally.odd * 20 <= tally.total, !tally.hasTooManyControls else { return nil }
    return DecodedText(utf8: utf8, encoding: best.bigEndian ? .utf16BigEndian : .utf16LittleEndian)
  }

  private func decodeNational(_ bytes: [UInt8], _ invalid: UTF8Check.Failure) throws -> DecodedText {
    let pairs = NationalPairs(bytes)
    let chinese = try decode(bytes, as: .gb18030)
    if case .complete(let utf8) = chinese {
      let tally = CharacterTally(utf8)
      let likely =
        pairs.areMostlyGB2312 ? tally.isPlausibleChinese : tally.isConvincingChinese
      if pairs.mayBeBig5 || !likely || hint == .big5, case .complete(let other) = try decode(bytes, as: .big5)
      {
        let otherTally = CharacterTally(other)
        if otherTally.isConvincingChinese,
          otherTally.frequent > tally.frequent || hint == .big5 && !pairs.areMostlyGB2312
        {
          return DecodedText(utf8: other, encoding: .big5)
        }
      }
      guard likely else { throw nonsense(tally) }
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      return DecodedText(utf8: utf8.starts(with: mark) ? Array(utf8[3...]) : utf8, encoding: .gb18030)
    }
    if case .complete(let utf8) = try decode(bytes, as: .big5) {
      let tally = CharacterTally(utf8)
      if tally.isConvincingChinese { return DecodedText(utf8: utf8, encoding: .big5) }
    }
    throw refusal(bytes, chinese, invalid)
  }

  private func decode(_ bytes: [UInt8], as encoding: TextEncoding) throws -> Iconv.Outcome {
    guard let iconv = Iconv(from: encoding == .big5 ? "BIG5" : "GB18030") else {
      throw FormatError(
        .toolMissing,
        "The C library cannot decode \(encoding.title): its gconv modules are missing (package libc6). Install them, "
          + "or save the text as UTF-8.")
    }
    return iconv.convert(bytes[...])
  }

  private func nonsense(_ tally: CharacterTally) -> FormatError {
    FormatError(
      .binary,
      "The bytes decode, but to characters that no Chinese text has (\(tally.frequent) of \(tally.han) are frequent ones), "
        + "so the file is binary or in a foreign encoding; save it as UTF-8 text and drop it again.")
  }

  private func refusal(_ bytes: [UInt8], _ outcome: Iconv.Outcome, _ invalid: UTF8Check.Failure)
    -> FormatError
  {
    switch outcome {
    case .complete: return invalid.formatError(in: bytes)
    case .truncated(let offset, let before):
      guard CharacterTally(before).isPlausibleChinese else { break }
      return FormatError(
        .encoding,
        "The text is GB18030 but ends within a character (byte \(offset), \(Place(offset, in: bytes))): the copy was cut "
          + "off. Copy the file again and drop it again.")
    case .invalid(let offset, let before):
      let tally = CharacterTally(before)
      guard tally.isPlausibleChinese, tally.frequent > 0 else { break }
      return FormatError(
        .encoding,
        "The text is GB18030 up to byte \(offset) (\(Place(offset, in: bytes))), where the bytes are no character of it. "
          + "Nothing is repaired: save the text anew as UTF-8 and drop it again.")
    }
    if bytes.count(where: { $0 < 0x09 || (0x0E..<0x20).contains($0) }) * 50 > bytes.count {
      return FormatError(.binary, "The file is binary, not text; save it as text and drop it again.")
    }
    return FormatError(
      .encoding,
      "The text is neither UTF-8 nor UTF-16 nor GB18030 nor Big5: byte \(invalid.offset) (\(Place(invalid.offset, in: bytes))) "
        + "\(invalid.what). Save it as UTF-8 and drop it again.")
  }

  // MARK: Blanks

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

  /// True if there is any character other than blanks, line ends, controls and byte-order marks.
  private static func hasInk(_ utf8: [UInt8]) -> Bool {
    let blanks: [[UInt8]] = [
      [0xC2, 0x85], [0xC2, 0xA0], [0xE3, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0xAF],
      [0xE2, 0x81, 0x9F],
    ]
    var index = 0
    while index < utf8.count {
      if isBlank(utf8[index]) {
        index += 1
      } else if let blank = blanks.first(where: { utf8[index...].starts(with: $0) }) {
        index += blank.count
      } else if utf8[index...].starts(with: [0xE2, 0x80]), index + 2 < utf8.count,
        0x80...0x8F ~= utf8[index + 2]
          || 0xA8...0xA9 ~= utf8[index + 2]
      {
        index += 3
      } else {
        return true
      }
    }
    return false
  }
}
