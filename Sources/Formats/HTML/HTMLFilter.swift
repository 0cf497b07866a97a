/// Rewrites HTML so that the parser sees only what makes text: no comments, declarations, scripts and styles, and of the
/// attributes only those that `HTMLReader` asks for.
///
/// libxml2 compares every attribute of a tag with all before it: 2 MB of attributes cost it 45 s. The filter is one pass over
/// the bytes after the rules of the tokenizer in HTML 13.2.5; what it writes is unambiguous, so that the two cannot disagree
/// about where a tag ends.
struct HTMLFilter {
  private let input: [UInt8]
  private var output: [UInt8] = []
  private var index = 0

  /// The HTML without those.
  static func filter(_ utf8: [UInt8]) -> [UInt8] {
    var filter = HTMLFilter(input: utf8)
    return filter.run()
  }

  private init(input: [UInt8]) {
    self.input = input
    output.reserveCapacity(input.count)
  }

  private mutating func run() -> [UInt8] {
    while index < input.count {
      guard input[index] == 0x3C else {
        output.append(input[index])
        index += 1
        continue
      }
      let next = byte(index + 1)
      if next == 0x21 || next == 0x3F {
        skipDeclaration()
      } else if next == 0x2F {
        endTag()
      } else if let name = rawElement() {
        skip(element: name)
      } else if Self.isLetter(next) {
        startTag()
      } else {
        output.append(contentsOf: "&lt;".utf8)
        index += 1
      }
    }
    return output
  }

  private func byte(_ place: Int) -> UInt8 { place < input.count ? input[place] : 0 }

  /// Skips `<!-- … -->`, or `<! … >` and `<? … >`; without an end all the rest, as browsers do.
  private mutating func skipDeclaration() {
    if matches("<!--", at: index) {
      index += 4
      while index < input.count, !(input[index] == 0x2D && matches("-->", at: index)) { index += 1 }
      index = min(index + 3, input.count)
    } else {
      skipToEnd()
    }
  }

  private mutating func skipToEnd() {
    while index < input.count, input[index] != 0x3E { index += 1 }
    index = min(index + 1, input.count)
  }

  private func rawElement() -> String? {
    ["script", "style"].first { name in
      matches("<" + name, at: index) && !Self.isNameByte(byte(index + 1 + name.utf8.count))
    }
  }

  private mutating func skip(element name: String) {
    let end = "</" + name
    index += 1
    while index < input.count, !(input[index] == 0x3C && matches(end, at: index)) { index += 1 }
    skipToEnd()
  }

  private mutating func endTag() {
    index += 2
    if let name = name() {
      output.append(contentsOf: [0x3C, 0x2F])
      output.append(contentsOf: name)
      output.append(0x3E)
    }
    skipToEnd()
  }

  /// The name at the index, in lower case and cut to a length that no element has.
  private mutating func name() -> [UInt8]? {
    guard Self.isLetter(byte(index)) else { return nil }
    let start = index
    while index < input.count, Self.isNameByte(input[index]) { index += 1 }
    return input[start..<min(index, start + 32)].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  private mutating func startTag() {
    index += 1
    guard let name = name() else { return }
    output.append(0x3C)
    output.append(contentsOf: name)
    var seen: Set<String> = []
    while index < input.count, input[index] != 0x3E {
      if Self.isBlank(input[index]) || input[index] == 0x2F {
        index += 1
      } else {
        attribute(&seen)
      }
    }
    index = min(index + 1, input.count)
    output.append(0x3E)
  }

  private mutating func attribute(_ seen: inout Set<String>) {
    let start = index
    // An equals sign at the start belongs to the name (13.2.5.32), so that every attribute is a byte long at least.
    index += 1
    while index < input.count, !Self.isBlank(input[index]), ![0x2F, 0x3D, 0x3E].contains(input[index]) {
      index += 1
    }
    let name = start..<index
    while Self.isBlank(byte(index)) { index += 1 }
    var value = index..<index
    if byte(index) == 0x3D {
      index += 1
      while Self.isBlank(byte(index)) { index += 1 }
      let quote = byte(index)
      if quote == 0x22 || quote == 0x27 {
        index += 1
        let begin = index
        while index < input.count, input[index] != quote { index += 1 }
        value = begin..<index
        index = min(index + 1, input.count)
      } else {
        let begin = index
        while index < input.count, !Self.isBlank(input[index]), input[index] != 0x3E { index += 1 }
        value = begin..<index
      }
    }
    write(name, value, &seen)
  }

  /// Writes numbers, and whether the element is displayed at all. `visibility: hidden` counts as displayed: pages that a
  /// script makes visible carry it when they are saved.
  private mutating func write(_ name: Range<Int>, _ value: Range<Int>, _ seen: inout Set<String>) {
    guard name.count <= 7 else { return }
    switch String(decoding: input[name], as: UTF8.self).lowercased() {
    case let key where ["colspan", "rowspan", "start"].contains(key):
      let digits = input[value].lazy.filter { (0x30...0x39).contains($0) }.prefix(6)
      guard !digits.isEmpty, seen.insert(key).inserted else { return }
      output.append(contentsOf: " \(key)=\"".utf8)
      output.append(contentsOf: digits)
      output.append(0x22)
    case "hidden": hide(&seen)
    case "style":
      let style = String(decoding: input[value.prefix(1000)], as: UTF8.self).lowercased().filter {
        !$0.isWhitespace
      }
      if style.contains("display:none") { hide(&seen) }
    default: break
    }
  }

  private mutating func hide(_ seen: inout Set<String>) {
    if seen.insert("hidden").inserted { output.append(contentsOf: " hidden=\"\"".utf8) }
  }

  /// ASCII without regard to case.
  private func matches(_ text: String, at place: Int) -> Bool {
    var place = place
    for wanted in text.utf8 {
      let found = byte(place)
      guard found == wanted || (0x41...0x5A).contains(found) && found | 0x20 == wanted else { return false }
      place += 1
    }
    return true
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F || byte == 0x3A
  }
}
