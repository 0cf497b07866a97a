import Foundation

/// A thread for something that blocks for long.
enum OwnThread {
  /// Does something on a thread of its own, and hands over what came of it.
  static func run<Value: Sendable>(
    _ name: String, _ body: @escaping @Sendable () -> Value, then: @escaping @Sendable (Value) async -> Void
  ) {
    let thread = Thread {
      let value = body()
      Task { await then(value) }
    }
    thread.name = name
    thread.start()
  }
}
