import Bulletins

/// Separated values (RFC 4180, with the separators and the freedoms that are met): text to the cells of a table.
struct DelimitedText {
  /// The separator, as UTF-8: `,` `;` tab `|` or `，`.
  var separator: [UInt8]

  /// The separators, in the order of preference where they fit equally well.
  static let separators: [[UInt8]] = [[0x2C], [0x09], [0x3B], [0x7C], Array("，".utf8)]

  /// The rows that are not blank, each with its number; blank rows are counted, as a spreadsheet shows them.
  ///
  /// A field that begins with a quote goes on to the closing one, over line ends; a doubled quote is one. A quote that is
  /// never closed is a character like any other, and so are all after it.
  ///
  /// - Throws: `FormatError` `.tooBig`.
  func table(of text: DecodedText, from start: Int = 0, limits: FormatLimits) throws -> Table {
    var table = Table(rows: [])
    var cells = 0
    var number = 0
    try forEachRow(of: text.utf8, from: start) { fields in
      number += 1
      cells += fields.count
      guard cells <= limits.pieces else { throw FormatError.tooManyPieces(limits) }
      let row = fields.map { $0.string(in: text) }
      if row.contains(where: { !$0.isEmpty }) {
        table.rows.append(row)
        table.rowNumbers.append(number)
      }
      return true
    }
    return table
  }

  /// The numbers of fields of the first rows, blank rows left out.
  func fieldCounts(of utf8: [UInt8], from start: Int = 0, rows: Int) -> [Int] {
    var counts: [Int] = []
    forEachRow(of: utf8, from: start) { fields in
      if fields.count > 1 || !(fields.first?.range.isEmpty ?? true) { counts.append(fields.count) }
      return counts.count < rows
    }
    return counts
  }

  private struct Field {
    var range: Range<Int>
    /// What the field is if it was quoted, with doubled quotes made single.
    var unquoted: [UInt8]?

    func string(in text: DecodedText) -> String {
      if let unquoted { return String(decoding: unquoted, as: UTF8.self) }
      return text.string(of: range)
    }
  }

  private func forEachRow(of utf8: [UInt8], from start: Int, _ body: ([Field]) throws -> Bool) rethrows {
    var quotes = true
    var index = start
    var fields: [Field] = []
    while index < utf8.count {
      var field: Field
      if quotes, utf8[index] == 0x22 {
        if let (end, content) = quoted(utf8, at: index) {
          field = Field(range: index..<end, unquoted: content)
          index = end
          let tail = plain(utf8, at: index)
          if !tail.isEmpty { field.unquoted?.append(contentsOf: utf8[tail]) }
          field.range = field.range.lowerBound..<tail.upperBound
          index = tail.upperBound
        } else {
          quotes = false
          continue
        }
      } else {
        let range = plain(utf8, at: index)
        field = Field(range: range, unquoted: nil)
        index = range.upperBound
      }
      fields.append(field)
      if index < utf8.count, isSeparator(utf8, at: index) {
        index += separator.count
        // A separator at the very end is followed by an empty field.
        if index < utf8.count { continue }
        fields.append(Field(range: index..<index, unquoted: nil))
      }
      if index < utf8.count {
        index += utf8[index] == 0x0D && index + 1 < utf8.count && utf8[index + 1] == 0x0A ? 2 : 1
      }
      guard try body(fields) else { return }
      fields.removeAll(keepingCapacity: true)
    }
    if !fields.isEmpty { _ = try body(fields) }
  }

  private func plain(_ utf8: [UInt8], at start: Int) -> Range<Int> {
    var index = start
    while index < utf8.count, utf8[index] != 0x0A, utf8[index] != 0x0D, !isSeparator(utf8, at: index) {
      index += 1
    }
    return start..<index
  }

  private func quoted(_ utf8: [UInt8], at start: Int) -> (end: Int, content: [UInt8])? {
    var content: [UInt8] = []
    var index = start + 1
    while index < utf8.count {
      if utf8[index] == 0x22 {
        guard index + 1 < utf8.count, utf8[index + 1] == 0x22 else { return (index + 1, content) }
        index += 1
      }
      content.append(utf8[index])
      index += 1
    }
    return nil
  }

  @inline(__always)
  private func isSeparator(_ utf8: [UInt8], at index: Int) -> Bool {
    guard utf8[index] == separator[0] else { return false }
    if separator.count == 1 { return true }
    return index + 2 < utf8.count && utf8[index + 1] == separator[1] && utf8[index + 2] == separator[2]
  }
}
