import CSpawn
import Glibc

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
  /// prlimit(1) sets the limits before the program begins; posix_spawn(3) cannot.
  ///
  /// - Throws: `FormatError` `.toolMissing`, `.timeout` or `.tooBig`.
  func run(_ arguments: [String], input: [UInt8], limits: FormatLimits) throws -> Result {
    guard let program = path(of: name) else { throw missing(name, package) }
    guard let limiter = path(of: "prlimit", in: ["/usr/bin", "/bin"]) else {
      throw missing("prlimit", "util-linux")
    }
    let bounds = [
      "--as=\(memory)", "--cpu=\(limits.seconds)", "--core=0", "--nofile=64", "--fsize=0", "--", program,
    ]
    guard let file = Descriptor.memory(input), let output = Pipe(), let errors = Pipe() else {
      throw FormatError(
        .tooBig, "There is no memory or file descriptor left to run \(name); drop the file again later.")
    }
    let child = try spawn([limiter] + bounds + arguments, file.number, output.writer, errors.writer)
    output.closeWriter()
    errors.closeWriter()
    return try collect(child, output, errors, limits)
  }

  private func path(of name: String, in folders: [String]? = nil) -> String? {
    (folders ?? self.folders).map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  private func missing(_ name: String, _ package: String) -> FormatError {
    FormatError(
      .toolMissing,
      "The program \(name) is missing: install the package \(package), then drop the file again.")
  }

  // MARK: Starting

  private func spawn(_ arguments: [String], _ input: CInt, _ output: CInt, _ errors: CInt) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    let status = Self.withStrings(arguments) { list in
      Self.withStrings(["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent"]) { environment -> CInt in
        guard let list = list.baseAddress, let environment = environment.baseAddress else { return EINVAL }
        return posix_spawn(&child, arguments[0], &actions, &attributes, list, environment)
      }
    }
    guard status == 0 else {
      throw FormatError(
        .toolMissing,
        "The program \(name) cannot be run (\(String(cString: strerror(status)))); drop the file again later."
      )
    }
    return child
  }

  private static func withStrings<R>(
    _ strings: [String], _ body: (UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    let pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<CChar>?.self, capacity: pointers.count) {
      list in
      for index in pointers.indices { list.initializeElement(at: index, to: pointers[index]) }
      return body(list)
    }
  }

  // MARK: Following

  private func collect(_ child: pid_t, _ output: Pipe, _ errors: Pipe, _ limits: FormatLimits) throws
    -> Result
  {
    let deadline = Deadline(seconds: limits.seconds)
    guard let process = Descriptor(pidfd_open(child, 0)) else {
      _ = end(child)
      throw FormatError(
        .tooBig, "There is no file descriptor left to run \(name); drop the file again later.")
    }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var written: [UInt8] = []
    var said: [UInt8] = []
    var outputIsOpen = true
    var errorsAreOpen = true
    while true {
      var waited = [
        pollfd(fd: process.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: outputIsOpen ? output.reader : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorsAreOpen ? errors.reader : -1, events: Int16(POLLIN), revents: 0),
      ]
      let left = deadline.left
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
      let ready = poll(&waited, 3, CInt(clamping: milliseconds + 1))
      if ready == 0, deadline.left == .zero {
        _ = end(child)
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
        _ = end(child)
        throw FormatError(
          .tooBig,
          "The text of the file is longer than \(limits.unpacked) bytes; split it and drop the parts.")
      }
      if isOver {
        return Result(status: end(child), output: written, errors: String(decoding: said, as: UTF8.self))
      }
    }
  }

  /// Ends the whole group and gives the status of its first process.
  ///
  /// The group is killed before its first process is waited for: until then the number of the group cannot be another's.
  private func end(_ child: pid_t) -> Int {
    kill(-child, SIGKILL)
    var status: CInt = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? Int(status >> 8 & 0xFF) : 128 + Int(signal)
  }
}

/// Both ends of a pipe; ours does not wait.
private final class Pipe {
  let reader: CInt
  private(set) var writer: CInt

  init?() {
    var ends: [CInt] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { return nil }
    reader = ends[0]
    writer = ends[1]
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(reader)
    closeWriter()
  }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// Takes what there is; false at the end of it.
  func drain(_ buffer: inout [UInt8], to bytes: inout [UInt8], atMost limit: Int) -> Bool {
    while bytes.count < limit {
      let count = buffer.withUnsafeMutableBytes { read(reader, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
    }
    return true
  }
}
