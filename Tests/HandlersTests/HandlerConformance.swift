import Bulletins
import Foundation
import Store
import TestSupport
import Testing

@testable import Handlers

/// What every handler must stand. A new built-in handler is tested by standing in the registry.
@Suite struct HandlerConformance {
  @Test(arguments: HandlerRegistry.handlers.map(\.name), ConformanceBulletins.all.indices)
  func `a handler works on every bulletin, twice the same, and says nothing that steers a terminal`(
    name: String, index: Int
  ) throws {
    let handler = try #require(HandlerRegistry.handlers.first { $0.name == name })
    let (_, bulletin) = ConformanceBulletins.all[index]
    guard handler.wants(bulletin) else { return }
    let temporary = try TemporaryStore()
    try temporary.store.write { session throws in
      let id = try session.insert(.sample(name: "a.txt", hash: "h"))
      let received = ReceivedBulletin(
        id: id, hash: "h", fileName: "a.txt", bulletin: bulletin,
        articleIDs: try session.insert(bulletin, as: id))
      let first = try handler.handle(received, in: session)
      #expect(try handler.handle(received, in: session) == first)
      for announcement in first {
        for text in [announcement.message] + announcement.fields.map(\.value) {
          let steers = text.unicodeScalars.contains { $0.mustBeEscaped }
          #expect(!steers, "\(text.debugDescription)")
        }
        #expect(announcement.value(of: .handler) == handler.name)
        #expect(!announcement.identity.isEmpty)
      }
    }
  }

  @Test func `names are unique and fit for a route`() {
    let names = HandlerRegistry.handlers.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") } })
  }
}
