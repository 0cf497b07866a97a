import ArgumentParser

/// `bulletind run`: the service.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the service.",
    discussion: """
      Watches the inbox, accepts what is dropped and tells the journal. SIGHUP reads the configuration again, SIGTERM ends
      it after what is on its way. Without a journal the lines go to standard error.

      Examples:
        bulletind run
        bulletind run --once --config test.yaml    takes in what stands in the inbox, and exits
        bulletind run --with-courier               runs external handlers too, without the second unit
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "Drain the inbox and exit.")
  var once = false
  @Flag(help: "Work the deliveries to external handlers too, as bulletind courier does.")
  var withCourier = false

  func run() async throws {
    Signals.ignoreHarmless()
    let port: any JournalPort = SystemJournal() ?? StandardErrorJournal()
    let configuration = try common.load()
    let path = common.config
    if once {
      try await Service(configuration: configuration, path: path, port: port, withCourier: withCourier)
        .runOnce()
    } else {
      let patience = Patience(voice: Voice(port: port), clock: .system)
      let withCourier = withCourier
      try await patience.until {
        try Service(configuration: configuration, path: path, port: port, withCourier: withCourier)
      }.run()
    }
  }
}
