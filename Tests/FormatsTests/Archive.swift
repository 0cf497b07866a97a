import CZlib
import Testing

/// Writes ZIP archives for the tests: as office programs do, and as attackers do.
struct Archive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive of text members.
  init(_ members: KeyValuePairs<String, String> = [:]) throws {
    for (name, text) in members { try add(name, Array(text.utf8)) }
  }

  /// Adds a member.
  mutating func add(_ name: String, _ content: [UInt8], encrypted: Bool = false, checksum wrong: UInt32 = 0)
    throws
  {
    let packed = try Self.deflate(content)
    let checksum = UInt32(crc32(0, content, UInt32(content.count))) ^ wrong
    let offset = bytes.count
    let common =
      Self.words(20, encrypted ? 1 : 0, 8, 0, 0)
      + Self.longs(checksum, UInt32(packed.count), UInt32(content.count))
      + Self.words(UInt16(name.utf8.count), 0)
    bytes += Self.longs(0x0403_4B50) + common + Array(name.utf8) + packed
    directory +=
      Self.longs(0x0201_4B50) + Self.words(20) + common + Self.words(0, 0, 0) + Self.longs(0, UInt32(offset))
    directory += Array(name.utf8)
    count += 1
  }

  /// The finished archive.
  func finished(count stated: Int? = nil) -> [UInt8] {
    let number = UInt16(truncatingIfNeeded: stated ?? count)
    return bytes + directory + Self.longs(0x0605_4B50) + Self.words(0, 0, number, number)
      + Self.longs(UInt32(directory.count), UInt32(bytes.count)) + Self.words(0)
  }

  private static func deflate(_ content: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    try #require(
      deflateInit2_(&stream, 6, Z_DEFLATED, -15, 8, 0, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
        == Z_OK)
    defer { deflateEnd(&stream) }
    var input = content
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
    let size = output.count
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return CZlib.deflate(&stream, Z_FINISH)
      }
    }
    try #require(status == Z_STREAM_END)
    return Array(output[..<(size - Int(stream.avail_out))])
  }

  private static func words(_ values: UInt16...) -> [UInt8] {
    values.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }
  private static func longs(_ values: UInt32...) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(value >> UInt32($0 * 8) & 0xFF) } }
  }
}
