import Foundation
import Testing

@testable import Store

@Suite struct EventTests {
  private static let systemd = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "systemd")

  @Test func `the table for scripts and the one of the program are the same`() throws {
    let text = try String(contentsOf: EventTests.systemd.appending(path: "message-ids.tsv"), encoding: .utf8)
    var rows: [String: (id: String, priority: String)] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t").map(String.init)
      rows[fields[0]] = (fields[1], fields[2])
    }
    #expect(Set(rows.keys) == Set(Event.allCases.map(\.rawValue)))
    for event in Event.allCases {
      #expect(rows[event.rawValue]?.id == event.messageID)
      if let priority = rows[event.rawValue]?.priority, priority != "*" {
        #expect(priority == String(event.priority.rawValue), "\(event)")
      }
    }
    #expect(Set(Event.allCases.map(\.messageID)).count == Event.allCases.count)
  }

  @Test(arguments: ["bulletind.catalog", "bulletind.zh_CN.catalog"])
  func `the catalogue explains every event`(file: String) throws {
    let text = try String(contentsOf: EventTests.systemd.appending(path: file), encoding: .utf8)
    let ids = text.split(separator: "\n").filter { $0.hasPrefix("-- ") && $0.count > 3 }
      .map { String($0.dropFirst(3).prefix(32)) }
    for event in Event.allCases { #expect(ids.contains(event.messageID), "\(event) is missing in \(file)") }
    #expect(ids.count == Event.allCases.count)
  }

  @Test func `field names are what journald accepts`() {
    for field in JournalField.allCases {
      #expect(field.rawValue.allSatisfy { $0.isASCII && ($0.isUppercase || $0 == "_" || $0.isNumber) })
      #expect(!field.rawValue.hasPrefix("_"))
    }
  }

  @Test func `every field is documented in docs/journal-fields.tsv, and no other`() throws {
    let file = EventTests.systemd.deletingLastPathComponent().appending(path: "docs/journal-fields.tsv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
      !$0.hasPrefix("#")
    }
    let named = rows.compactMap { $0.split(separator: "\t").first.map(String.init) }
    #expect(named.sorted() == JournalField.allCases.map(\.rawValue).sorted())
  }
}
