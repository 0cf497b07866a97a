import Glibc
import Handlers
import Processes
import Store

/// One run of an external handler's program: blocks until it is over or stopped.
struct HandlerProcess: Sendable {
  /// How it ended.
  enum End: Sendable, Equatable {
    /// By itself: the exit status, or 128 and the number of a signal.
    case exited(Int)
    case tooLong
    case tooLoud
    /// We end, and it did not in time.
    case stopped
    /// It could not be started: why, and whether that may pass.
    case notStarted(String, passes: Bool)
  }

  /// What came of it.
  struct Result: Sendable {
    var end: End
    var output: [UInt8] = []
    /// What it wrote to standard error, as far as it is kept.
    var errors: [UInt8] = []
    /// How many processes it left behind.
    var orphans = 0
    /// True if it read something of its standard input.
    var hasReadInput = false
  }

  /// So much of standard error is kept, bytes.
  private static let mostErrors = 16 << 10

  let handler: ExternalHandler
  /// `BULLETIN_ID`, `DELIVERY_ID`, `ATTEMPT`: names and values.
  let variables: [(String, String)]
  /// The document for its standard input.
  let input: [UInt8]
  /// A descriptor that can be read when everything is to end; -1 for never.
  var stop: Int32 = -1

  /// Runs it.
  func run() -> Result {
    guard access(handler.command[0], X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      return Result(
        end: .notStarted(
          "\(handler.command[0]) cannot be run (\(reason)); mend the path in \(handler.name).yaml or chmod +x it",
          passes: false))
    }
    guard let file = OwnedDescriptor.memory(input), let output = OutputPipe(), let errors = OutputPipe()
    else {
      return Result(end: .notStarted("there is no memory or file descriptor left", passes: true))
    }
    file.forgetReading()
    do {
      let child = try Orphans.start(program, file.number, output.writer, errors.writer)
      output.closeWriter()
      errors.closeWriter()
      let id = child.id
      var result = follow(child, output, errors)
      result.hasReadInput = file.wasRead
      result.orphans = Orphans.endAll(of: variables.first { $0.0 == "DELIVERY_ID" }?.1 ?? "", session: id)
      return result
    } catch Program.Failure.limiterMissing {
      return Result(end: .notStarted("prlimit is missing: install the package util-linux", passes: false))
    } catch Program.Failure.refused(let code) {
      return Result(
        end: .notStarted("it cannot be started: \(String(cString: strerror(code)))", passes: true))
    } catch {
      return Result(end: .notStarted("it cannot be started: \(error)", passes: true))
    }
  }

  private var program: Program {
    var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"]
    environment["HOME"] = handler.folder
    environment.merge(handler.environment) { $1 }
    environment["HANDLER"] = handler.name
    for (name, value) in variables { environment[name] = value }
    return Program(
      command: handler.command, environment: environment.map { "\($0.key)=\($0.value)" }.sorted(),
      folder: access(handler.folder, X_OK) == 0 ? handler.folder : "/", hasSession: true,
      bounds: Program.Bounds(
        data: handler.memory, seconds: Int(handler.timeout.rounded(.up)) + 1, files: 256, fileSize: 1 << 30))
  }

  private func follow(_ child: consuming ChildProcess, _ output: OutputPipe, _ errors: OutputPipe) -> Result {
    var child = child
    let deadline = Clock.system.monotonic() + handler.timeout
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var result = Result(end: .stopped)
    var outputIsOpen = true
    var errorsAreOpen = true
    while true {
      let readable = Int16(POLLIN)
      var waited = [
        pollfd(fd: child.over, events: readable, revents: 0), pollfd(fd: stop, events: readable, revents: 0),
        pollfd(fd: outputIsOpen ? output.reader : -1, events: readable, revents: 0),
        pollfd(fd: errorsAreOpen ? errors.reader : -1, events: readable, revents: 0),
      ]
      let left = deadline - Clock.system.monotonic()
      let ready = poll(&waited, nfds_t(waited.count), Int32(clamping: Int(max(0, left) * 1_000) + 1))
      if ready < 0, errno != EINTR { break }
      let isOver = ready > 0 && waited[0].revents != 0
      if outputIsOpen {
        outputIsOpen = output.drain(&buffer, to: &result.output, atMost: handler.output + 1)
      }
      if errorsAreOpen { errorsAreOpen = errors.drain(&buffer, to: &result.errors, atMost: .max) }
      if result.errors.count > HandlerProcess.mostErrors {
        result.errors.removeLast(result.errors.count - HandlerProcess.mostErrors)
      }
      if result.output.count > handler.output {
        result.end = .tooLoud
        result.output.removeLast(result.output.count - handler.output)
        break
      }
      if isOver {
        result.end = .exited(Orphans.end(&child))
        return result
      }
      if ready > 0, waited[1].revents != 0 { break }
      if deadline <= Clock.system.monotonic() {
        result.end = .tooLong
        break
      }
    }
    Orphans.end(&child)
    return result
  }
}

extension HandlerProcess.Result {
  /// What it means for the delivery: 0 done, 75 (EX_TEMPFAIL, sysexits.h) again later, all else failed.
  func outcome(of handler: ExternalHandler) -> DeliverySchedule.Outcome {
    switch end {
    case .exited(0): .done
    case .exited(Int(EX_TEMPFAIL)): .temporary("it asked to be tried again (exit status 75)\(lastWords)")
    case .exited(let status) where status > 128:
      .failed("it was ended by signal \(status - 128)\(lastWords)")
    case .exited(let status): .failed("it ended with exit status \(status)\(lastWords)")
    case .tooLong: .failed("it took longer than \(handler.timeout) s and was stopped\(lastWords)")
    case .tooLoud: .failed("it printed more than \(handler.output) bytes and was stopped")
    case .stopped: .temporary("it was stopped because bulletind ends")
    case .notStarted(let why, passes: true): .temporary(why)
    case .notStarted(let why, passes: false): .failed(why)
    }
  }

  /// The last line of standard error, which usually tells why.
  private var lastWords: String {
    let text = String(decoding: errors, as: UTF8.self)
    guard let line = text.split(whereSeparator: \.isNewline).last else { return "" }
    return ": \(line.prefix(200))"
  }
}
