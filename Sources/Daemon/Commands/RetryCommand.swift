import ArgumentParser
import Bulletins
import Handlers
import Store

/// `bulletind retry`: tries again what failed, or runs a new handler over old bulletins.
struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Tries again what failed; runs a handler over old bulletins.",
    discussion: """
      Without --since: what failed or was given up is tried again at once, all of it, one handler's or one bulletin's. With
      --handler and --since an external handler gets every bulletin accepted since that day that is routed to it now and that
      it has not got, each once for each version: raise `version` in its file to run it over all of them again.

      Examples:
        bulletind retry
        bulletind retry --handler mail-red
        bulletind retry --handler csv --since 2026-09-01
        bulletind retry 12
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "A bulletin: its number, the beginning of its hash, or its file name.")
  var bulletin: String?
  @Option(help: "Only this handler.")
  var handler: String?
  @Option(help: "Also old bulletins, accepted on or after a day (YYYY-MM-DD).")
  var since: String?

  func validate() throws {
    if let since, Day(iso: since) == nil {
      throw ValidationError("--since takes a day as YYYY-MM-DD, not “\(since)”.")
    }
    if since != nil, handler == nil || bulletin != nil {
      throw ValidationError("--since goes with --handler NAME, and without a bulletin.")
    }
  }

  func run() throws {
    let operation = try DeliveryOperation(common.load())
    let isBuiltIn = handler.map { name in HandlerRegistry.handlers.contains { $0.name == name } } ?? false
    if let handler, !isBuiltIn { try operation.expectExternal(handler) }
    var made = 0
    if let handler, let day = since.flatMap({ Day(iso: $0) }) {
      if isBuiltIn {
        throw Failure.NotFound(
          description:
            "\(handler) is built in and ran over every bulletin; without --since what failed is tried again")
      }
      made = try Backlog(operation).enqueue(for: handler, since: Timestamp(startOf: day))
    }
    let now = Clock.system.now()
    let again = try operation.store.write { session in
      let receipt = try bulletin.flatMap { try ReceiptLookup.find($0, in: session).last }
      let subject = receipt.map { $0.original ?? $0.id }
      return try session.retryDeliveries(to: handler, of: subject, at: now)
        + session.retryEffects(of: handler, on: subject, at: now)
    }
    operation.ring()
    Output.line("\(again) are tried again\(since == nil ? "" : ", \(made) are new")")
  }
}

/// Old bulletins for a new or changed handler.
struct Backlog {
  private static let page = 200
  private let store: Store
  private let runner: HandlerRunner

  init(_ operation: DeliveryOperation) {
    store = operation.store
    runner = HandlerRunner(router: operation.configuration.router)
  }

  /// Makes the deliveries that were not made, oldest first.
  ///
  /// - Returns: how many were made.
  /// - Throws: the database's error.
  func enqueue(for handler: String, since: Timestamp) throws -> Int {
    var made = 0
    var last: Int64 = 0
    while true {
      let receipts = try store.read { try $0.accepted(since: since, after: last, limit: Backlog.page) }
      guard let end = receipts.last else { return made }
      last = end.id
      made += try store.write { session in
        try receipts.map { receipt in
          let received = ReceivedBulletin(
            id: receipt.id, hash: receipt.hash ?? "", fileName: receipt.displayName,
            bulletin: try session.bulletin(of: receipt), articleIDs: [], revises: receipt.revises)
          return try runner.enqueue(received, only: handler, in: session, at: Clock.system.now())
        }.reduce(0, +)
      }
    }
  }
}
