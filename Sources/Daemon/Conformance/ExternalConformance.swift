import Bulletins
import Foundation
import Glibc
import Handlers
import Store

/// Runs an external handler on invented bulletins, as the courier would.
struct ExternalConformance {
  let handler: ExternalHandler

  /// A run of the program: what is special about it, what it is given, and what to add to a problem.
  private struct Trial {
    var name: String
    var document: DeliveryDocument
    var hint = ""
  }

  /// All checks, in their order. One that hangs is tried no further.
  func run() -> [ConformanceFinding] {
    Orphans.adopt()
    var findings = [ConformanceFinding(check: "its program can be run", problem: program)]
    guard findings[0].problem == nil else { return findings }
    let before = FolderContents(path: handler.folder)
    var hasRead = false
    for trial in trials {
      let result = run(trial.document)
      findings.append(
        ConformanceFinding(check: trial.name, problem: problem(of: result).map { $0 + trial.hint }))
      hasRead = hasRead || result.hasReadInput
      if result.end == .tooLong { break }
    }
    findings.append(
      ConformanceFinding(
        check: "it leaves the folder of its file alone",
        problem: misplaced(FolderContents(path: handler.folder).changes(since: before))))
    var reading = ConformanceFinding(check: "it reads its standard input")
    if !hasRead {
      reading.remark =
        "it read nothing of any bulletin; the document is on standard input, nothing is in arguments"
    }
    return findings + [reading]
  }

  private var trials: [Trial] {
    var trials = ConformanceBulletins.all.flatMap { documents($0.name, $0.bulletin) }
      .map { Trial(name: $0.0, document: $0.1) }
    guard let first = trials.first?.document else { return trials }
    trials.append(
      Trial(
        name: "the same delivery a second time", document: again(first),
        hint:
          "; a handler may get a delivery again after a crash: it must know DELIVERY_ID again, or do no harm twice"
      ))
    if handler.each == .announcement {
      trials.append(
        Trial(
          name: "an announcement about no bulletin", document: unbound(first),
          hint: "; `bulletin` is null for digests, refused files and items that became overdue"))
    }
    return trials
  }

  private func misplaced(_ names: [String]) -> String? {
    guard let name = names.first else { return nil }
    return """
      it wrote \(handler.folder)/\(name.printable), beside its program, where the courier's unit lets nobody write; write to a \
      folder that `environment` names and ReadWritePaths= allows
      """
  }

  private var program: String? {
    access(handler.command[0], X_OK) == 0
      ? nil
      : "\(handler.command[0]) cannot be run (\(String(cString: strerror(errno)))); mend `command`, or run chmod +x \(handler.command[0])"
  }

  /// A document for the first part of a bulletin that the handler is run for; all of it if its `when` leaves nothing.
  func documents(_ name: String, _ bulletin: Bulletin) -> [(String, DeliveryDocument)] {
    let hash = Digest.hex(of: [name])
    var everything = handler
    everything.when = Condition()
    let announcement = OutboxEntry.conformance(hash)
    let parts = everything.parts(of: bulletin, name: "test.txt", announcements: [announcement])
    return parts.prefix(1).map { part in
      (name, document(of: bulletin, part, hash: hash, attempt: 0, announcement))
    }
  }

