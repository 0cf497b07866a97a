/// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
enum UTF8Check {
  /// Where and why bytes are not UTF-8.
  struct Failure: Error, Equatable {
    /// The offset of the first byte that is wrong.
    var offset: Int
    /// The middle of a sentence: "byte N …".
    var what: String
    /// True if the bytes end within a character.
    var isTruncation: Bool

    /// The error of a file that is UTF-8 by its byte-order mark.
    func formatError(in bytes: [UInt8], shift: Int = 0) -> FormatError {
      let place = "byte \(offset + shift) (\(Place(offset + shift, in: bytes)))"
      if isTruncation {
        return FormatError(
          .encoding,
          "The text is UTF-8 but ends within a character (\(place)): the copy was cut off. Copy the file and drop it again."
        )
      }
      return FormatError(
        .encoding,
        "The text is UTF-8 up to \(place), which \(what). Nothing is repaired: save the text anew and drop it again."
      )
    }
  }

  /// The first error, or nil for valid UTF-8.
  static func firstError(in bytes: [UInt8]) -> Failure? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      let offset = error.byteOffsets.lowerBound
      switch error.kind {
      case .overlongEncodingByte:
        return Failure(offset: offset, what: "is an overlong form", isTruncation: false)
      case .surrogateCodePointByte:
        return Failure(offset: offset, what: "is half of a surrogate pair", isTruncation: false)
      case .truncatedScalar:
        return Failure(
          offset: offset, what: "begins a character that does not end",
          isTruncation: error.byteOffsets.upperBound == bytes.count)
      case .unexpectedContinuationByte:
        return Failure(offset: offset, what: "continues a character that did not begin", isTruncation: false)
      default:
        return Failure(offset: offset, what: "is no byte of UTF-8", isTruncation: false)
      }
    }
  }
}

/// A place in a file for a person: the line, counted from 1 by CR, LF and CRLF.
struct Place: CustomStringConvertible {
  /// The line.
  var line = 1

  /// The place of a byte.
  init(_ offset: Int, in bytes: [UInt8]) {
    var previous: UInt8 = 0
    for byte in bytes.prefix(offset) {
      if byte == 0x0A, previous != 0x0D { line += 1 }
      if byte == 0x0D { line += 1 }
      previous = byte
    }
  }

  var description: String { "line \(line)" }
}
