import Bulletins
import Foundation
import Handlers
import Store
import Testing

@testable import Daemon

/// The document that handlers get, against docs/handler.schema.json.
@Suite struct HandlerSchemaTests {
  // Read once, never changed.
  nonisolated(unsafe) private static let schema: [String: Any] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/handler.schema.json")
    let data = (try? Data(contentsOf: file)) ?? Data()
    return ((try? JSONSerialization.jsonObject(with: data)) as? [String: Any]) ?? [:]
  }()

  /// What in a value is not as the schema says: the keywords that the schema uses, no more.
  private func problems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      let definitions = HandlerSchemaTests.schema["$defs"] as? [String: [String: Any]]
      guard let definition = definitions?[name] else { return ["\(path): no definition \(name)"] }
      return problems(value, definition, path)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      return choices.contains { problems(value, $0, path).isEmpty } ? [] : ["\(path): none of the choices"]
    }
    var found: [String] = []
    if let constant = schema["const"] as? NSNumber, (value as? NSNumber) != constant {
      found.append("\(path): const")
    }
    if let values = schema["enum"] as? [String], !values.contains(value as? String ?? "") {
      found.append("\(path): \(value) is none of \(values)")
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { isA(value, $0) }) { found.append("\(path): no \(types)") }
    if let object = value as? [String: Any] {
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        found.append("\(path).\(key) is missing")
      }
      for (key, below) in schema["properties"] as? [String: [String: Any]] ?? [:] {
        if let member = object[key] { found += problems(member, below, "\(path).\(key)") }
      }
    }
    if let array = value as? [Any], let below = schema["items"] as? [String: Any] {
      for (index, element) in array.enumerated() { found += problems(element, below, "\(path)[\(index)]") }
    }
    return found
  }

  private func isA(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    default: value is NSNumber
    }
  }

  @Test(arguments: ExternalHandler.Each.allCases, ConformanceBulletins.all.indices)
  func `the document for every bulletin and part is as the schema says`(
    each: ExternalHandler.Each, index: Int
  ) throws {
    #expect(!HandlerSchemaTests.schema.isEmpty)
    var handler = ExternalHandler(name: "test", command: ["/bin/true"], folder: "/")
    handler.each = each
    for (_, document) in ExternalConformance(handler: handler).documents(
      "test", ConformanceBulletins.all[index].bulletin)
    {
      let object = try JSONSerialization.jsonObject(with: Data(document.bytes))
      let found = problems(object, HandlerSchemaTests.schema, "$")
      #expect(found.isEmpty, "\(found)")
      #expect(document.bytes.count { $0 == UInt8(ascii: "\n") } == 1)
    }
  }
}
