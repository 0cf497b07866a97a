import Bulletins

/// Markdown: headings, pipe tables, and lines without their markup. Marks of ordered lists stay, as a person sees them.
struct MarkdownFormat: Format {
  let name = "markdown"

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    ["md", "markdown", "mdown"].contains(FileName(name).suffix)
  }

  func document(of bytes: [UInt8], name: String, limits: FormatLimits) throws -> DecodedFile {
    let text = try TextDecoder().decode(bytes)
    let ranges = LineSplitter.ranges(of: text.utf8)
    guard ranges.count <= limits.pieces else { throw FormatError.tooManyPieces(limits) }
    var reader = MarkdownLines(text: text, ranges: ranges)
    return DecodedFile(document: Document(blocks: reader.blocks()), encoding: text.encoding.rawValue)
  }
}

/// The block structure of Markdown, line by line (CommonMark 0.31, without nesting beyond quote and list marks).
private struct MarkdownLines {
  let text: DecodedText
  let ranges: [Range<Int>]
  private var result: [Document.Block] = []
  /// The fence that is open: its character and length.
  private var fence: (mark: Character, length: Int)?
  private var inComment = false

  init(text: DecodedText, ranges: [Range<Int>]) {
    self.text = text
    self.ranges = ranges
  }

  mutating func blocks() -> [Document.Block] {
    var index = endOfFrontMatter()
    while index < ranges.count {
      if fence == nil, !inComment,
        let (table, next) = PipeTable.table(in: text, ranges, at: index, cell: { MarkdownInline.plain($0) })
      {
        result.append(.table(table))
        index = next
      } else {
        add(text.string(of: ranges[index]))
        index += 1
      }
    }
    return result
  }

  /// The line behind a YAML block at the very start, which is about the file and not of the text.
  private func endOfFrontMatter() -> Int {
    guard let first = ranges.first, text.string(of: first) == "---" else { return 0 }
    for index in ranges.indices.dropFirst().prefix(200) {
      let line = text.string(of: ranges[index])
      if line == "---" || line == "..." { return index + 1 }
      if !line.isEmpty, !line.contains(":"), !line.hasPrefix(" "), !line.hasPrefix("-"), !line.hasPrefix("#")
      {
        return 0
      }
    }
    return 0
  }

  private mutating func add(_ line: String) {
    // Nearly every line begins with a Han character or a full-width indent, and so has no mark of a block.
    if fence == nil, !inComment, let first = line.utf8.first, !" \t>-*+#`~=_[<".utf8.contains(first) {
      addText(line)
      return
    }
    if toggleFence(line) { return }
    if fence != nil {
      append(line)
      return
    }
    if inComment || line.utf8.starts(with: "<!--".utf8) {
      inComment = !line.contains("-->")
      return
    }
    let content = withoutMarks(line)
    if let (level, title) = Self.heading(content) {
      append(MarkdownInline.plain(title), heading: level)
    } else if Self.isRun(content, of: "=") || Self.isRun(content, of: "-"),
      raiseToHeading(content.first == "=" ? 1 : 2)
    {
      return
    } else if Self.isRule(content) {
      append("")
    } else if Self.isDefinition(content) {
      return
    } else {
      addText(content)
    }
  }

  private mutating func addText(_ content: String) {
    let plain = MarkdownInline.plain(content)
    guard plain.utf8.contains(0x0A) else { return append(plain) }
    for part in plain.split(separator: "\n", omittingEmptySubsequences: false) { append(String(part)) }
  }

  private mutating func append(_ line: String, heading: Int? = nil) {
    result.append(.line(Document.Line(line, heading: heading)))
  }

  private mutating func toggleFence(_ line: String) -> Bool {
    let content = line.drop { $0 == " " }
    guard let mark = content.first, mark == "`" || mark == "~" else { return false }
    let length = content.prefix { $0 == mark }.count
    guard length >= 3 else { return false }
    if let open = fence {
      guard open.mark == mark, length >= open.length, content.dropFirst(length).allSatisfy({ $0 == " " })
      else { return false }
      fence = nil
    } else {
      guard mark == "~" || !content.dropFirst(length).contains("`") else { return false }
      fence = (mark, length)
    }
    return true
  }

  /// The line without the marks of quotes and bulleted lists before it. Full-width indents stay.
  private func withoutMarks(_ line: String) -> String {
    var rest = line[...]
    while true {
      let content = rest.drop { $0 == " " || $0 == "\t" }
      if content.first == ">" {
        rest = content.dropFirst()
      } else if let mark = content.first, "-*+".contains(mark), let next = content.dropFirst().first,
        next == " " || next == "\t", !Self.isRule(String(content))
      {
        rest = content.dropFirst(2)
        for box in ["[ ] ", "[x] ", "[X] "] where rest.hasPrefix(box) { rest = rest.dropFirst(4) }
      } else {
        return String(content)
      }
    }
  }

  private static func heading(_ line: String) -> (level: Int, title: String)? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    var title = line.dropFirst(level)
    guard title.isEmpty || title.first == " " || title.first == "\t" || title.first == "\u{3000}" else {
      return nil
    }
    while let last = title.last, last == " " || last == "#" { title = title.dropLast() }
    return (level, String(title.drop { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }))
  }

  private static func isRun(_ line: String, of mark: Character) -> Bool {
    let run = line.prefix { $0 == mark }
    return run.count >= 2 && line.dropFirst(run.count).allSatisfy { $0 == " " }
  }

  /// Makes a heading of the line before, if it stands alone and is short; a rule may follow a paragraph as well.
  private mutating func raiseToHeading(_ level: Int) -> Bool {
    guard case .line(let line)? = result.last, line.heading == nil, !line.text.isEmpty,
      line.text.utf8.count <= 180
    else {
      return false
    }
    if result.count > 1, case .line(let before) = result[result.count - 2], before.heading == nil,
      !before.text.isEmpty
    {
      return false
    }
    result[result.count - 1] = .line(Document.Line(line.text, heading: level))
    return true
  }

  private static func isRule(_ line: String) -> Bool {
    guard let mark = line.first, "-*_".contains(mark) else { return false }
    var count = 0
    for character in line {
      if character == mark { count += 1 } else if character != " " { return false }
    }
    return count >= 3
  }

  /// `[name]: address`, to which links refer.
  private static func isDefinition(_ line: String) -> Bool {
    guard line.first == "[", let end = line.firstIndex(of: "]") else { return false }
    let rest = line[line.index(after: end)...]
    return rest.hasPrefix(": ") && rest.dropFirst(2).allSatisfy { !$0.isWhitespace }
      && !rest.dropFirst(2).isEmpty
  }
}
