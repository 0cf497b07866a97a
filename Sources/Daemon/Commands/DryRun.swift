import Bulletins
import Formats
import Glibc
import Handlers
import Store

/// Reads files as the intake would, and does nothing with them.
struct DryRun {
  private let reading: Reading
  private let limit: Int
  private let asOf: Day?
  private let runner: HandlerRunner
  /// Nil where no procedure is configured.
  private let stages: StageReader?
  private let inbox: String
  private let clock = Clock.system

  init(configuration: Configuration, asOf: Day? = nil) {
    var reading = Reading()
    reading.apply(configuration)
    self.reading = reading
    limit = configuration.limits.bulletin
    self.asOf = asOf
    var runner = HandlerRunner()
    runner.apply(configuration)
    self.runner = runner
    stages = configuration.procedures.isEmpty ? nil : StageReader(configuration.procedures)
    inbox = configuration.folders.inbox
  }

  /// What came of one file.
  struct Result {
    var file: String
    var hash: String?
    /// What was understood, or why not.
    var outcome: Candidate.Outcome?
    /// The handlers that would get it.
    var route: [String] = []
    /// The stages of procedures that it reports; nil where no procedure is configured.
    var stages: [StageReport]?
    /// Why it could not even be read.
    var unreadable: (code: String, reason: String)?

    /// What `check` exits with for this file alone.
    var exitStatus: Int32 {
      if unreadable != nil { return EX_NOINPUT }
      switch outcome {
      case .understood(let understood): return understood.bulletin.isRed ? 1 : EX_OK
      default: return EX_DATAERR
      }
    }
  }

  /// The status that tells more: red, then rejected, then unreadable.
  static func worse(_ left: Int32, _ right: Int32) -> Int32 {
    let order = [1, EX_DATAERR, EX_NOINPUT, EX_OK]
    return order.first { $0 == left || $0 == right } ?? EX_OK
  }

  /// Reads one file.
  func check(_ path: String) -> Result {
    let (parent, name) = Spool.split(Array(path.utf8))
    let folderPath =
      parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(decoding: parent, as: UTF8.self)
    do {
      let folder = try Folder(path: folderPath)
      guard let entry = try folder.entry(name) else { throw SystemError("open", path, code: ENOENT) }
      var settle = Settle(quiet: 0, quietEmpty: 0)
      let claim = try Claimer(inbox: folder, limit: limit).claim(name, whole: true, settle: &settle, now: 0)
      switch claim {
      case .file(let file): return result(path, file.bytes, hash: file.hash, name: name)
      case .refused(let refusal) where refusal.code == Refusal.Code.unreadable.rawValue:
        return Result(file: path, unreadable: (refusal.code, refusal.reason))
      case .refused(let refusal):
        return Result(file: path, outcome: .refused(code: refusal.code, reason: refusal.reason))
      case .folder:
        return Result(
          file: path, unreadable: ("folder", "\(name.display) is a folder; name the files in it."))
      case .wait, .gone:
        // Somebody has it open for writing: here that is no reason not to look.
        let bytes = try folder.open(name).read(limit: limit, expecting: Int(entry.stamp.size), path: path)
        return result(path, bytes, hash: Digest.hex(of: bytes), name: name)
      }
    } catch {
      return Result(file: path, unreadable: ("unreadable", "\(error)"))
    }
  }

  private func result(_ path: String, _ bytes: [UInt8], hash: String, name: FileName) -> Result {
    let outcome = Candidate.Outcome(
      reading, bytes: bytes, name: name, today: clock.now().localDay, asOf: asOf)
    var route: [String] = []
    if case .understood(let understood) = outcome {
      route = runner.route(of: understood.bulletin, name: inboxName(path, name))
    }
    var result = Result(file: path, hash: hash, outcome: outcome, route: route)
    if case .understood(let understood) = outcome { result.stages = stages?.reports(in: understood.bulletin) }
    return result
  }

  /// The name that it has, or would have, in the inbox: a file in a sub-folder of the inbox keeps that.
  private func inboxName(_ path: String, _ name: FileName) -> String {
    guard path.hasPrefix(inbox + "/") else { return name.display }
    return String(path.dropFirst(inbox.count + 1)).printable
  }
}

extension DryRun.Result {
  /// The line of `check --json` (DESIGN.md).
  var json: JSON {
    var encoding: String?
    var understood: Bulletin?
    var reason = unreadable
    switch outcome {
    case .understood(let value):
      understood = value.bulletin
      encoding = value.encoding
    case .refused(let code, let text): reason = (code, text)
    case nil: break
    }
    let head: [(String, JSON)] = [
      ("file", .string(file)), ("sha256", JSON(hash)), ("encoding", JSON(encoding)),
      ("kind", JSON(understood?.kind.rawValue)),
      ("verdict", .string(understood == nil ? "rejected" : "accepted")),
      ("reason", JSON(reason?.reason)), ("reason_code", JSON(reason?.code)),
    ]
    let empty: [(String, JSON)] = [
      ("red", .bool(false)), ("as_of", .null), ("articles", .array([])), ("items", .array([])),
      ("remarks", .array([])),
    ]
    let members = (understood?.jsonMembers ?? empty).filter { $0.0 != "kind" }
    let route = ("route", JSON(route))
    let told = stages.map { [("stages", JSON.array($0.map(\.json)))] } ?? []
    return .object(head + members.prefix(2) + [route] + members.dropFirst(2) + told)
  }

  /// The lines for people.
  var text: String {
    switch outcome {
    case .understood(let understood):
      (BulletinText.lines(understood.bulletin, name: file.printable, encoding: understood.encoding)
        + (stages ?? []).map { "  \($0.line)".printable } + ["  goes to \(route.joined(separator: ", "))"])
        .joined(separator: "\n")
    case .refused(_, let reason): "\(file.printable): would be rejected: \(reason.printable)"
    case nil: "\(file.printable): cannot be read: \(unreadable?.reason.printable ?? "")"
    }
  }
}

extension StageReport {
  /// For people.
  fileprivate var line: String {
    let subject = [unit, item].compactMap { $0 }.joined(separator: "｜")
    return "stage of \(procedure): \(stages.joined(separator: "、")): \(subject) “\(quote)”"
  }

  /// For programs.
  fileprivate var json: JSON {
    .object([
      ("procedure", .string(procedure)), ("stages", JSON(stages)), ("item", .string(item)),
      ("unit", JSON(unit)), ("quote", .string(quote)),
    ])
  }
}
