import Bulletins

/// Collects lines and tables out of flowing text, with the white space of markup folded as a browser does.
///
/// A line end between two Han characters folds to nothing (CSS Text 4.1.2: segment break transformation); no-break and
/// ideographic spaces are text.
struct FlowText {
  private(set) var blocks: [Document.Block] = []
  private var line: [UInt8] = []
  private var space = Space.none
  private let limits: FormatLimits
  /// The level of the heading that is being read.
  var heading: Int?
  /// True while white space counts, as within `<pre>`.
  var keepsSpace = false

  private enum Space { case none, blank, lineEnd }

  init(limits: FormatLimits) { self.limits = limits }

  /// True if nothing stands in the line yet.
  var lineIsEmpty: Bool { line.isEmpty }

  /// Adds text; a piece may end within a character.
  mutating func add(_ utf8: some Sequence<UInt8>) throws {
    for byte in utf8 {
      if keepsSpace {
        if byte == 0x0A { try endLine(even: true) } else if byte != 0x0D { line.append(byte) }
        continue
      }
      switch byte {
      case 0x0A, 0x0D: space = .lineEnd
      case 0x20, 0x09, 0x0C: if space == .none { space = .blank }
      default:
        if space != .none {
          // The first byte of a Han character or of a CJK mark is E3…E9 or EF; the last character's is looked up.
          let joins = space == .lineEnd && Self.isWide(byte) && endsWide
          if !line.isEmpty, !joins { line.append(0x20) }
          space = .none
        }
        line.append(byte)
      }
    }
  }

  private var endsWide: Bool {
    line.count >= 3 && line[line.count - 1] & 0xC0 == 0x80 && line[line.count - 2] & 0xC0 == 0x80
      && Self.isWide(line[line.count - 3])
  }

  private static func isWide(_ byte: UInt8) -> Bool { (0xE3...0xE9).contains(byte) || byte == 0xEF }

  /// Ends the line; an empty one is left out unless it was wanted.
  mutating func endLine(even wanted: Bool = false) throws {
    space = .none
    guard wanted || !line.isEmpty else { return }
    try append(
      .line(Document.Line(String(decoding: line, as: UTF8.self), heading: line.isEmpty ? nil : heading)))
    line.removeAll(keepingCapacity: true)
  }

  /// Adds a finished block.
  mutating func append(_ block: Document.Block) throws {
    guard blocks.count < limits.pieces else { throw FormatError.tooManyPieces(limits) }
    blocks.append(block)
  }

  /// Adds finished blocks of a part.
  mutating func append(contentsOf part: [Document.Block]) throws {
    guard blocks.count + part.count <= limits.pieces else { throw FormatError.tooManyPieces(limits) }
    blocks.append(contentsOf: part)
  }
}

extension [Document.Block] {
  /// The lines as one text, for a cell.
  var cellText: String {
    compactMap { block -> String? in
      if case .line(let line) = block { line.text } else { nil }
    }.joined(separator: "\n")
  }
}
