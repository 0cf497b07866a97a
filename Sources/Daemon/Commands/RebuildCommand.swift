import ArgumentParser
import Bulletins
import CLinux
import Glibc
import Store

/// `bulletind rebuild`: makes the database anew.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Makes the database anew from the archive and its manifests.",
    discussion: """
      Reads every archived bulletin again, in the order in which they came. Nothing is announced again. The old database is
      set aside beside the new one, with the time in its name, and never deleted. bulletind must not run meanwhile; it does
      the same by itself at its start if the database is damaged or lost.

      Examples:
        systemctl stop bulletind bulletind-courier
        bulletind rebuild && systemctl start bulletind bulletind-courier
        bulletind rebuild --json
      """)

  @OptionGroup var common: CommonOptions
  @Flag(help: "One JSON object.")
  var json = false

  func run() throws {
    let configuration = try common.load()
    try Ownership.become(ownerOf: configuration.folders.state)
    umask(0o027)
    let state = try Folder.make(path: configuration.folders.state, mode: 0o750)
    // The courier has the same database open.
    let lock = try InstanceLock.take(in: state)
    let courierLock = try InstanceLock.take(in: state, of: .courier)
    let report = try Rebuild(configuration: configuration).run()
    _ = consume courierLock
    _ = consume lock
    if json { Output.line(report.json.text) } else { report.lines.forEach(Output.line) }
  }
}

extension Rebuild.Report {
  /// For people.
  var lines: [String] {
    let old = aside.map { "the old database lies in \($0)" } ?? "there was no old database"
    return remarks.map(\.printable) + ["the database was made anew: \(counts); \(old)".printable]
  }

  /// The journal's entry.
  func told(because reason: String) -> String {
    let old = aside.map { "; the old one lies in \($0)" } ?? ""
    let more = remarks.isEmpty ? "" : "; \(remarks.count) remarks, the first: \(remarks[0])"
    return "the database could not be used (\(reason)) and was made anew: \(counts)\(old)\(more)"
  }

  /// The figures in words.
  var counts: String {
    "\(accepted) accepted, \(aliases) again, \(rejected) rejected; nothing announced again"
      + (outstanding > 0 ? ", \(outstanding) deliveries outstanding as before" : "")
  }

  /// For programs.
  var json: JSON {
    .object([
      ("accepted", .integer(accepted)), ("aliases", .integer(aliases)), ("rejected", .integer(rejected)),
      ("outstanding", .integer(outstanding)), ("old_database", JSON(aside)), ("remarks", JSON(remarks)),
    ])
  }
}

/// Whose files a command makes.
enum Ownership {
  /// An administrator who works on the daemon's files does so as the daemon's user, so that it can use what is made.
  ///
  /// - Throws: `SystemError`.
  static func become(ownerOf path: String) throws {
    guard geteuid() == 0, let folder = try Folder(ifThere: path) else { return }
    var info = stat()
    try check("look at", path) { fstat(folder.descriptor.raw, &info) }
    guard info.st_uid != 0 else { return }
    if let user = getpwuid(info.st_uid) {
      try check("take the groups of the owner of", path) { initgroups(user.pointee.pw_name, info.st_gid) }
    }
    try check("take the group of the owner of", path) { setgid(info.st_gid) }
    try check("take the user of", path) { setuid(info.st_uid) }
  }
}
