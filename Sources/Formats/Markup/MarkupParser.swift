import CLibxml2

/// libxml2's SAX parsers (push mode: no tree, no network, no DTD, no entity but the predefined), owned and bounded.
///
/// The bytes must be UTF-8 and must have passed `TagGuard`: within a tag libxml2 is quadratic in the number of attributes.
final class MarkupParser {
  /// Which language is parsed.
  enum Language { case xml, html }

  private let handler: any MarkupHandler
  private let limits: FormatLimits
  private let deadline: Deadline
  private let language: Language
  private var context: xmlParserCtxtPtr?
  private var failure: (any Error)?
  private var depth = 0

  /// xmlInitParser(3) is to be called once before any thread parses.
  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  /// A parser that tells the handler what it finds.
  init(_ language: Language, _ handler: any MarkupHandler, limits: FormatLimits, deadline: Deadline) throws {
    self.language = language
    self.handler = handler
    self.limits = limits
    self.deadline = deadline
    var callbacks = xmlSAXHandler()
    callbacks.characters = { MarkupParser.parser($0)?.text($1, $2) }
    callbacks.ignorableWhitespace = callbacks.characters
    callbacks.cdataBlock = callbacks.characters
    let this = Unmanaged.passUnretained(self).toOpaque()
    guard Self.isReady else { throw Self.outOfMemory }
    switch language {
    case .html:
      callbacks.startElement = { parser, name, attributes in
        MarkupParser.parser(parser)?.start(name, MarkupAttributes(html: attributes))
      }
      callbacks.endElement = { MarkupParser.parser($0)?.end($1) }
      context = htmlCreatePushParserCtxt(&callbacks, this, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
      guard context != nil else { throw Self.outOfMemory }
      htmlCtxtUseOptions(
        context,
        CInt(
          HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue))
    case .xml:
      callbacks.initialized = UInt32(XML_SAX2_MAGIC)
      callbacks.startElementNs = { parser, name, _, _, _, _, count, _, attributes in
        MarkupParser.parser(parser)?.start(name, MarkupAttributes(xml: attributes, count: Int(count)))
      }
      callbacks.endElementNs = { parser, name, _, _ in MarkupParser.parser(parser)?.end(name) }
      context = xmlCreatePushParserCtxt(&callbacks, this, nil, 0, nil)
      guard context != nil else { throw Self.outOfMemory }
      xmlCtxtUseOptions(
        context,
        CInt(
          XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_IGNORE_ENC.rawValue))
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    }
  }

  deinit {
    switch language {
    case .html: htmlFreeParserCtxt(context)
    case .xml: xmlFreeParserCtxt(context)
    }
  }

  /// Parses the next bytes.
  ///
  /// - Throws: what the handler throws, or `FormatError` `.malformed`, `.tooDeep`, `.timeout`.
  func parse(_ bytes: UnsafeRawBufferPointer) throws {
    var start = 0
    while start < bytes.count {
      try deadline.check()
      let end = min(start + 32 << 10, bytes.count)
      try feed(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), isLast: false)
      start = end
    }
  }

  /// Says that there are no more bytes.
  func finish() throws { try feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }

  private func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws {
    let start = bytes.bindMemory(to: CChar.self).baseAddress
    switch language {
    case .html: htmlParseChunk(context, start, CInt(bytes.count), isLast ? 1 : 0)
    case .xml: xmlParseChunk(context, start, CInt(bytes.count), isLast ? 1 : 0)
    }
    if let failure { throw failure }
    guard language == .xml, let context, context.pointee.wellFormed == 0 else { return }
    let message = context.pointee.lastError.message.map { String(cString: $0) } ?? "unknown"
    let line = context.pointee.lastError.line
    throw FormatError(
      .malformed,
      "The XML within the file is damaged (line \(line): \(message.split(separator: "\n").first ?? "")); save the document "
        + "anew and drop it again.")
  }

  // MARK: Callbacks

  private static let outOfMemory = FormatError(
    .tooBig, "There is no memory left to parse the file; drop it again later.")

  private static func parser(_ pointer: UnsafeMutableRawPointer?) -> MarkupParser? {
    pointer.map { Unmanaged<MarkupParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ name: UnsafePointer<xmlChar>?, _ attributes: MarkupAttributes) {
    guard failure == nil, let name else { return }
    depth += 1
    attempt {
      guard depth <= limits.nesting else {
        throw FormatError(
          .tooDeep,
          "The elements of the file are nested more than \(limits.nesting) deep; save it as text and drop it again."
        )
      }
      try handler.start(String(cString: name), attributes)
    }
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    guard failure == nil, let name else { return }
    depth -= 1
    attempt { try handler.end(String(cString: name)) }
  }

  private func text(_ bytes: UnsafePointer<xmlChar>?, _ count: CInt) {
    guard failure == nil, let bytes, count > 0 else { return }
    attempt { try handler.text(UnsafeBufferPointer(start: bytes, count: Int(count))) }
  }

  /// An error may not fly through C: it is kept, and the parser is told to stop.
  private func attempt(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      failure = error
      xmlStopParser(context)
    }
  }
}
