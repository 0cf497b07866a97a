/// An office document as a package of XML parts (ECMA-376, part 2).
struct OfficePackage {
  private let archive: ZIPArchive
  private let limits: FormatLimits
  private let deadline: Deadline
  /// Bytes that may still be unpacked.
  private var budget: Int

  /// Opens a package.
  init(_ bytes: [UInt8], limits: FormatLimits) throws {
    archive = try ZIPArchive(bytes)
    self.limits = limits
    deadline = Deadline(seconds: limits.seconds)
    budget = limits.unpacked
  }

  /// True if there is such a part.
  func contains(_ part: String) -> Bool { archive.contains(part) }

  /// Tells the handler the elements of a part.
  mutating func read(_ part: String, _ handler: any MarkupHandler) throws {
    let parser = try MarkupParser(.xml, handler, limits: limits, deadline: deadline)
    var tags = XMLGuard()
    try archive.unpack(part, budget: &budget) { piece in
      try tags.check(piece)
      try parser.parse(piece)
    }
    try parser.finish()
  }

  /// The targets of a part's relationships, by their ids; a part without any has none.
  mutating func relationships(of part: String) throws -> [String: Relationship] {
    let folder = part.split(separator: "/").dropLast().joined(separator: "/")
    let file = part.split(separator: "/").last.map(String.init) ?? ""
    let name = folder.isEmpty ? "_rels/\(file).rels" : "\(folder)/_rels/\(file).rels"
    guard contains(name) else { return [:] }
    let reader = RelationshipReader(folder: folder)
    try read(name, reader)
    return reader.found
  }

  /// True if an archive is an office package, told by its directory; if that is damaged, the name decides.
  static func isPackage(_ bytes: [UInt8], holding folder: String, orNamed isNamed: Bool) -> Bool {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
    guard let archive = try? ZIPArchive(bytes) else { return isNamed }
    return archive.contains("[Content_Types].xml") && archive.names.contains { $0.hasPrefix(folder) }
  }
}

/// Where a relationship leads.
struct Relationship: Equatable {
  /// The last part of its type, e.g. `styles`.
  var type: String
  /// The name of the part.
  var target: String
}

private final class RelationshipReader: MarkupHandler {
  private let folder: String
  private(set) var found: [String: Relationship] = [:]

  init(folder: String) { self.folder = folder }

  func start(_ name: String, _ attributes: MarkupAttributes) throws {
    guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"],
      attributes["TargetMode"] != "External"
    else { return }
    let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
    found[id] = Relationship(type: type, target: resolved(target))
  }

  func end(_ name: String) throws {}
  func text(_ utf8: UnsafeBufferPointer<UInt8>) throws {}

  private func resolved(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/")
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
