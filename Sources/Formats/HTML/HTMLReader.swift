import Bulletins

/// Makes lines and tables of the elements of a page.
final class HTMLReader: MarkupHandler {
  private static let unseen: Set<String> = [
    "head", "script", "style", "nav", "footer", "aside", "noscript", "template", "svg", "math", "iframe",
    "object", "select",
    "button", "rt", "rp", "map", "audio", "video", "canvas", "textarea", "title",
  ]
  private static let lines: Set<String> = [
    "p", "div", "section", "article", "header", "main", "body", "html", "li", "ul", "ol", "dl", "dt", "dd",
    "blockquote",
    "figure", "figcaption", "form", "fieldset", "address", "center", "pre", "caption", "h1", "h2", "h3", "h4",
    "h5", "h6",
    "details", "summary", "legend", "option",
  ]
  private var content: FlowDocument
  /// How many elements are open from one that is not seen, itself included.
  private var unseenDepth = 0
  private var listNumbers: [Int?] = []

  init(limits: FormatLimits) {
    content = FlowDocument(limits: limits)
  }

  /// What was read.
  func document() throws -> Document {
    Document(blocks: try content.finish())
  }

  // MARK: Elements

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    let name = name.lowercased()
    if unseenDepth > 0 || Self.unseen.contains(name) || attributes["hidden"] != nil {
      // The parser announces an end for every element, also for those that have no end tag.
      unseenDepth += 1
      return
    }
    switch name {
    case "br": try content.flow.endLine(even: true)
    case "hr":
      try content.flow.endLine()
      try content.flow.endLine(even: true)
    case "table":
      try content.startTable()
    case "tr":
      try content.startRow()
    case "td", "th":
      try content.startCell(columns: Self.span(attributes["colspan"]), rows: Self.span(attributes["rowspan"]))
    case "ol", "ul":
      try content.flow.endLine()
      listNumbers.append(name == "ol" ? Int(attributes["start"] ?? "1") ?? 1 : nil)
    case "li":
      try content.flow.endLine()
      if let number = listNumbers.last ?? nil {
        try content.flow.add("\(number). ".utf8)
        listNumbers[listNumbers.count - 1] = number &+ 1
      }
    case "h1", "h2", "h3", "h4", "h5", "h6":
      try content.flow.endLine()
      content.flow.heading = name.utf8.last.map { Int($0) - 0x30 }
    case "pre":
      try content.flow.endLine()
      content.flow.keepsSpace = true
    default: if Self.lines.contains(name) { try content.flow.endLine() }
    }
  }

  func end(_ name: String) throws {
    if unseenDepth > 0 {
      unseenDepth -= 1
      return
    }
    let name = name.lowercased()
    switch name {
    case "table": try content.endTable()
    case "td", "th", "tr": try content.endCell()
    case "ol", "ul":
      try content.flow.endLine()
      _ = listNumbers.popLast()
    case "h1", "h2", "h3", "h4", "h5", "h6":
      try content.flow.endLine()
      content.flow.heading = nil
    case "pre":
      try content.flow.endLine()
      content.flow.keepsSpace = false
    default: if Self.lines.contains(name) { try content.flow.endLine() }
    }
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {
    guard unseenDepth == 0 else { return }
    try content.flow.add(utf8)
  }

  private static func span(_ value: String?) -> Int { min(max(value.flatMap { Int($0) } ?? 1, 1), 65_534) }
}
