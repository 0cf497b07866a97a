import Bulletins

/// Takes the markup out of a line of Markdown: emphasis, `==highlights==`, code, links, images, tags, entities, escapes.
///
/// Linear: every mark is looked at once, and a search for an end stops where a new beginning stands.
struct MarkdownInline {
  private let source: [Unicode.Scalar]
  private var output: [Unicode.Scalar] = []
  private var index = 0
  /// Places in `output` of emphasis marks that await their partner, and how many characters each is long.
  private var openMarks: [Unicode.Scalar: [(place: Int, length: Int)]] = [:]
  /// Places in `output` of brackets that may begin a link.
  private var openBrackets: [(place: Int, isImage: Bool)] = []
  /// Characters of `output` that are markup after all.
  private var dropped: [Range<Int>] = []
  private var codeRuns: [Int: Int] = [:]

  /// The line as a person reads it; `<br>` becomes a line end.
  static func plain(_ line: String) -> String {
    // Nearly every line of a bulletin has no markup at all.
    guard line.utf8.contains(where: { "*_`[<&\\~!=".utf8.contains($0) }) else { return line }
    var inline = MarkdownInline(line)
    return inline.run()
  }

  private init(_ line: String) {
    source = line.scalars
    var length = 0
    for scalar in source + ["\n"] {
      if scalar == "`" {
        length += 1
      } else if length > 0 {
        codeRuns[length, default: 0] += 1
        length = 0
      }
    }
  }

  private mutating func run() -> String {
    while index < source.count {
      let scalar = source[index]
      switch scalar {
      case "\\": escape()
      case "`": code()
      case "*", "_", "~", "=": emphasis(scalar)
      case "!" where at(index + 1) == "[":
        openBrackets.append((output.count, true))
        output += ["!", "["]
        index += 2
      case "[":
        openBrackets.append((output.count, false))
        output.append(scalar)
        index += 1
      case "]": closeBracket()
      case "<": tag()
      case "&":
        let (replacement, length) = Entity.decode(source, at: index)
        output += replacement
        index += length
      default:
        output.append(scalar)
        index += 1
      }
    }
    return assembled()
  }

  private func at(_ place: Int) -> Unicode.Scalar? { source.indices.contains(place) ? source[place] : nil }

  private mutating func escape() {
    if let next = at(index + 1), next.isASCII, !next.properties.isAlphabetic, !next.isDigit, next.value > 0x20
    {
      output.append(next)
      index += 2
    } else {
      output.append("\\")
      index += 1
    }
  }

  private mutating func code() {
    let length = runLength("`")
    codeRuns[length, default: 1] -= 1
    index += length
    guard codeRuns[length, default: 0] > 0 else {
      output += [Unicode.Scalar](repeating: "`", count: length)
      return
    }
    while index < source.count {
      guard source[index] == "`" else {
        output.append(source[index])
        index += 1
        continue
      }
      let closing = runLength("`")
      codeRuns[closing, default: 1] -= 1
      index += closing
      if closing == length { return }
      output += [Unicode.Scalar](repeating: "`", count: closing)
    }
  }

  private func runLength(_ mark: Unicode.Scalar) -> Int {
    var end = index
    while end < source.count, source[end] == mark { end += 1 }
    return end - index
  }

  private mutating func emphasis(_ mark: Unicode.Scalar) {
    let length = runLength(mark)
    let before = index > 0 ? source[index - 1] : " "
    let after = at(index + length) ?? " "
    let isWord: (Unicode.Scalar) -> Bool = { $0.isASCII && ($0.isDigit || $0.properties.isAlphabetic) }
    let literal =
      length > 3 || ((mark == "~" || mark == "=") && length != 2)
      || (isWord(before) && isWord(after) && (mark == "_" || mark == "=" || length == 1))
    let place = output.count
    output += [Unicode.Scalar](repeating: mark, count: length)
    index += length
    if literal { return }
    if !before.isBlank, let open = openMarks[mark]?.last, open.length == length {
      openMarks[mark]?.removeLast()
      dropped.append(open.place..<(open.place + length))
      dropped.append(place..<(place + length))
    } else if !after.isBlank {
      openMarks[mark, default: []].append((place, length))
    }
  }

  private mutating func closeBracket() {
    let open = openBrackets.popLast()
    let place = output.count
    output.append("]")
    index += 1
    guard let open else { return }
    let head = open.place..<(open.place + (open.isImage ? 2 : 1))
    if !open.isImage, output.indices.contains(head.upperBound), output[head.upperBound] == "^" {
      dropped.append(open.place..<output.count)
      return
    }
    guard let next = at(index), next == "(" || next == "[" else { return }
    let end: Unicode.Scalar = next == "(" ? ")" : "]"
    var scan = index + 1
    while scan < source.count, source[scan] != end, source[scan] != next { scan += 1 }
    guard at(scan) == end else { return }
    index = scan + 1
    if open.isImage {
      dropped.append(open.place..<output.count)
    } else {
      dropped.append(head)
      dropped.append(place..<(place + 1))
    }
  }

  private mutating func tag() {
    let next = at(index + 1) ?? " "
    var end = index + 1
    if next == "/" || next == "!" || (next.isASCII && next.properties.isAlphabetic) {
      while end < source.count, source[end] != ">", source[end] != "<" { end += 1 }
    }
    guard at(end) == ">", end > index + 1 else {
      output.append("<")
      index += 1
      return
    }
    let content = String(source[(index + 1)..<end])
    if content.contains("://") || content.contains("@") && !content.contains(" ") {
      output += content.scalars
    } else if content.lowercased().hasPrefix("br") {
      output.append("\n")
    }
    index = end + 1
  }

  private func assembled() -> String {
    guard !dropped.isEmpty else { return String(output) }
    // Beginnings less ends: ranges may lie within each other, a thousand deep.
    var depthChange = [Int](repeating: 0, count: output.count + 1)
    for range in dropped {
      depthChange[range.lowerBound] += 1
      depthChange[range.upperBound] -= 1
    }
    var kept: [Unicode.Scalar] = []
    kept.reserveCapacity(output.count)
    var depth = 0
    for (place, scalar) in output.enumerated() {
      depth += depthChange[place]
      if depth == 0 { kept.append(scalar) }
    }
    return String(kept)
  }
}
