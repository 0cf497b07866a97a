/// The styles of a Word document, as far as they make headings (ECMA-376, 17.7).
final class WordStyles: MarkupHandler {
  private struct Style {
    var name = ""
    var base: String?
    var outline: Int?
  }

  private var styles: [String: Style] = [:]
  private var current: String?

  /// The heading level of a style, 1 for the highest, also if it only inherits it; nil for body text.
  func heading(_ id: String) -> Int? {
    var id = id
    // A style is based on few others; a loop of them is a damaged document.
    for _ in 0..<12 {
      guard let style = styles[id] else { return nil }
      if let outline = style.outline { return outline < 9 ? outline + 1 : nil }
      if let level = Self.level(of: style.name) { return level }
      guard let base = style.base else { return nil }
      id = base
    }
    return nil
  }

  /// True for the lines of a table of contents.
  func isContents(_ id: String) -> Bool { styles[id]?.name.hasPrefix("toc ") ?? false }

  private static func level(of name: String) -> Int? {
    if name == "title" || name == "标题" { return 1 }
    for prefix in ["heading ", "标题 "] where name.hasPrefix(prefix) {
      return Int(name.dropFirst(prefix.count))
    }
    return nil
  }

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    switch name {
    case "style":
      current = attributes["type"] == "paragraph" ? attributes["styleId"] : nil
      if let current { styles[current] = Style() }
    case "name": if let current { styles[current]?.name = attributes["val"]?.lowercased() ?? "" }
    case "basedOn": if let current { styles[current]?.base = attributes["val"] }
    case "outlineLvl": if let current { styles[current]?.outline = attributes["val"].flatMap { Int($0) } }
    default: break
    }
  }

  func end(_ name: String) throws { if name == "style" { current = nil } }
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {}
}
