import Bulletins
import Foundation
import Store

/// What an external handler printed: a line is a journal entry.
///
/// A line that is a JSON object with `message` may set `priority` and `fields`; any other line is its own message. Fields
/// that are ours or journald's are refused, so that nobody can forge an alert; the line is kept without them.
struct HandlerOutput: Sendable {
  /// A line.
  struct Line: Sendable, Equatable {
    var message: String
    var priority = Priority.info
    var fields: [(String, String)] = []
    /// What was left out, a sentence each.
    var refused: [String] = []

    static func == (left: Line, right: Line) -> Bool {
      left.message == right.message && left.priority == right.priority && left.refused == right.refused
        && left.fields.elementsEqual(right.fields) { $0 == $1 }
    }
  }

  /// So many lines of one run are told.
  static let mostLines = 200
  /// So many characters of a line or field are told.
  static let longest = 2_000
  private static let mostFields = 16

  let lines: [Line]
  /// How many lines were left out.
  let leftOut: Int

  init(_ bytes: [UInt8]) {
    let all = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    lines = all.prefix(HandlerOutput.mostLines).map { HandlerOutput.line(String($0)) }
    leftOut = all.count - lines.count
  }

  private static func line(_ text: String) -> Line {
    guard text.hasPrefix("{"),
      let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
      let message = object["message"] as? String
    else { return Line(message: cut(text)) }
    var line = Line(message: cut(message))
    for key in object.keys.sorted() where !["message", "priority", "fields"].contains(key) {
      line.refused.append("the key `\(key.prefix(64))` is none of message, priority, fields")
    }
    if let value = object["priority"] {
      if let priority = priority(value) {
        line.priority = priority
      } else {
        line.refused.append("`priority` must be 3 (error), 4 (warning), 5 (notice), 6 (info) or 7 (debug)")
      }
    }
    if let value = object["fields"] {
      guard let fields = value as? [String: Any] else {
        line.refused.append("`fields` must be an object")
        return line
      }
      for (name, value) in fields.sorted(by: { $0.key < $1.key }) { add(name, value, to: &line) }
    }
    return line
  }

  private static func add(_ name: String, _ value: Any, to line: inout Line) {
    guard isAllowed(name) else {
      line.refused.append(
        "the field `\(name.prefix(64))` is reserved or no field name (A-Z, 0-9, _, at most 64)")
      return
    }
    guard line.fields.count < mostFields else {
      line.refused.append("the field `\(name)` is one more than \(mostFields)")
      return
    }
    switch value {
    case let text as String: line.fields.append((name, cut(text)))
    case let number as NSNumber: line.fields.append((name, number.stringValue))
    default: line.refused.append("the field `\(name)` is neither text nor number")
    }
  }

  /// An alert is what bulletind itself says; a handler may not raise its voice above an error.
  private static func priority(_ value: Any) -> Priority? {
    let names = ["error": 3, "warning": 4, "notice": 5, "info": 6, "debug": 7]
    guard let number = (value as? Int) ?? (value as? String).flatMap({ names[$0] }), number >= 3 else {
      return nil
    }
    return Priority(rawValue: number)
  }

  /// systemd.journal-fields(7): names that begin with _ are trusted and cannot be sent; the others here have a meaning.
  private static func isAllowed(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x41...0x5A).contains(first), name.utf8.count <= 64,
      name.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
    else { return false }
    let reserved = [
      "MESSAGE", "PRIORITY", "MESSAGE_ID", "ERRNO", "INVOCATION_ID", "USER_INVOCATION_ID", "DOCUMENTATION",
      "TID",
      "UNIT", "USER_UNIT",
    ]
    let families = [
      "SYSLOG_", "CODE_", "OBJECT_", "COREDUMP_", "STATUS_", "BULLETIN_", "ARTICLE_", "LEDGER_",
    ]
    return !reserved.contains(name) && !families.contains { name.hasPrefix($0) }
      && JournalField(rawValue: name) == nil
  }

  private static func cut(_ text: String) -> String {
    (text.count > longest ? text.prefix(longest) + "…" : text[...]).description.printable
  }
}
