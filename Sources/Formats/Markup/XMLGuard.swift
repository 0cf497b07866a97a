/// Looks at the bytes of XML before the parser does: refuses document type definitions, with which entities come (billion
/// laughs), and monstrous tags, in which libxml2 is quadratic.
struct XMLGuard {
  /// The most bytes of a tag outside of values, and the most attributes. The root of a Word document has about 40.
  static let tagLimit = 16 << 10
  static let attributeLimit = 512

  private enum State { case text, opened, tag, quoted(UInt8), declaration, comment, section, instruction }

  private var state = State.text
  private var length = 0
  private var attributes = 0
  /// The last bytes of a declaration, comment, section or instruction, by which its kind and its end are known.
  private var last: UInt32 = 0

  /// Looks at the next bytes.
  ///
  /// - Throws: `FormatError` `.malformed`.
  mutating func check(_ bytes: UnsafeRawBufferPointer) throws {
    for byte in bytes {
      switch state {
      case .text: if byte == 0x3C { state = .opened }
      case .opened:
        last = 0
        length = 0
        attributes = 0
        state = byte == 0x21 ? .declaration : byte == 0x3F ? .instruction : byte == 0x3E ? .text : .tag
      case .tag:
        length += 1
        if byte == 0x3E { state = .text } else if byte == 0x22 || byte == 0x27 { state = .quoted(byte) }
        if byte == 0x3D { attributes += 1 }
        if length > Self.tagLimit || attributes > Self.attributeLimit { throw Self.monstrous }
      case .quoted(let quote): if byte == quote { state = .tag }
      case .declaration:
        last = last << 8 | UInt32(byte)
        if last & 0xFFFF == 0x2D2D {
          state = .comment
        } else if byte == 0x5B {
          state = .section
        }
        // `<!D…`, `<!E…`: only `<!--` and `<![` have a place in a document.
        else if byte != 0x2D {
          throw Self.definition
        }
        if case .declaration = state {} else { last = 0 }
      case .comment:
        last = last << 8 | UInt32(byte)
        if last & 0xFF_FFFF == 0x2D_2D3E { state = .text }
      case .section:
        last = last << 8 | UInt32(byte)
        if last & 0xFF_FFFF == 0x5D_5D3E { state = .text }
      case .instruction:
        last = last << 8 | UInt32(byte)
        if last & 0xFFFF == 0x3F3E { state = .text }
      }
    }
  }

  private static let monstrous = FormatError(
    .malformed, "The document has a tag that no office program writes; save it anew and drop it again.")
  private static let definition = FormatError(
    .malformed,
    "The document defines entities of its own, as an attack does; save it anew with WPS or Word and drop it again."
  )
}
