import Bulletins

/// Makes lines and tables of the main part of a Word document (ECMA-376, 17).
///
/// Read is what a reader sees on paper: insertions are, deletions, hidden text, field codes, notes and the table of contents
/// are not. Numbers that Word counts are written out.
final class WordReader: MarkupHandler {
  private static let unseen: Set<String> = [
    "moveFrom", "Fallback", "rt", "del", "instrText", "delText", "object",
  ]

  private struct Paragraph {
    var level: Int?
    var isContents = false
    var list: (id: String, level: Int)?
    var hasText = false
    var isHiddenRun = false
  }

  private var content: FlowDocument
  private let styles: WordStyles
  private let numbering: WordNumbering
  /// A text box holds paragraphs within a paragraph.
  private var paragraphs: [Paragraph] = []
  private var unseenDepth = 0
  private var isInText = false
  /// `tab` is a tab stop within the properties, and a tab elsewhere.
  private var propertyDepth = 0

  init(styles: WordStyles, numbering: WordNumbering, limits: FormatLimits) {
    self.styles = styles
    self.numbering = numbering
    content = FlowDocument(limits: limits, keepsSpace: true)
  }

  /// What was read.
  func document() throws -> Document { Document(blocks: try content.finish()) }

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    if unseenDepth > 0 || Self.unseen.contains(name) {
      unseenDepth += 1
      return
    }
    let last = paragraphs.count - 1
    switch name {
    case "tbl": try content.startTable()
    case "tr": try content.startRow()
    case "tc": try content.startCell()
    case "gridSpan": content.spanColumns(attributes["val"].flatMap { Int($0) } ?? 1)
    case "vMerge": if attributes["val"] != "restart" { content.continueAbove() }
    case "p":
      // The text around a text box goes on behind it.
      try content.flow.endLine()
      paragraphs.append(Paragraph())
    case "pStyle":
      guard last >= 0, let id = attributes["val"] else { break }
      paragraphs[last].level = styles.heading(id)
      paragraphs[last].list = styles.list(id)
      paragraphs[last].isContents = styles.isContents(id)
    case "outlineLvl":
      guard last >= 0, let level = attributes["val"].flatMap({ Int($0) }) else { break }
      paragraphs[last].level = level < 9 ? level + 1 : nil
    case "ilvl":
      if last >= 0 {
        paragraphs[last].list = (paragraphs[last].list?.id ?? "", attributes["val"].flatMap { Int($0) } ?? 0)
      }
    case "numId":
      if last >= 0, let id = attributes["val"] {
        paragraphs[last].list = (id, paragraphs[last].list?.level ?? 0)
      }
    case "r": if last >= 0 { paragraphs[last].isHiddenRun = false }
    case "vanish":
      if last >= 0, attributes["val"] != "0", attributes["val"] != "false" {
        paragraphs[last].isHiddenRun = true
      }
    case "t": isInText = true
    case "tab": if propertyDepth == 0 { try add([0x09]) }
    case "br", "cr": try content.flow.endLine(even: true)
    case "noBreakHyphen": try add([0x2D])
    case "pPr", "tabs": propertyDepth += 1
    default: break
    }
  }

  func end(_ name: String) throws {
    if unseenDepth > 0 {
      unseenDepth -= 1
      return
    }
    switch name {
    case "tbl": try content.endTable()
    case "tc", "tr": try content.endCell()
    case "t": isInText = false
    case "pPr", "tabs": propertyDepth -= 1
    case "p":
      guard let paragraph = paragraphs.popLast() else { break }
      content.flow.heading = paragraph.level
      // An empty paragraph is a blank line; in a cell it is nothing.
      if !paragraph.isContents { try content.flow.endLine(even: !content.isInCell && paragraphs.isEmpty) }
      content.flow.heading = nil
    default: break
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {
    guard isInText, unseenDepth == 0 else { return }
    try add(utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
  }

  private func add(_ utf8: [UInt8]) throws {
    guard let paragraph = paragraphs.last, !paragraph.isContents, !paragraph.isHiddenRun else { return }
    if !paragraph.hasText {
      paragraphs[paragraphs.count - 1].hasText = true
      if let list = paragraph.list, let number = numbering.next(list.id, level: list.level) {
        try content.flow.add(number.utf8)
      }
    }
    try content.flow.add(utf8)
  }
}
