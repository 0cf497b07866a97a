import CZlib

/// The members of a ZIP archive (APPNOTE 6.3.10), by its central directory; zlib inflates them within limits.
///
/// What is needed of ZIP for office documents is small, and bounds on every offset matter more than breadth: a general archive
/// library would bring decoders of thirty formats before hostile input.
struct ZIPArchive: Sendable {
  /// The most members; a document with hundreds of pictures has hundreds.
  static let memberLimit = 20_000
  /// The highest ratio of unpacked to packed size, beyond the first 4 MiB. Sheets of 50,000 like rows reach 60.
  static let ratioLimit = 250

  private struct Member: Sendable {
    var method: Int
    var isEncrypted: Bool
    var packed: Int
    var checksum: UInt32
    var headerOffset: Int
  }

  private let bytes: [UInt8]
  private var members: [String: Member] = [:]

  /// The names of the members.
  var names: some Collection<String> { members.keys }

  /// True if there is such a member.
  func contains(_ name: String) -> Bool { members[name] != nil }

  /// Reads the directory.
  ///
  /// - Throws: `FormatError` `.malformed` or `.tooBig`.
  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    let tail = max(0, bytes.count - 65_557)
    guard
      let end = stride(from: bytes.count - 22, through: tail, by: -1).first(where: {
        Self.isEndRecord(bytes, $0)
      })
    else {
      throw Self.damaged("it has no directory, so it was cut off")
    }
    let count = word(end + 10)
    var place = long(end + 16)
    guard count <= Self.memberLimit else {
      throw FormatError(
        .tooBig,
        "The document is an archive of \(count) members, more than \(Self.memberLimit); save it anew and drop it again."
      )
    }
    for _ in 0..<count {
      guard place + 46 <= bytes.count, long(place) == 0x0201_4B50 else {
        throw Self.damaged("its directory is broken")
      }
      let nameEnd = place + 46 + word(place + 28)
      guard nameEnd <= bytes.count else { throw Self.damaged("its directory is broken") }
      let name = String(decoding: bytes[(place + 46)..<nameEnd], as: UTF8.self)
      // The first of two members with one name counts, as for office programs.
      if members[name] == nil {
        members[name] = Member(
          method: word(place + 10), isEncrypted: word(place + 8) & 1 == 1, packed: long(place + 20),
          checksum: UInt32(truncatingIfNeeded: long(place + 16)), headerOffset: long(place + 42))
      }
      place = nameEnd + word(place + 30) + word(place + 32)
    }
  }

  /// Unpacks a member piece by piece.
  ///
  /// - Parameter budget: bytes that may still be unpacked; what was is taken off.
  /// - Throws: `FormatError`, or what `body` throws.
  func unpack(_ name: String, budget: inout Int, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard let member = members[name] else { throw Self.damaged("its part \(name) is missing") }
    if member.isEncrypted {
      throw FormatError(
        .encrypted, "The document is encrypted; save it without a password and drop it again.")
    }
    let header = member.headerOffset
    guard header >= 0, header + 30 <= bytes.count, long(header) == 0x0403_4B50 else {
      throw Self.damaged("its part \(name) is not where the directory says")
    }
    let start = header + 30 + word(header + 26) + word(header + 28)
    guard start <= bytes.count, member.packed <= bytes.count - start else {
      throw Self.damaged("its part \(name) is cut off")
    }
    let packed = start..<(start + member.packed)
    var checksum = crc32(0, nil, 0)
    var unpacked = 0
    func give(_ piece: UnsafeRawBufferPointer) throws {
      unpacked += piece.count
      guard piece.count <= budget, unpacked <= max(4 << 20, member.packed * Self.ratioLimit) else {
        throw FormatError(
          .tooBig,
          "The document unpacks to too many bytes, as a ZIP bomb does; save it anew and drop it again.")
      }
      budget -= piece.count
      checksum = crc32(checksum, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
      try body(piece)
    }
    switch member.method {
    case 0: try bytes.withUnsafeBytes { try give(UnsafeRawBufferPointer(rebasing: $0[packed])) }
    case 8: try inflate(packed, name, give)
    default:
      throw Self.damaged(
        "its part \(name) is packed by method \(member.method), which office programs do not use")
    }
    guard UInt32(truncatingIfNeeded: checksum) == member.checksum else {
      throw Self.damaged("its part \(name) has a wrong checksum")
    }
  }

  private func inflate(
    _ packed: Range<Int>, _ name: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw FormatError(.tooBig, "There is no memory left to unpack the document; drop it again later.")
    }
    defer { inflateEnd(&stream) }
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    try bytes.withUnsafeBufferPointer { all in
      // zlib's next_in is a pointer to mutable bytes, which it does not write to.
      stream.next_in = UnsafeMutablePointer(mutating: all.baseAddress.map { $0 + packed.lowerBound })
      stream.avail_in = UInt32(packed.count)
      var status = Z_OK
      while status == Z_OK {
        let made = piece.withUnsafeMutableBufferPointer { buffer -> Int in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return buffer.count - Int(stream.avail_out)
        }
        if made > 0 { try piece.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<made])) } }
      }
      guard status == Z_STREAM_END else { throw Self.damaged("its part \(name) cannot be unpacked") }
    }
  }

  private static func damaged(_ what: String) -> FormatError {
    FormatError(
      .malformed, "The document is a damaged ZIP archive: \(what). Save or copy it anew and drop it again.")
  }

  private static func isEndRecord(_ bytes: [UInt8], _ place: Int) -> Bool {
    place >= 0 && place + 22 <= bytes.count
      && bytes[place..<(place + 4)].elementsEqual([0x50, 0x4B, 0x05, 0x06])
  }

  /// The two bytes at a place, little-endian; 0 beyond the end.
  private func word(_ place: Int) -> Int {
    guard place >= 0, place + 2 <= bytes.count else { return 0 }
    return Int(bytes[place]) | Int(bytes[place + 1]) << 8
  }

  private func long(_ place: Int) -> Int { word(place) | word(place + 2) << 16 }
}
