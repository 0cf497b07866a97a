@testable import Daemon

extension ConfigurationFile {
  /// What a configuration is refused for; nothing if it is right.
  static func problems(_ yaml: String) -> [String] {
    do {
      _ = try parse(yaml, file: "f.yaml")
      return []
    } catch let error as Refused {
      return error.problems
    } catch {
      return ["\(error)"]
    }
  }
}
