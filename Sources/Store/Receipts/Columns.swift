internal import Foundation
internal import GRDB

/// Lists of texts as JSON arrays in a column.
enum Columns {
  static func list(_ text: String) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
  }

  static func pairs(_ text: String) -> [[String]] {
    PlainPairs.read(text) ?? (try? JSONDecoder().decode([[String]].self, from: Data(text.utf8))) ?? []
  }

  static func name(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }

  static func blob(_ bytes: [UInt8]) -> Data { Data(bytes) }
}
