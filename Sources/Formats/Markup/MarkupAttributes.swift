import CLibxml2
import Glibc

/// The attributes of an element, valid only while it is being announced.
struct MarkupAttributes {
  private enum Source {
    /// HTML: names and values in turn, ended by nil.
    case pairs(UnsafeMutablePointer<UnsafePointer<xmlChar>?>?)
    /// XML: local name, prefix, URI, begin and end of the value.
    case fives(UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int)
  }

  private let source: Source

  init(html: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) { source = .pairs(html) }

  init(xml: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) { source = .fives(xml, count: count) }

  /// The value of the attribute with this local name, the first if there are several.
  subscript(name: StaticString) -> String? {
    switch source {
    case .pairs(let list):
      guard let list else { return nil }
      var index = 0
      while let key = list[index] {
        if Self.equal(key, name) { return list[index + 1].map { String(cString: $0) } ?? "" }
        index += 2
      }
      return nil
    case .fives(let list, let count):
      guard let list else { return nil }
      for index in stride(from: 0, to: count * 5, by: 5) {
        guard let key = list[index], Self.equal(key, name) else { continue }
        guard let begin = list[index + 3], let end = list[index + 4], begin <= end else { return nil }
        return String(decoding: UnsafeBufferPointer(start: begin, count: end - begin), as: UTF8.self)
      }
      return nil
    }
  }

  private static func equal(_ key: UnsafePointer<xmlChar>, _ name: StaticString) -> Bool {
    name.withUTF8Buffer { wanted in
      // The key ends with a zero, which no name holds, so the comparison ends with it.
      for index in 0..<wanted.count where key[index] != wanted[index] { return false }
      return key[wanted.count] == 0
    }
  }
}
