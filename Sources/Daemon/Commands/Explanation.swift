import Bulletins
import Glibc
import Store

/// Why something is as it is: sentences, and every colour word of the bulletin with the rule that decided.
struct Explanation {
  private(set) var sentences: [String] = []
  private var bulletin: Bulletin?

  /// Explains a file on the disk, else a bulletin of the database.
  ///
  /// - Throws: `Failure.NotFound`, or the database's error.
  init(of subject: String, configuration: Configuration) throws {
    if access(subject, F_OK) == 0 || Explanation.isLink(subject) {
      explain(file: subject, configuration: configuration)
      return
    }
    let store = try Store(readingFrom: configuration.folders.database)
    try store.read { session in
      guard let receipt = try ReceiptLookup.find(subject, in: session).last else { return }
      try explain(receipt, in: session)
    }
  }

  private static func isLink(_ path: String) -> Bool {
    var info = stat()
    return lstat(path, &info) == 0
  }

  private mutating func explain(file: String, configuration: Configuration) {
    let (parent, name) = Spool.split(Array(file.utf8))
    let path = String(decoding: parent, as: UTF8.self)
    if let folder = configuration.watchedFolders.first(where: { Explanation.isSame(path, $0) }) {
      sentences.append(Explanation.whyWaiting(name, in: folder, configuration: configuration))
    }
    let result = DryRun(configuration: configuration).check(file)
    switch result.outcome {
    case .understood(let understood): explain(understood.bulletin, name: name.display)
    case .refused(_, let reason): sentences.append("It would be rejected: \(reason)")
    case nil: sentences.append(result.unreadable?.reason ?? "It cannot be read.")
    }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    var first = stat()
    var second = stat()
    return stat(left.isEmpty ? "." : left, &first) == 0 && stat(right, &second) == 0
      && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }

  private static func whyWaiting(
    _ name: FileName, in path: String, configuration: Configuration
  ) -> String {
    if let reason = InboxNames.reasonToLeave(name) { return "It stays in the inbox: \(reason)." }
    guard let folder = try? Folder(path: path), let entry = try? folder.entry(name)
    else {
      return "It stood in the inbox and is being taken."
    }
    if entry.isFolder { return "It is a folder: folders stay in the inbox; move its files up." }
    guard InstanceLock.isTaken(in: configuration.folders.state) else {
      return
        "It waits because bulletind does not run (or you may not see that it runs): systemctl start bulletind."
    }
    if let file = try? folder.open(name) {
      let lease = file.takeLease()
      if lease == .granted { file.releaseLease() }
      if lease == .writing { return "It waits because a program still has it open for writing." }
    }
    return
      "It waits to be quiet for \(configuration.limits.settle) s, or its turn has not come; see bulletind status."
  }

  private mutating func explain(_ receipt: Receipt, in session: Session) throws {
    let time = receipt.received.rfc3339
    switch receipt.verdict {
    case .rejected:
      sentences.append("\(receipt.displayName) was rejected at \(time): \(receipt.reason ?? "")")
      try explainDeliveries(session.externalDeliveries(of: receipt.id), in: session)
      return
    case .alias:
      sentences.append(
        "\(receipt.displayName) came at \(time) with the content of bulletin \(receipt.original.map(String.init) ?? "?"), "
          + "so it raised no second alert.")
    case .accepted:
      sentences.append("\(receipt.displayName) was accepted at \(time) as bulletin \(receipt.id).")
    }
    let details = try ReceiptDetails(of: receipt, in: session)
    for effect in details.effects where effect.state != .done {
      sentences.append("Handler \(effect.handler) \(effect.state.rawValue): \(effect.error ?? "").")
    }
    try explainDeliveries(details.external, in: session)
    let waiting = details.announcements.filter { $0.state == .pending }.count
    if waiting > 0 { sentences.append("\(waiting) of its journal entries are still to be written.") }
    explain(details.bulletin, name: receipt.displayName)
  }

  private mutating func explainDeliveries(_ deliveries: [ExternalDelivery], in session: Session) throws {
    for delivery in deliveries where delivery.state != .done {
      sentences.append(Explanation.whyUndelivered(delivery, held: try session.isHeld(delivery.handler)))
    }
  }

  private static func whyUndelivered(_ delivery: ExternalDelivery, held: Bool) -> String {
    let handler = delivery.handler
    let error = delivery.error.map { " (\($0.printable))" } ?? ""
    switch delivery.state {
    case .done: return "Handler \(handler) got it."
    case .held:
      return "Handler \(handler) has not got it: it is held; bulletind release \(handler) lets it go on."
    case .dead:
      return
        "Handler \(handler) was given up after \(delivery.attempts) attempts\(error); mend the cause, then bulletind retry --handler \(handler)."
    case .pending, .failed:
      if delivery.attempts == 0 {
        return "Handler \(handler) has not got it yet: its turn has not come, or the courier does not run."
      }
      return
        "Handler \(handler) did not take it in \(delivery.attempts) attempts\(error); it is tried again at \(delivery.nextAttempt.rfc3339)."
    }
  }

  private mutating func explain(_ bulletin: Bulletin, name: String) {
    self.bulletin = bulletin
    sentences.append(
      bulletin.isRed
        ? "\(name) raises a red alert: a red status is reported for work, or a ledger row is red."
        : "\(name) raises no red alert: no red in it is reported of work, here and now.")
  }

  var lines: [String] {
    var lines = sentences.map(\.printable)
    for (index, article) in (bulletin?.articles ?? []).enumerated() where !article.statuses.isEmpty {
      lines.append("article \(index + 1) \(article.title)".printable)
      lines += article.statuses.map { "  " + BulletinText.line($0) }
    }
    for item in toldOf {
      lines.append(
        "ledger: \(item.item): declared \(item.declared?.rawValue ?? "nothing"), \(item.why)".printable)
    }
    return lines
  }

  /// The rows that are red, and those whose colour is no warning.
  private var toldOf: [LedgerItem] { (bulletin?.items ?? []).filter { $0.isRed || $0.isPraised } }

  var json: JSON {
    .object([
      ("why", JSON(sentences)), ("red", .bool(bulletin?.isRed ?? false)),
      (
        "statuses",
        .array(
          (bulletin?.articles ?? []).enumerated().flatMap { index, article in
            article.statuses.map { status -> JSON in
              guard case .object(let members) = status.json else { return status.json }
              return .object([("article", .integer(index + 1))] + members)
            }
          })
      ),
      ("items", .array(toldOf.map(\.json))),
    ])
  }
}
