import Bulletins

/// PDF with a text layer, read by poppler's `pdftotext`, whose places of words tell paragraphs from lines.
struct PDFFormat: Format {
  let name = "pdf"
  /// What reads the text layer. The tables of Chinese character collections are in a package of their own, poppler-data.
  var program = HelperProgram(name: "pdftotext", package: "poppler-utils")

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    let mark = Array("%PDF-".utf8)
    if bytes.starts(with: mark) { return true }
    // Programs put things before it; within the first 1024 bytes readers accept it (PDF 1.7, annex H).
    guard FileName(name).suffix == "pdf" else { return false }
    return bytes.prefix(1024).indices.contains { bytes[$0...].starts(with: mark) }
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let result = try program.run(["-enc", "UTF-8", "-tsv", "-", "-"], input: bytes, limits: limits)
    if let error = Self.error(result, limits) { throw error }
    let lines = try PDFLines.lines(tabSeparated: result.output, limits: limits)
    let document = Document(blocks: PDFParagraphs.blocks(of: lines))
    if let error = Self.error(lines, result) { throw error }
    return DecodedFile(document: document, encoding: nil)
  }

  /// What the exit status means (pdftotext(1)).
  private static func error(_ result: HelperProgram.Result, _ limits: FormatLimits) -> FormatError? {
    // 128 + SIGXCPU.
    if result.status == 152 {
      return FormatError(
        .timeout, "The PDF took more than \(limits.seconds) seconds to read; save it as text and drop that.")
    }
    if result.status >= 128 || result.status == 99 {
      return FormatError(
        .malformed,
        "The PDF cannot be read (pdftotext ended with \(result.status)); print it to a new PDF and drop that."
      )
    }
    if result.status == 0 { return nil }
    if result.status == 3 || result.errors.contains("ncorrect password") || result.errors.contains("ncrypt") {
      return FormatError(
        .encrypted, "The PDF is encrypted or forbids copying; save it without a password and drop it again.")
    }
    let first = result.errors.split(separator: "\n").first ?? "no reason given"
    return FormatError(.malformed, "The PDF is damaged (\(first)); print it to a new PDF and drop that.")
  }

  /// What text that is none means.
  private static func error(_ lines: [PDFLine], _ result: HelperProgram.Result) -> FormatError? {
    let text = lines.map(\.text).joined(separator: "\n")
    let ink = text.unicodeScalars.lazy.filter { !$0.isBlank && $0 != "\n" }
    if result.errors.contains("Missing language pack") {
      // Without it Chinese text is silently left out.
      return FormatError(
        .toolMissing,
        "Text of the PDF needs the Chinese character tables: install the package poppler-data, then drop it again."
      )
    }
    let marks = ["扫描全能王", "CamScanner", "Scanned by", "Scanned with"]
    if ink.isEmpty || text.utf8.count < 200 && marks.contains(where: { text.contains($0) }) {
      return FormatError(
        .scanned,
        "The PDF has no text layer: it is a scan or a drawing. Run text recognition over it and drop the text."
      )
    }
    let unreadable = ink.count {
      $0.value == 0xFFFD || (0xE000...0xF8FF).contains($0.value) || $0.value < 0x20
    }
    if unreadable * 5 > ink.count {
      return FormatError(
        .encoding,
        "The fonts of the PDF do not say which characters they show; run text recognition over it and drop the text."
      )
    }
    return nil
  }
}
