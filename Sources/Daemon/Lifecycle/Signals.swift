import Foundation
import Glibc

/// Signals as a stream. They are blocked in every thread and taken by one that waits for them (sigwait(3)).
enum Signals {
  private static let taken = [SIGTERM, SIGINT, SIGHUP]

  /// Blocks them. To be called before any other thread exists, which inherits the mask. SIGIO is sent by a lease that is
  /// broken and would end the process; SIGPIPE by a reader that has gone.
  static func block() {
    var set = mask(taken + [SIGIO, SIGPIPE])
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// The signals as they come.
  static let stream: AsyncStream<Int32> = AsyncStream { continuation in
    let thread = Thread {
      var set = mask(taken)
      while true {
        var signal: Int32 = 0
        if sigwait(&set, &signal) == 0 { continuation.yield(signal) }
      }
    }
    thread.name = "signals"
    thread.start()
  }

  private static func mask(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
