import Glibc
import Store
import Synchronization

/// What the running service is told to do, by signals or by its own parts.
final class Orders: Sendable {
  enum Order: Sendable { case reload, end }

  /// The orders as they come.
  let stream: AsyncStream<Order>
  private let continuation: AsyncStream<Order>.Continuation
  private let found = Mutex<StoreError?>(nil)

  init() { (stream, continuation) = AsyncStream.makeStream(of: Order.self) }

  /// Takes signals for orders: SIGHUP reloads, the others end.
  func take(_ signals: AsyncStream<Int32>) {
    Task { for await signal in signals { continuation.yield(signal == SIGHUP ? .reload : .end) } }
  }

  /// Ends the service.
  func end() { continuation.yield(.end) }

  /// The database is damaged: the service ends, and the next start makes it anew.
  func damaged(_ error: StoreError) {
    found.withLock { $0 = $0 ?? error }
    continuation.yield(.end)
  }

  /// The damage that ended it.
  var damage: StoreError? { found.withLock { $0 } }
}
