import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// A configuration with a folder of external handlers, over a temporary spool, and the program run on it.
struct HandlerFolder {
  let spool: TemporarySpool
  let folder: URL
  let settings: String

  init(_ spool: TemporarySpool, settings: String = "") throws {
    self.spool = spool
    self.settings = settings
    folder = spool.root.appending(path: "handlers.d")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write()
  }

  /// The configuration file.
  var path: String { spool.root.appending(path: "bulletind.yaml").path }

  func write(_ more: String = "") throws {
    let folders = spool.configuration.folders
    let yaml = """
      inbox: \(folders.inbox)
      work: \(folders.work)
      archive: \(folders.archive)
      rejected: \(folders.rejected)
      state: \(folders.state)
      handlers.d: \(folder.path)
      limits: {settle: 0.05}
      \(settings)
      \(more)
      """
    try Data(yaml.utf8).write(to: URL(filePath: path))
  }

  /// Puts a handler there: its settings without the command, and its program.
  func add(_ name: String, _ settings: String = "", program: String) throws {
    let file = folder.appending(path: name).path
    try Data(program.utf8).write(to: URL(filePath: file))
    chmod(file, 0o755)
    let description = folder.appending(path: name + ".yaml")
    try Data("command: ./\(name)\n\(settings)\n".utf8).write(to: description)
    chmod(description.path, 0o644)
  }

  /// What a handler wrote into a file of the spool.
  func text(_ name: String) -> String {
    (try? String(contentsOf: spool.root.appending(path: name), encoding: .utf8)) ?? ""
  }

  func lines(_ name: String) -> [String] { text(name).split(whereSeparator: \.isNewline).map(String.init) }

  /// The path of a file that handlers write to.
  func out(_ name: String) -> String { spool.root.appending(path: name).path }

  /// Runs a command to its end.
  @discardableResult
  func run(_ arguments: String...) throws -> CommandTests.Outcome {
    let process = Process()
    process.executableURL = URL(filePath: CommandTests.program)
    process.arguments = arguments + ["--config", path]
    let output = Pipe()
    let errors = spool.root.appending(path: "\(UUID().uuidString).err")
    try Data().write(to: errors)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return CommandTests.Outcome(
      status: process.terminationStatus, output: text, errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  /// Takes in what is in the inbox and works the deliveries that are due.
  @discardableResult
  func work() throws -> CommandTests.Outcome { try run("run", "--once", "--with-courier") }

  /// The summary of a handler's deliveries.
  func counts(_ handler: String) throws -> [String: Int] {
    let summary = try spool.store.read { try $0.deliverySummaries(known: [], at: Clock.system.now()) }
      .first { $0.handler == handler }
    return Dictionary(uniqueKeysWithValues: (summary?.counts ?? [:]).map { ($0.key.rawValue, $0.value) })
  }
}
