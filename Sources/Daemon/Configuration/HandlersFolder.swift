import Foundation
import Glibc
import Handlers
import Yams

/// Reads handlers.d: each NAME.yaml is an external handler.
enum HandlersFolder {
  /// The handlers of a folder, by name; none if there is no such folder.
  ///
  /// - Parameter problems: gets what is wrong, a sentence each, with file, line and what to do.
  static func read(_ path: String, problems: inout [String]) -> [ExternalHandler] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    var handlers: [ExternalHandler] = []
    for name in names.sorted() where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
      if let handler = handler(name, in: path, problems: &problems) { handlers.append(handler) }
    }
    return handlers
  }

  private static func handler(_ fileName: String, in folder: String, problems: inout [String])
    -> ExternalHandler?
  {
    let file = folder + "/" + fileName
    let name = String(fileName.dropLast(".yaml".count))
    guard isName(name) else {
      problems.append(
        "\(file): `\(name)` is no name for a handler: use small letters, digits and -, beginning with a letter, such as mail-red.yaml"
      )
      return nil
    }
    if HandlerRegistry.handlers.contains(where: { $0.name == name }) {
      problems.append("\(file): `\(name)` is a built-in handler; rename the file")
      return nil
    }
    var info = stat()
    if stat(file, &info) == 0, info.st_mode & S_IWOTH != 0 {
      problems.append(
        "\(file): everybody may write to it, and it names a program to run; run chmod o-w \(file)")
      return nil
    }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      problems.append("\(file): cannot be read as UTF-8 text; give bulletind the right to read it")
      return nil
    }
    var section = ConfigurationSection(file: file)
    var handler = ExternalHandler(name: name, command: [], folder: folder)
    do {
      guard let root = try Yams.compose(yaml: text) else {
        problems.append("\(file): is empty; it needs at least `command`, the program to run")
        return nil
      }
      section.read(root, into: &handler, keys: HandlerKeys.all, path: "")
    } catch {
      problems.append("\(file): is not valid YAML: \(error)")
      return nil
    }
    if section.problems.isEmpty, handler.command.isEmpty {
      section.problems.append("\(file): `command` is missing: name the program to run, such as ./\(name)")
    }
    problems += section.problems
    return section.problems.isEmpty ? handler : nil
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first), name.utf8.count <= 64 else {
      return false
    }
    return name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
