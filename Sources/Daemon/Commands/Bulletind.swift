import ArgumentParser
import CLinux

/// The command `bulletind`: parses its arguments and calls one thing.
@main
struct Bulletind: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bulletind",
    abstract: "Watches an inbox for office bulletins and reports red, yellow and blue to the journal.",
    discussion: """
      Drop a file into the inbox; read what it means with journalctl -t bulletind.

      Examples:
        bulletind check page.txt           what would be understood, without touching anything
        bulletind run                      the service (systemd starts it)
        bulletind search 督查 小广告          full text over all articles
        bulletind list --red               bulletins that report red
        bulletind why page.txt             why it did or did not raise an alert
        journalctl -t bulletind -p alert   the red alerts

      Exit status: 0 done; check: 1 if any red, else 65 if any rejected, 66 if any unreadable; otherwise sysexits.h.
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, CheckCommand.self, SearchCommand.self, ShowCommand.self, ListCommand.self,
      StatusCommand.self, LedgerCommand.self, RankCommand.self, DigestCommand.self, FiguresCommand.self,
      WhyCommand.self, DropCommand.self, ConfigCommand.self, AuditCommand.self, RebuildCommand.self,
      CourierCommand.self, RetryCommand.self, HoldCommand.self, ReleaseCommand.self, HandlerCommand.self,
    ])

  static func main() async {
    linux_use_few_heaps()
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Failure.exit(error, of: Self.self)
    }
  }
}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration file.", completion: .file())
  var config: String?

  /// The configuration in force.
  ///
  /// - Throws: `ConfigurationFile.Refused`.
  func load() throws -> Configuration { try ConfigurationFile.load(path: config) }
}
