import Bulletins
import Store

/// Tells the journal what an external handler printed, under its name.
struct HandlerVoice: Sendable {
  let port: any JournalPort
  let handler: String
  let delivery: ExternalDelivery
  /// The bulletin's; nil for what was announced of none.
  let receipt: Receipt?

  /// So many lines of standard error are told.
  private static let mostErrors = 50

  /// Tells it, line by line.
  func tell(_ result: HandlerProcess.Result) {
    let output = HandlerOutput(result.output)
    for line in output.lines {
      say(line.message, line.priority, line.fields)
      for refused in line.refused {
        say("\(handler) printed something that is left out: \(refused)", .warning)
      }
    }
    if output.leftOut > 0 {
      say("\(handler) printed \(output.leftOut) more lines, which are left out", .warning)
    }
    let errors = String(decoding: result.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    for line in errors.prefix(HandlerVoice.mostErrors) {
      let text = String(line.prefix(HandlerOutput.longest)).printable
      say("\(handler): \(text)", .warning)
    }
    if errors.count > HandlerVoice.mostErrors {
      say("\(handler): \(errors.count - HandlerVoice.mostErrors) more lines, which are left out", .warning)
    }
  }

  private func say(_ message: String, _ priority: Priority, _ fields: [(String, String)] = []) {
    var told: [Announcement.Field] = [.init(.handler, handler)]
    if let receipt {
      told += [.init(.bulletinID, receipt.hash ?? ""), .init(.bulletinFile, receipt.displayName)]
    }
    told += [.init(.deliveryID, delivery.deliveryID), .init(.attempt, String(delivery.attempts + 1))]
    let entry = JournalEntry(.externalOutput, message, told, priority: priority, others: fields)
    // What a handler prints is no promise of ours: if the journal does not take it, its work still counts.
    try? port.send(entry, waiting: Voice.patience)
  }
}
