import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite struct DropTests {
  @Test func `a dropped copy is complete, private and keeps its name`() throws {
    let spool = try TemporarySpool()
    let source = spool.root.appending(path: "督查通报.txt").path
    try Data("东湖路项目亮红灯。".utf8).write(to: URL(filePath: source))
    let drop = try Drop(into: spool.configuration.folders.inbox, limit: 1 << 20)
    #expect(try drop.copy(source).display == "督查通报.txt")
    let entry = try drop.inbox.entry(FileName("督查通报.txt"))
    #expect(entry.map { $0.mode & 0o777 } == 0o600)
    #expect(try Data(contentsOf: URL(filePath: spool.path("督查通报.txt"))) == Data("东湖路项目亮红灯。".utf8))
  }

  @Test func `a taken name is never written over`() throws {
    let spool = try TemporarySpool()
    try spool.drop("report.txt", "first")
    let source = spool.root.appending(path: "report.txt").path
    try Data("second".utf8).write(to: URL(filePath: source))
    let name = try Drop(into: spool.configuration.folders.inbox, limit: 1 << 20).copy(source)
    #expect(name.display.hasPrefix("report.txt~"))
    #expect(try Data(contentsOf: URL(filePath: spool.path("report.txt"))) == Data("first".utf8))
    #expect(try Data(contentsOf: URL(filePath: spool.path(name.display))) == Data("second".utf8))
  }

  @Test func `what is no file or too large is refused and leaves nothing`() throws {
    let spool = try TemporarySpool()
    let large = spool.root.appending(path: "large.txt").path
    try Data(count: 101).write(to: URL(filePath: large))
    let drop = try Drop(into: spool.configuration.folders.inbox, limit: 100)
    for (file, code) in [
      (large, EFBIG), (spool.root.path, EISDIR), ("/dev/null", EINVAL), (large + "x", ENOENT),
    ] {
      let error = #expect(throws: SystemError.self) { try drop.copy(file) }
      #expect(error?.code == code, "\(file)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: drop.inbox.path).isEmpty)
  }
}
