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
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: raw.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of bytes.
  public static func hex(of bytes: [UInt8]) -> String {
    var digest = Digest()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.hex()
  }

  /// The digest of a list of texts. Each is followed by a NUL, so that ("ab", "c") and ("a", "bc") differ.
  public static func hex(of parts: [String]) -> String {
    hex(of: parts.flatMap { Array($0.utf8) + [0] })
  }
}
