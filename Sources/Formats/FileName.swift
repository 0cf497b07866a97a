/// What the name of a file says about its format.
struct FileName {
  /// What stands behind the last full stop, in lower case; empty if there is none.
  let suffix: String

  /// The parts of a name, with or without its folders.
  init(_ name: String) {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    guard let dot = last.lastIndex(of: "."), dot > last.startIndex else {
      suffix = ""
      return
    }
    suffix = last[last.index(after: dot)...].lowercased()
  }

  /// True if a person who reads the name expects text.
  var claimsText: Bool {
    ["", "txt", "text", "md", "markdown", "csv", "tsv", "tab", "htm", "html", "xhtml", "log"].contains(suffix)
  }
}
