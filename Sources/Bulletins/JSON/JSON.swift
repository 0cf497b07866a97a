/// A JSON value (RFC 8259) whose objects keep the order in which they were written.
public indirect enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  /// A string, or null.
  public init(_ text: String?) { self = text.map(JSON.string) ?? .null }
  /// An integer, or null.
  public init(_ number: Int?) { self = number.map(JSON.integer) ?? .null }
  /// A number, or null.
  public init(_ number: Double?) { self = number.map(JSON.number) ?? .null }
  /// An array of strings.
  public init(_ texts: [String]) { self = .array(texts.map(JSON.string)) }

  /// Equal if the same values stand in the same order.
  public static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }

  /// The value on one line. Control, format and bidi characters are written as \u escapes, so that nothing of a
  /// bulletin can steer a terminal or reorder what a person reads.
  public var text: String {
    var out = ""
    write(to: &out)
    return out
  }

  private func write(to out: inout String) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .number(let value): out += JSON.format(value)
    case .string(let value): JSON.write(value, to: &out)
    case .array(let values):
      out += "["
      for (index, value) in values.enumerated() {
        if index > 0 { out += "," }
        value.write(to: &out)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { out += "," }
        JSON.write(member.0, to: &out)
        out += ":"
        member.1.write(to: &out)
      }
      out += "}"
    }
  }

  /// A number without a needless fraction: 34, 9.98. JSON has no infinity: null.
  private static func format(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 9e15 { return String(Int(value)) }
    return String(value)
  }

  /// Appends a string in quotation marks, with its escapes, as ``text`` does.
  public static func write(_ value: String, to out: inout String) {
    out += "\""
    // Most texts have nothing to escape; then their bytes can be copied.
    if value.utf8.withContiguousStorageIfAvailable(isPlain) == true {
      out += value
      out += "\""
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.mustBeEscaped {
          for unit in String(scalar).utf16 {
            let hex = String(unit, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
          }
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }
}

extension JSON {
  /// True for UTF-8 that surely needs no escape; false where that would have to be looked at closely.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for (index, byte) in bytes.enumerated() {
      switch byte {
      // The first bytes of whatever `mustBeEscaped` names: U+0080…, U+061C, U+180E, U+2000…, U+E0000….
      case 0x00..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xF3: return false
      // U+FEFF and U+FFF9…, but not the full-width marks, which are everywhere.
      case 0xEF where index + 1 < bytes.count && (bytes[index + 1] == 0xBB || bytes[index + 1] == 0xBF):
        return false
      default: continue
      }
    }
    return true
  }
}

extension Unicode.Scalar {
  /// True for control characters (C0, DEL, C1), line and paragraph separators, and the invisible format characters
  /// that reorder or hide text (bidi controls, zero-width, tags; Unicode Standard Annex 9).
  public var mustBeEscaped: Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x00AD, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
