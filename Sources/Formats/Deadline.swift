/// The moment by which a parser must be done: hostile input makes parsers slow in more ways than can be foreseen.
struct Deadline: Sendable {
  private let end: ContinuousClock.Instant
  private let seconds: Int

  /// The moment so many seconds from now.
  init(seconds: Int) {
    end = .now.advanced(by: .seconds(seconds))
    self.seconds = seconds
  }

  /// Time that is left; zero when it has passed.
  var left: Duration { max(.zero, ContinuousClock.now.duration(to: end)) }

  /// - Throws: `FormatError` `.timeout` when the time has passed.
  func check() throws {
    guard ContinuousClock.now < end else {
      throw FormatError(
        .timeout,
        "Reading the file took more than \(seconds) seconds, so it was given up; save it as text and drop it again."
      )
    }
  }
}
