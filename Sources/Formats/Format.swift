public import Bulletins

/// A file format: a plug that makes a `Document` of bytes. One file, one line in `FormatRegistry`.
public protocol Format: Sendable {
  /// The name for `why` and journal, e.g. `text`.
  var name: String { get }

  /// True if these bytes, dropped under this name, are of this format. Decided by content first, then by name.
  func recognizes(_ bytes: [UInt8], name: String) -> Bool

  /// Makes the document.
  ///
  /// - Throws: `FormatError`, whose sentence says what happened and what to do; nothing is ever repaired.
  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile
}

/// A document and how its bytes were coded.
public struct DecodedFile: Sendable, Equatable {
  /// The lines and tables.
  public var document: Document
  /// utf-8, utf-8-bom, utf-16le, utf-16be, gb18030 or big5; nil where the format has a coding of its own.
  public var encoding: String?

  /// A decoded file.
  public init(document: Document, encoding: String?) {
    self.document = document
    self.encoding = encoding
  }
}

/// Bounds for what parses hostile input.
public struct FormatLimits: Sendable {
  /// The largest size after unpacking, bytes.
  public var unpacked: Int
  /// The longest time a helper program may take, seconds.
  public var seconds: Int
  /// The deepest nesting of elements.
  public var nesting: Int
  /// The most lines and table cells of one document: a line that is empty in the file still takes memory.
  public var pieces: Int

  /// Limits; the defaults bound a bulletin of 16 MiB.
  public init(unpacked: Int = 64 << 20, seconds: Int = 30, nesting: Int = 256, pieces: Int = 4 << 20) {
    self.unpacked = unpacked
    self.seconds = seconds
    self.nesting = nesting
    self.pieces = pieces
  }
}

/// Why a file cannot be read as a bulletin.
public struct FormatError: Error, Sendable, Equatable {
  /// What a program may want to know; the word stands in REASON_CODE.
  public enum Code: String, Sendable, CaseIterable {
    case empty, binary, encoding, encrypted, scanned, obsolete, unsupported, malformed, tooBig = "too-big"
    case tooDeep = "too-deep", timeout, toolMissing = "tool-missing"
  }

  /// The code.
  public var code: Code
  /// A sentence for a person: what happened, and what to do.
  public var reason: String

  /// An error.
  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}

extension FormatError {
  /// The document has more lines and cells than `FormatLimits.pieces`.
  static func tooManyPieces(_ limits: FormatLimits) -> FormatError {
    FormatError(
      .tooBig,
      "The file has more than \(limits.pieces) lines or table cells; split it and drop the parts.")
  }
}
