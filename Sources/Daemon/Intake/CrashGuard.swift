import CLinux
import Glibc

/// Finds the file that crashes the reader, so that it cannot do so for ever.
///
/// While a file is read, its hash stands in `work/.reading`; a crash of the program itself adds a mark (a kill from outside
/// does not, nor does a crash of another thread). The next start reads that file once more; if that crashes too, the start after it refuses the file unread.
///
/// One file is read at a time, on whatever thread.
final class CrashGuard: Sendable {
  /// The note, in work/.
  static let name = FileName(".reading")
  private static let crashed = "crashed"
  /// So many crashes are believed to be the file's fault.
  private static let enough = 2

  private let file: Descriptor
  /// The file that crashed the last run, and how often.
  private let culprit: (hash: String, crashes: Int)?

  /// Sees how the last run ended.
  ///
  /// - Parameter marking: false leaves the handling of crashes to whoever has it (a test's runner).
  /// - Throws: `SystemError`.
  init(work: Folder, marking: Bool) throws {
    let path = work.path(of: CrashGuard.name)
    let note = try work.append(to: CrashGuard.name, mode: 0o640)
    let text = try note.read(limit: 4096, expecting: 128, path: path)
    let words = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count == 3, words[2] == CrashGuard.crashed, let crashes = Int(words[1]) {
      culprit = (words[0], crashes)
    } else {
      culprit = nil
    }
    if marking { linux_mark_crashes(note.raw) }
    file = note
  }

  /// True if a file must not be read again.
  func condemns(_ hash: String) -> Bool {
    guard let culprit else { return false }
    return culprit.hash == hash && culprit.crashes >= CrashGuard.enough
  }

  /// Reads a file under guard.
  func reading<Value>(_ hash: String, _ body: () -> Value) -> Value {
    let crashes = culprit?.hash == hash ? (culprit?.crashes ?? 0) + 1 : 1
    _ = ftruncate(file.raw, 0)
    // If the note cannot be written, only its service after a crash is lost.
    try? file.write(Array("\(hash) \(crashes)\n".utf8), path: "work/.reading")
    linux_reading(1)
    defer {
      linux_reading(0)
      _ = ftruncate(file.raw, 0)
    }
    return body()
  }
}