  private func document(
    of bulletin: Bulletin, _ part: DeliveryPart, hash: String, attempt: Int, _ announcement: OutboxEntry
  ) -> DeliveryDocument {
    let now = Clock.system.now()
    var receipt = Receipt(
      hash: hash, verdict: .accepted, name: Array("test.txt".utf8), path: [], received: now,
      stamp: FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0))
    receipt.unit = bulletin.unit
    let delivery = ExternalDelivery(
      id: 0, deliveryID: Digest.hex(of: ["test", hash, part.key, handler.name]), bulletin: 0,
      handler: handler.name, version: handler.version, part: part.key, red: part.red, created: now,
      attempts: attempt)
    return DeliveryDocument(
      receipt: receipt, bulletin: bulletin, delivery: delivery,
      announcement: handler.each == .announcement ? announcement : nil)
  }

  /// The same delivery again: a handler runs at least once, and must stand a second time.
  private func again(_ document: DeliveryDocument) -> DeliveryDocument {
    var delivery = document.delivery
    delivery.attempts += 1
    return DeliveryDocument(
      receipt: document.receipt, bulletin: document.bulletin, delivery: delivery,
      announcement: document.announcement)
  }

  /// A digest, or an item that became overdue, comes without a bulletin.
  private func unbound(_ document: DeliveryDocument) -> DeliveryDocument {
    var delivery = document.delivery
    delivery.deliveryID = Digest.hex(of: ["unbound", delivery.deliveryID])
    delivery.bulletin = nil
    return DeliveryDocument(
      receipt: nil, bulletin: nil, delivery: delivery, announcement: document.announcement)
  }

  private func run(_ document: DeliveryDocument) -> HandlerProcess.Result {
    HandlerProcess(
      handler: handler,
      variables: [
        ("BULLETIN_ID", document.receipt?.hash ?? ""), ("DELIVERY_ID", document.delivery.deliveryID),
        ("ATTEMPT", String(document.delivery.attempts + 1)), ("BULLETIND_TEST", "1"),
      ], input: document.bytes
    ).run()
  }

  private func problem(of result: HandlerProcess.Result) -> String? {
    let said = String(decoding: result.errors, as: UTF8.self).split(whereSeparator: \.isNewline).last
    let last = said.map { "; it said: \(String($0.prefix(200)).printable)" } ?? ""
    switch result.end {
    case .exited(0), .exited(Int(EX_TEMPFAIL)): break
    case .exited(let status) where status > 128:
      return
        "it was ended by signal \(status - 128) (out of `memory`, too much CPU time, or a crash)\(last)"
    case .exited(let status):
      return
        "it ended with exit status \(status), which counts as failed; \(HandlerProcess.advice(status))\(last)"
    case .tooLong: return "it took longer than `timeout` (\(handler.timeout) s) and was stopped\(last)"
    case .tooLoud: return "it printed more than `output` (\(handler.output) bytes) and was stopped"
    case .stopped: return "it was stopped"
    case .notStarted(let why, _): return why
    }
    if let refused = HandlerOutput(result.output).lines.flatMap(\.refused).first {
      return "a line that it printed is not what the journal takes: \(refused)"
    }
    if result.orphans > 0 {
      return
        "it left \(result.orphans) process(es) behind, which were ended; wait for what you start, and start nothing in the background"
    }
    return nil
  }
}

extension HandlerProcess {
  /// What an exit status that counts as failed asks its author to do. 126 and 127 are those of prlimit(1) and of shells,
  /// 2 and 64 (EX_USAGE, sysexits.h) are customary for wrong arguments.
  fileprivate static func advice(_ status: Int) -> String {
    switch status {
    case 126, 127:
      "it, the interpreter that its first line (#!) names, or a command in it cannot be run with this PATH"
    case 2, Int(EX_USAGE):
      "if it asks for arguments: it gets those in `command` and no others; the document is on standard input"
    default: "end with 0, or 75 to be tried again"
    }
  }
}

extension OutboxEntry {
  /// An invented announcement.
  fileprivate static func conformance(_ hash: String) -> OutboxEntry {
    var announcement = Announcement(
      .statusRed, message: "red status: 区城建办 口袋公园 “口袋公园建设进度滞后，亮红牌。”; explain to the main leader",
      identity: ["test"])
    announcement.add(.handler, "alert")
    announcement.add(.statusColor, "red")
    announcement.add(.statusItem, "口袋公园")
    announcement.add(.statusQuote, "口袋公园建设进度滞后，亮红牌。")
    return OutboxEntry(
      id: 0, deliveryID: hash, alertID: hash, bulletin: 0, handler: "alert", announcement: announcement,
      created: Timestamp(microseconds: 0), state: .done)
  }
}
