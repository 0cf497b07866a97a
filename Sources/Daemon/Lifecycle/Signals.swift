import Dispatch
import Glibc

/// Signals as a stream.
///
/// A dispatch source takes them whichever thread they reach: after `dispatchMain` the main thread lies in sigsuspend(2)
/// with all signals open, so that blocking them everywhere and waiting in one thread would let SIGTERM kill the process.
enum Signals {
  /// Ignores what must not end the process: SIGIO is sent by a lease that is broken (fcntl(2)), SIGPIPE by a reader that
  /// has gone.
  static func ignoreHarmless() {
    signal(SIGIO, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
  }

  /// SIGTERM, SIGINT and SIGHUP as they come.
  static func stream() -> AsyncStream<Int32> {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
    let queue = DispatchQueue(label: "signals")
    let sources = [SIGTERM, SIGINT, SIGHUP].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return Source(value: source)
    }
    continuation.onTermination = { _ in sources.forEach { $0.value.cancel() } }
    return stream
  }

  /// `DispatchSourceSignal` is not marked Sendable on Linux.
  ///
  /// Unchecked because libdispatch's objects may be used from any thread (dispatch_object(3)) and this one is only
  /// cancelled.
  private struct Source: @unchecked Sendable {
    let value: any DispatchSourceSignal
  }
}
