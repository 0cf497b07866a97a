import Foundation
import Glibc
import Handlers
import Yams

/// Reads the configuration file and refuses what is wrong in it, with file, line and the nearest right key.
enum ConfigurationFile {
  /// Where it is unless `--config` says otherwise.
  static let standardPath = "/etc/bulletind/bulletind.yaml"

  /// Everything that is wrong with a configuration, a sentence each.
  struct Refused: Error, CustomStringConvertible, Equatable {
    let problems: [String]
    var description: String { problems.joined(separator: "\n") }
  }

  /// The configuration in force for a command.
  ///
  /// - Parameter path: `--config`; nil means the standard file, which may be missing.
  /// - Throws: `Refused`.
  static func load(path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws
    -> Configuration
  {
    var configuration = Configuration()
    // systemd sets it for StateDirectory= (systemd.exec(5)).
    if let state = environment["STATE_DIRECTORY"]?.split(separator: ":").first {
      configuration.folders.state = String(state)
    }
    let file = path ?? standardPath
    if path == nil, access(file, F_OK) != 0 { return try withHandlers(configuration, file: file) }
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw Refused(problems: ["\(file): cannot be read as UTF-8 text; give bulletind the right to read it"])
    }
    return try withHandlers(parse(text, file: file, over: configuration), file: file)
  }

  /// Adds what stands in handlers.d, and compares the routes with it.
  private static func withHandlers(_ configuration: Configuration, file: String) throws -> Configuration {
    var configuration = configuration
    var problems: [String] = []
    configuration.router.handlers = HandlersFolder.read(configuration.folders.handlers, problems: &problems)
    problems += RouteProblems.unknown(
      configuration.router, file: file, folder: configuration.folders.handlers)
    guard problems.isEmpty else { throw Refused(problems: problems) }
    return configuration
  }

  /// Reads a configuration's text over a given one.
  ///
  /// - Throws: `Refused` with everything that is wrong.
  static func parse(_ text: String, file: String, over base: Configuration = Configuration()) throws
    -> Configuration
  {
    var configuration = base
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Refused(problems: ["\(file): is not valid YAML: \(error)"])
    }
    guard let root, root != Node("", Tag(.null)) else { return configuration }
    var section = ConfigurationSection(file: file)
    section.read(root, into: &configuration, keys: ConfigurationKeys.all, path: "")
    if section.problems.isEmpty { section.compareThresholds(of: configuration, in: root) }
    if section.problems.isEmpty {
      section.problems += ConfigurationPaths.problems(configuration.folders, file: file)
    }
    guard section.problems.isEmpty else { throw Refused(problems: section.problems) }
    return configuration
  }
}
