import Bulletins

/// A digest as text, as Markdown and as a page of HTML. Whatever came from a bulletin is escaped.
enum DigestPage {
  static func text(_ report: DigestReport) -> [String] {
    [report.headline.printable]
      + report.sections.flatMap { section in
        ["", section.title] + section.lines.map { "  " + $0.printable }
      }
  }

  static func markdown(_ report: DigestReport) -> String {
    var text = "# \(escaped(markdown: report.headline))\n"
    for section in report.sections {
      text += "\n## \(section.title)\n\n"
      for line in section.lines { text += "- \(escaped(markdown: line))\n" }
    }
    return text
  }

  static func html(_ report: DigestReport) -> String {
    var text = """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head><meta charset="utf-8"><title>\(escaped(html: report.headline))</title></head>
      <body>
      <h1>\(escaped(html: report.headline))</h1>

      """
    for section in report.sections {
      text += "<h2>\(escaped(html: section.title))</h2>\n<ul>\n"
      for line in section.lines { text += "<li>\(escaped(html: line))</li>\n" }
      text += "</ul>\n"
    }
    return text + "</body>\n</html>\n"
  }

  /// Without anything that HTML takes for its own (HTML Living Standard 13.3).
  static func escaped(html text: String) -> String {
    var out = ""
    for character in text.printable {
      switch character {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.append(character)
      }
    }
    return out
  }

  /// With a backslash before every ASCII punctuation character that Markdown may take for its own (CommonMark 2.4).
  static func escaped(markdown text: String) -> String {
    var out = ""
    for character in text.printable {
      if "\\`*_{}[]<>()#+!|&~".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
