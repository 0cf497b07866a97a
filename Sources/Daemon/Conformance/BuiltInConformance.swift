import Bulletins
import Foundation
import Handlers
import Store

/// Runs a built-in handler on the same bulletins, in a database of its own.
struct BuiltInConformance {
  let handler: any Handler

  /// All checks.
  ///
  /// - Throws: if there can be no database.
  func run() throws -> [ConformanceFinding] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bulletind-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try Store(path: folder.appending(path: "test.db").path)
    return ConformanceBulletins.all.enumerated().map { number, sample in
      ConformanceFinding(
        check: sample.name, problem: problem(of: sample.bulletin, "\(number).txt", in: store))
    }
  }

  private func problem(of bulletin: Bulletin, _ name: String, in store: Store) -> String? {
    guard handler.wants(bulletin) else { return nil }
    do {
      return try store.write { session in
        let hash = Digest.hex(of: [name])
        let id = try session.insert(
          Receipt(
            hash: hash, verdict: .accepted, name: Array(name.utf8), path: Array(name.utf8),
            received: Clock.system.now(),
            stamp: FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0)))
        let received = ReceivedBulletin(
          id: id, hash: hash, fileName: name, bulletin: bulletin,
          articleIDs: try session.insert(bulletin, as: id))
        return try problem(of: handler.handle(received, in: session))
      }
    } catch {
      return "it threw: \(error)"
    }
  }

  private func problem(of announcements: [Announcement]) -> String? {
    for announcement in announcements {
      for text in [announcement.message] + announcement.fields.map(\.value)
      where text.unicodeScalars.contains(where: \.mustBeEscaped) {
        return "it announces text that can steer a terminal; use `printable`: \(text.printable.prefix(80))"
      }
      if announcement.value(of: .handler) != handler.name {
        return "an announcement lacks its name in HANDLER"
      }
      if announcement.identity.isEmpty {
        return "an announcement lacks an identity, so that it could come twice"
      }
    }
    return nil
  }
}
