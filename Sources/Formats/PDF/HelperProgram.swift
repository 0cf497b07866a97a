import Glibc
import Processes

/// A program of the system that reads hostile input in our stead, in a process group of its own, without a shell, with bounds
/// on time, memory, files and output.
struct HelperProgram: Sendable {
  /// How it ended.
  struct Result: Sendable {
    /// The exit status, or 128 and the number of the signal.
    var status: Int
    /// What it wrote to standard output.
    var output: [UInt8]
    /// The begin of what it wrote to standard error.
    var errors: String
  }

  /// The name of the program.
  var name: String
  /// The Debian package that has it.
  var package: String
  /// Where it is looked for.
  var folders = ["/usr/bin", "/bin", "/usr/local/bin"]
  /// The most memory that it may ask for, bytes.
  var memory = 1 << 30

  /// Runs it with the bytes as its standard input.
  ///
  /// - Throws: `FormatError` `.toolMissing`, `.timeout` or `.tooBig`.
  func run(_ arguments: [String], input: [UInt8], limits: FormatLimits) throws -> Result {
    guard let path = Program.path(of: name, in: folders) else { throw missing(name, package) }
    guard let file = OwnedDescriptor.memory(input), let output = OutputPipe(), let errors = OutputPipe()
    else {
      throw noneLeft
    }
    let program = Program(
      command: [path] + arguments,
      environment: ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"],
      bounds: Program.Bounds(addressSpace: memory, seconds: limits.seconds, files: 64, fileSize: 0))
    do {
      let child = try program.start(input: file.number, output: output.writer, errors: errors.writer)
      output.closeWriter()
      errors.closeWriter()
      return try collect(child, output, errors, limits)
    } catch let failure as Program.Failure {
      switch failure {
      case .limiterMissing: throw missing("prlimit", "util-linux")
      case .refused(EMFILE), .refused(ENFILE): throw noneLeft
      case .refused(let code):
        throw FormatError(
          .toolMissing,
          "The program \(name) cannot be run (\(String(cString: strerror(code)))); drop the file again later."
        )
      }
    }
  }

  private var noneLeft: FormatError {
    FormatError(
      .tooBig, "There is no memory or file descriptor left to run \(name); drop the file again later.")
  }

  private func missing(_ name: String, _ package: String) -> FormatError {
    FormatError(
      .toolMissing,
      "The program \(name) is missing: install the package \(package), then drop the file again.")
  }

  // MARK: Following

  private func collect(
    _ child: consuming ChildProcess, _ output: OutputPipe, _ errors: OutputPipe, _ limits: FormatLimits
  ) throws -> Result {
    var child = child
    let deadline = Deadline(seconds: limits.seconds)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var written: [UInt8] = []
    var said: [UInt8] = []
    var outputIsOpen = true
    var errorsAreOpen = true
    while true {
      var waited = [
        pollfd(fd: child.over, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outputIsOpen ? output.reader : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorsAreOpen ? errors.reader : -1, events: Int16(POLLIN), revents: 0),
      ]
      let left = deadline.left
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
      let ready = poll(&waited, 3, CInt(clamping: milliseconds + 1))
      if ready == 0, deadline.left == .zero {
        throw FormatError(
          .timeout,
          "\(name) took more than \(limits.seconds) seconds over the file, so it was stopped; save the file as text."
        )
      }
      if ready <= 0 { continue }
      let isOver = waited[0].revents != 0
      if outputIsOpen { outputIsOpen = output.drain(&buffer, to: &written, atMost: limits.unpacked + 1) }
      if errorsAreOpen { errorsAreOpen = errors.drain(&buffer, to: &said, atMost: .max) }
      if said.count > 16 << 10 { said.removeLast(said.count - 16 << 10) }
      guard written.count <= limits.unpacked else {
        throw FormatError(
          .tooBig,
          "The text of the file is longer than \(limits.unpacked) bytes; split it and drop the parts.")
      }
      if isOver {
        return Result(status: child.end(), output: written, errors: String(decoding: said, as: UTF8.self))
      }
    }
  }
}
