/// Reads `[["A","b"],["C","d"]]` as ``Announcement`` writes it: the outbox reads every entry, and a decoder for any JSON takes a
/// tenth of the time of a large ledger.
enum PlainPairs {
  /// The pairs, or nil where a text has an escape or anything else that asks for a real decoder.
  static func read(_ text: String) -> [[String]]? {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.contains(UInt8(ascii: "\\")) else { return nil }
      var reader = Reader(bytes: bytes)
      return reader.pairs()
    }
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0

    mutating func pairs() -> [[String]]? {
      guard take("[") else { return nil }
      var found: [[String]] = []
      if take("]") { return place == bytes.count ? found : nil }
      repeat {
        guard take("["), let name = string(), take(","), let value = string(), take("]") else { return nil }
        found.append([name, value])
      } while take(",")
      return take("]") && place == bytes.count ? found : nil
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
      guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
      place += 1
      return true
    }

    private mutating func string() -> String? {
      guard take("\""), let end = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      let text = String(decoding: bytes[place..<end], as: UTF8.self)
      place = end + 1
      return text
    }
  }
}
