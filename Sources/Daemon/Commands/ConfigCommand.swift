import ArgumentParser

/// `bulletind config --check`: validates the configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Validates the configuration.",
    discussion: """
      Prints what is wrong with file, line and the nearest right key, and exits with 78. systemctl reload calls it first.

      Example:
        bulletind config --check --config /etc/bulletind/bulletind.yaml
      """)

  @OptionGroup var common: CommonOptions
  @Flag(name: .customLong("check"), help: "Validate and say so.")
  var check = false

  func run() throws {
    let folders = try common.load().folders
    Output.line("\(common.config ?? ConfigurationFile.standardPath): valid; the inbox is \(folders.inbox)")
  }
}
