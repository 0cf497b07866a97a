import Bulletins
import Store

/// What the journal is told when an external handler did not do its work.
enum DeliveryFailure {
  /// The announcement; nil if all went well.
  static func announcement(of delivery: ExternalDelivery, _ receipt: Receipt?) -> Announcement? {
    guard delivery.state != .done, let error = delivery.error else { return nil }
    let gaveUp = delivery.state == .dead
    let advice =
      gaveUp
      ? "it will not be tried again; mend the cause, then run bulletind retry --handler \(delivery.handler)"
      : "it will be tried again at \(delivery.nextAttempt.rfc3339)"
    var announcement = Announcement(
      gaveUp ? .handlerGaveUp : .handlerFailed,
      message:
        "handler \(delivery.handler) \(gaveUp ? "gave up" : "did not take") \(receipt?.displayName ?? "an announcement"): \(error); \(advice)"
        .printable,
      identity: ["failed", delivery.handler, delivery.part, String(delivery.attempts)])
    announcement.add(.handler, delivery.handler)
    announcement.add(.attempt, String(delivery.attempts))
    announcement.add(.error, error.printable)
    announcement.add(.nextAttempt, gaveUp ? nil : delivery.nextAttempt.rfc3339)
    announcement.add(.bulletinID, receipt?.hash)
    announcement.add(.bulletinFile, receipt?.displayName)
    return announcement
  }
}
