import Glibc

/// One conversion to UTF-8 by the C library's `iconv` (iconv_open(3)); closed when its owner goes.
///
/// A descriptor has a state and is not to be shared: each decoding opens its own, which makes it safe on any thread.
struct Iconv: ~Copyable {
  /// How a conversion ended.
  enum Outcome: Equatable {
    /// All of it is valid.
    case complete([UInt8])
    /// The sequence at this offset does not exist in the coding; what stands before it was decoded.
    case invalid(at: Int, before: [UInt8])
    /// The bytes end within a character that starts at this offset.
    case truncated(at: Int, before: [UInt8])
  }

  private let descriptor: iconv_t

  /// A conversion from the named coding, or nil if the C library lacks it (its gconv modules are not installed).
  init?(from name: String) {
    guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else { return nil }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// Opens conversions and never closes them: the C library keeps their modules then, and later ones open no file.
  static func keep(_ names: [String]) {
    for name in names { _ = iconv_open("UTF-8", name) }
  }

  /// Converts strictly, in pieces: nothing is replaced or left out.
  func convert(_ bytes: ArraySlice<UInt8>) -> Outcome {
    iconv(descriptor, nil, nil, nil, nil)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 2 + 16)
    var piece = [CChar](repeating: 0, count: 64 << 10)
    // iconv(3) takes a pointer to mutable input but does not write to it.
    return bytes.withUnsafeBytes { source in
      var input = UnsafeMutablePointer(mutating: source.bindMemory(to: CChar.self).baseAddress)
      var left = source.count
      while left > 0 {
        let result = piece.withUnsafeMutableBufferPointer { buffer -> (status: Int, error: CInt) in
          var place = buffer.baseAddress
          var room = buffer.count
          let status = iconv(descriptor, &input, &left, &place, &room)
          let error = errno
          output.append(
            contentsOf: UnsafeRawBufferPointer(
              rebasing: UnsafeRawBufferPointer(buffer)[..<(buffer.count - room)]))
          return (status, error)
        }
        let offset = bytes.startIndex + source.count - left
        if result.status != -1 { continue }
        switch result.error {
        case E2BIG: continue
        case EINVAL: return .truncated(at: offset, before: output)
        default: return .invalid(at: offset, before: output)
        }
      }
      return .complete(output)
    }
  }
}
