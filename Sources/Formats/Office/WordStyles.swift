/// The styles of a Word document, as far as they make headings (ECMA-376, 17.7).
final class WordStyles: MarkupHandler {
  private struct Style {
    var name = ""
    var base: String?
    var outline: Int?
    var list: String?
    var listLevel = 0
  }

  private var styles: [String: Style] = [:]
  private var current: String?

  /// The heading level of a style, 1 for the highest, also if it only inherits it; nil for body text.
  func heading(_ id: String) -> Int? {
    ancestry(id).lazy.compactMap { style -> Int? in
      if let outline = style.outline { return outline < 9 ? outline + 1 : 0 }
      return Self.level(of: style.name)
    }.first.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The list by which a style numbers its paragraphs, also if it only inherits it.
  func list(_ id: String) -> (id: String, level: Int)? {
    ancestry(id).lazy.compactMap { style in style.list.map { ($0, style.listLevel) } }.first
  }

  /// A style and those that it is based on; a loop of them is a damaged document.
  private func ancestry(_ id: String) -> [Style] {
    var found: [Style] = []
    var next: String? = id
    while found.count < 12, let id = next, let style = styles[id] {
      found.append(style)
      next = style.base
    }
    return found
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
    case "numId": if let current { styles[current]?.list = attributes["val"] }
    case "ilvl": if let current { styles[current]?.listLevel = attributes["val"].flatMap { Int($0) } ?? 0 }
    default: break
    }
  }

  func end(_ name: String) throws { if name == "style" { current = nil } }
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {}
}
