import Bulletins
import Formats
import Store

/// A file on its way through the intake, from its claim to its place.
struct Candidate: Sendable {
  /// What is to become of it.
  enum Outcome: Sendable {
    case understood(Reading.Understood)
    /// The code and the sentence.
    case refused(code: String, reason: String)
  }

  var name: FileName
  var stamp: FileStamp
  /// The content and its hash; nil for what has no content that may be read.
  var content: (bytes: [UInt8], hash: String)?
  /// The daemon's copy of the content, unless it could not be made yet.
  var staged: FileName?
  var outcome: Outcome
  /// Its place in the order of arrival.
  var arrival: Int64 = 0
  /// Seconds of the monotonic clock when it was claimed.
  var claimed: Double

  /// What was read in it, if it was.
  var understood: Reading.Understood? {
    if case .understood(let understood) = outcome { understood } else { nil }
  }

  var isRefused: Bool {
    if case .refused = outcome { true } else { false }
  }
}

extension Candidate.Outcome {
  /// Reads the bytes; what cannot be read is refused with the format's own sentence.
  init(_ reading: Reading, bytes: [UInt8], name: FileName, today: Day, asOf: Day? = nil) {
    do {
      self = .understood(try reading.read(bytes, name: name.display, asOf: asOf, today: today))
    } catch let error as FormatError {
      self = .refused(code: error.code.rawValue, reason: error.reason)
    } catch {
      self = .refused(
        code: FormatError.Code.malformed.rawValue, reason: "\(name.display) cannot be read: \(error).")
    }
  }
}
