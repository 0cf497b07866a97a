import Foundation

/// The project's own files.
enum Project {
  /// The path of a file of the project.
  static func path(_ name: String) -> String {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return tests.deletingLastPathComponent().appending(path: name).path
  }
}
