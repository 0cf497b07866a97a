internal import CMd

/// SHA-256 (FIPS 180-4) by libmd: the identity of a bulletin's content and of everything announced about it.
public struct Digest: ~Copyable {
  private var context = SHA2_CTX()

  /// An empty digest.
  public init() { SHA256Init(&context) }

  /// Takes in more bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    SHA256Update(&context, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// The digest as 64 lower-case hexadecimal digits.
  public consuming func hex() -> String {
    var raw = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&raw, &context)
    return String(unsafeUninitializedCapacity: raw.count * 2) { text in
      for (index, byte) in raw.enumerated() {
        text[index * 2] = Digest.digit(byte >> 4)
        text[index * 2 + 1] = Digest.digit(byte & 15)
      }
      return raw.count * 2
    }
  }

  /// The digest of bytes.
  public static func hex(of bytes: [UInt8]) -> String {
    var digest = Digest()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.hex()
  }

  /// The digest of a list of texts. Each is followed by a NUL, so that ("ab", "c") and ("a", "bc") differ.
  public static func hex(of parts: [String]) -> String {
    var digest = Digest()
    let end: [UInt8] = [0]
    for var part in parts {
      part.withUTF8 { digest.update(UnsafeRawBufferPointer($0)) }
      end.withUnsafeBytes { digest.update($0) }
    }
    return digest.hex()
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
