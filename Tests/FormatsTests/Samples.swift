import Foundation
import Glibc
import Testing

@testable import Formats

/// What the tests of formats share.
enum Samples {
  /// A short text with what office texts have: Han, full-width marks, ASCII, an indent.
  static let text = "一、红色预警：石榴街道3项工作滞后。\n　　二、黄色2项，其余按期推进。\n"

  /// The folder of developing texts beside the checkout, if it is there.
  static let shared = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared")
    .standardized

  /// True if the developing texts are there.
  static let hasShared = FileManager.default.fileExists(atPath: shared.appending(path: "corpus").path)

  /// The bytes of a developing text.
  static func shared(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: shared.appending(path: path)))
  }

  /// The text in a coding of the C library, e.g. `GB18030`, `UTF-16LE`.
  static func encode(_ text: String, as name: String) throws -> [UInt8] {
    let descriptor = try #require(iconv_open(name, "UTF-8"))
    defer { iconv_close(descriptor) }
    var input = Array(text.utf8CString.dropLast())
    var output = [CChar](repeating: 0, count: input.count * 4 + 16)
    let size = output.count
    var left = input.count
    var room = size
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        return iconv(descriptor, &from, &left, &to, &room)
      }
    }
    try #require(status == 0)
    return output[..<(size - room)].map(UInt8.init(bitPattern:))
  }

  /// Decodes by the registry.
  static func decode(_ bytes: [UInt8], name: String = "a.txt", limits: FormatLimits = FormatLimits()) throws
    -> DecodedFile
  {
    try FormatRegistry.decode(bytes, name: name, limits: limits)
  }

  /// The error that decoding gives, or nil.
  static func refusal(_ bytes: [UInt8], name: String = "a.txt", limits: FormatLimits = FormatLimits())
    -> FormatError?
  {
    do {
      _ = try decode(bytes, name: name, limits: limits)
      return nil
    } catch { return error as? FormatError }
  }
}
