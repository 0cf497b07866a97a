import Foundation
import Glibc
import Store
import Testing

@testable import Daemon

/// The examples of examples/handlers.d, run as they stand against real things.
@Suite struct ExampleTests {
  private static let red = "督查通报\n\n区城建办口袋公园项目进度滞后，被亮红牌。\n"
  static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "examples/handlers.d")
  static let names = ["csv", "forward", "mail-red", "speak", "wall", "webhook"]

  /// A folder with one example, whose environment is changed to what is here.
  private func folder(_ name: String, _ spool: TemporarySpool, _ environment: [String: String]) throws
    -> HandlerFolder
  {
    let folder = try HandlerFolder(spool)
    var text = try String(contentsOf: ExampleTests.examples.appending(path: name + ".yaml"), encoding: .utf8)
    for (key, value) in environment {
      if text.contains("  \(key): ") {
        text = text.replacing(try Regex("  \(key): .*"), with: "  \(key): '\(value)'")
      } else {
        text += (text.contains("environment:") ? "" : "environment:\n") + "  \(key): '\(value)'\n"
      }
    }
    let file = folder.folder.appending(path: name + ".yaml").path
    try Data(text.utf8).write(to: URL(filePath: file))
    chmod(file, 0o644)
    try FileManager.default.copyItem(
      at: ExampleTests.examples.appending(path: name), to: folder.folder.appending(path: name))
    return folder
  }

  /// A program that keeps its standard input.
  private func recorder(_ name: String, _ folder: URL) throws -> String {
    let path = folder.appending(path: name).path
    try Data("#!/bin/sh\necho \"$@\" > '\(path).arguments'\nexec cat > '\(path).input'\n".utf8).write(
      to: URL(filePath: path))
    chmod(path, 0o755)
    return path
  }

  private func missing(_ program: String) -> Bool {
    ["/usr/bin", "/bin", "/usr/local/bin"].allSatisfy { access("\($0)/\(program)", X_OK) != 0 }
  }

  @Test(arguments: names)
  func `an example is short, is a valid handler, and passes the conformance kit`(name: String) throws {
    let program = try String(contentsOf: ExampleTests.examples.appending(path: name), encoding: .utf8)
    #expect(program.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
    let needs = ["csv": "perl", "forward": "jq", "speak": "node", "wall": "jq"][name] ?? "python3"
    if missing(needs) { return }
    let spool = try TemporarySpool()
    let folder = try folder(name, spool, [:])
    let outcome = try folder.run("handler", "test", name)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("0 failed"))
  }

  @Test func `mail-red hands each red alert to sendmail, with nothing of it in a command line`() throws {
    if missing("python3") { return }
    let spool = try TemporarySpool()
    let sendmail = try recorder("sendmail", spool.root)
    let folder = try folder("mail-red", spool, ["SENDMAIL": sendmail])
    try spool.drop("红.txt", ExampleTests.red)
    try folder.work()
    #expect(try folder.counts("mail-red") == ["done": 1])
    #expect(folder.text("sendmail.arguments") == "-t -oi\n")
    let mail = folder.text("sendmail.input")
    #expect(mail.contains("To: duty@example.org") && mail.contains("@bulletind>"), "\(mail)")
  }

  @Test func `webhook posts a red status to a server, and tries again while there is none`() throws {
    if missing("python3") { return }
    let spool = try TemporarySpool()
    let server = Process()
    let script = """
      import http.server, signal, socketserver
      signal.alarm(120)
      class Robot(http.server.BaseHTTPRequestHandler):
          def do_POST(self):
              body = self.rfile.read(int(self.headers['Content-Length']))
              open('\(spool.root.path)/posted', 'ab').write(body + b'\\n')
              self.send_response(200); self.end_headers(); self.wfile.write(b'{"errcode": 0}')
          def log_message(self, *a): pass
      s = socketserver.TCPServer(('127.0.0.1', 0), Robot); print(s.server_address[1], flush=True); s.serve_forever()
      """
    server.executableURL = URL(filePath: "/usr/bin/env")
    server.arguments = ["python3", "-c", script]
    let pipe = Pipe()
    server.standardOutput = pipe
    try server.run()
    defer {
      kill(server.processIdentifier, SIGKILL)
      server.waitUntilExit()
    }
    let port = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).filter(\.isNumber)
    // Port 9 (discard) is closed here.
    let folder = try folder("webhook", spool, ["URL": "http://127.0.0.1:9/"])
    try spool.drop("红.txt", ExampleTests.red)
    try folder.work()
    #expect(try folder.counts("webhook") == ["pending": 1])
    let file = folder.folder.appending(path: "webhook.yaml")
    let text = try String(contentsOf: file, encoding: .utf8).replacing(":9/", with: ":\(port)/")
    try Data(text.utf8).write(to: file)
    chmod(file.path, 0o644)
    try folder.run("retry", "--handler", "webhook")
    try folder.run("courier", "--once")
    #expect(try folder.counts("webhook") == ["done": 1])
    let posted = try #require(folder.lines("posted").first)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(posted.utf8)) as? [String: Any])
    let content = try #require((object["text"] as? [String: Any])?["content"] as? String)
    #expect(object["msgtype"] as? String == "text" && content.contains("口袋公园"), "\(content)")
  }

  @Test func `csv writes a line for each status, and the same delivery only once`() throws {
    if missing("perl") { return }
    let spool = try TemporarySpool()
    let folder = try folder("csv", spool, ["FILE": spool.root.appending(path: "statuses.csv").path])
    try spool.drop(
      "台账_20260930.csv", "工作事项,责任单位,完成时限,预警等级\n=cmd(),城建办,2026-12-31,红色\n口袋公园,城建办,2026-12-31,黄色\n")
    try folder.work()
    #expect(try folder.counts("csv") == ["done": 2])
    let text = folder.text("statuses.csv")
    #expect(text.contains(#","red","城建办","'=cmd()","台账_20260930.csv""#), "\(text)")
    #expect(folder.lines("statuses.csv").count == 2)
    try DatabaseByHand.execute("UPDATE deliveries SET state = 'pending', next_attempt = 0", spool)
    try folder.run("courier", "--once")
    #expect(folder.lines("statuses.csv").count == 2)
  }

  @Test func `wall and speak get the alert on standard input`() throws {
    if missing("jq") || missing("node") { return }
    let spool = try TemporarySpool()
    let wall = try folder("wall", spool, ["WALL": recorder("wall", spool.root)])
    try spool.drop("红.txt", ExampleTests.red)
    try wall.work()
    #expect(wall.text("wall.input").contains("口袋公园"))
    let other = try TemporarySpool()
    let speak = try folder("speak", other, ["SPEAK": recorder("espeak", other.root)])
    try other.drop("红.txt", ExampleTests.red)
    try speak.work()
    #expect(speak.text("espeak.input").hasPrefix("红牌："))
    #expect(speak.text("espeak.arguments") == "-v cmn --stdin\n")
  }

  @Test func `forward sends the archived file with rsync`() throws {
    if missing("jq") || missing("rsync") { return }
    let spool = try TemporarySpool()
    let target = spool.root.appending(path: "other")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    let folder = try folder("forward", spool, ["TARGET": target.path + "/"])
    let text = ExampleTests.red
    try spool.drop("-rf 页.txt", text)
    try folder.work()
    #expect(try folder.counts("forward") == ["done": 1])
    #expect(try String(contentsOf: target.appending(path: "-rf 页.txt"), encoding: .utf8) == text)
  }
}
