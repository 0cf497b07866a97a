import ArgumentParser
import Handlers
import Store

/// `bulletind hold`: keeps deliveries from an external handler.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Holds the deliveries to an external handler.",
    discussion: """
      What waits for it and what comes stays in the outbox until it is released. A run that is under way is finished.

      Example:
        bulletind hold mail-red
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The name of an external handler.")
  var handler: String

  func run() throws {
    let operation = try DeliveryOperation(common.load())
    try operation.expectExternal(handler)
    let count = try operation.store.write { try $0.hold(handler, at: Clock.system.now()) }
    Output.line("\(handler) is held; \(count) deliveries wait until bulletind release \(handler)")
  }
}

/// `bulletind release`: lets a handler have what was held.
struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Lets an external handler have what was held.",
    discussion: """
      Example:
        bulletind release mail-red
      """)

  @OptionGroup var common: CommonOptions
  @Argument(help: "The name of an external handler.")
  var handler: String

  func run() throws {
    let operation = try DeliveryOperation(common.load())
    try operation.expectExternal(handler)
    let count = try operation.store.write { try $0.release(handler, at: Clock.system.now()) }
    operation.ring()
    Output.line("\(handler) is released; \(count) deliveries are on their way")
  }
}

/// What the commands that operate deliveries share: the database, writable, and the doorbells.
struct DeliveryOperation {
  let configuration: Configuration
  let store: Store

  /// Opens the database.
  ///
  /// - Throws: `StoreError`.
  init(_ configuration: Configuration) throws {
    self.configuration = configuration
    store = try Store(path: configuration.folders.database)
  }

  /// Refuses a name that is no external handler's, now or ever.
  ///
  /// - Throws: `Failure.NotFound`.
  func expectExternal(_ name: String) throws {
    let external = configuration.router.handlers.map(\.name)
    if external.contains(name) { return }
    if HandlerRegistry.handlers.contains(where: { $0.name == name }) {
      throw Failure.NotFound(
        description:
          "\(name) is built in: what it announces goes to the journal and is never held; routes can leave it out"
      )
    }
    let known = try store.read { try $0.deliverySummaries(known: external, at: Clock.system.now()) }.map(
      \.handler)
    if known.contains(name) { return }
    throw Failure.NotFound(
      description:
        "there is no external handler \(name)\(known.isEmpty ? "" : Nearest.hint(name, among: known)); \(configuration.folders.handlers)/\(name).yaml would make one"
    )
  }

  /// Tells daemon and courier that there may be something to do.
  func ring() {
    BellSocket.ring(.courier, in: store)
    BellSocket.ring(.daemon, in: store)
  }
}
