import Foundation
import Glibc
import Processes
import Testing

@testable import Daemon

/// Programs and their process groups, without the courier's search for what they left behind.
@Suite struct ProgramTests {
  @Test func `what a program started ends with it`() throws {
    let program = Program(
      command: ["/bin/sh", "-c", "sleep 1000 & echo $!; wait"], environment: ["PATH=/usr/bin:/bin"],
      bounds: Program.Bounds(seconds: 10, files: 64, fileSize: 1 << 20))
    guard let input = OwnedDescriptor.memory([]), let output = OutputPipe() else {
      Issue.record("there is no descriptor left")
      return
    }
    var child = try program.start(input: input.number, output: output.writer, errors: output.writer)
    output.closeWriter()
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64)
    while !line.contains(0x0A) {
      var waited = pollfd(fd: output.reader, events: Int16(POLLIN), revents: 0)
      try #require(poll(&waited, 1, 20_000) > 0)
      _ = output.drain(&buffer, to: &line, atMost: 64)
    }
    let started = try #require(pid_t(String(decoding: line, as: UTF8.self).filter(\.isNumber)))
    #expect(kill(started, 0) == 0)
    let status = child.end()
    #expect(status == 128 + Int(SIGKILL))
    // Its pipe is at its end when nobody has it open any more.
    var end = pollfd(fd: output.reader, events: Int16(POLLIN), revents: 0)
    #expect(poll(&end, 1, 20_000) > 0)
    #expect(!output.drain(&buffer, to: &line, atMost: .max))
  }
}
