import ArgumentParser

/// `bulletind courier`: the second unit.
struct CourierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "courier", abstract: "Runs external handlers on what was accepted.",
    discussion: """
      Works the deliveries to the commands of handlers.d: each bulletin goes to a command's standard input as one JSON
      document; exit status 0 is done, 75 try again, all else failed. What a command prints goes to the journal. SIGHUP reads
      the configuration again, SIGTERM ends it after what is on its way.

      Examples:
        bulletind courier
        bulletind courier --once        works off what is due, and exits
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Work off what is due and exit.")
  var once = false

  func run() async throws {
    Signals.ignoreHarmless()
    let port: any JournalPort = SystemJournal() ?? StandardErrorJournal()
    let configuration = try common.load()
    let path = common.config
    let patience = Patience(voice: Voice(port: port), clock: .system)
    if once {
      try await CourierService(configuration: configuration, path: path, port: port).runOnce()
    } else {
      try await patience.until { try CourierService(configuration: configuration, path: path, port: port) }
        .run()
    }
  }
}
