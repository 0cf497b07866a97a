import Bulletins

/// Something that does not agree: what, and what to do about it.
struct Mismatch: Sendable, Equatable {
  /// What kind, for programs.
  enum Kind: String, Sendable {
    case missingFile = "missing-file", changedFile = "changed-file", unknownFile = "unknown-file"
    case missingReason = "missing-reason", sharedFile = "shared-file", wrongAlias = "wrong-alias"
    case missingManifestLine = "missing-manifest-line", deliveries, unannounced, database
    case alertNotInJournal = "alert-not-in-journal", alertTwice = "alert-twice"
  }

  var kind: Kind
  /// The file, bulletin or alert.
  var subject: String
  /// What is wrong, as a sentence without its end.
  var what: String
  /// What to do.
  var advice: String

  var text: String { "MISMATCH: \(what); \(advice)".printable }

  var json: JSON {
    .object([
      ("kind", .string(kind.rawValue)), ("subject", .string(subject)), ("what", .string(what)),
      ("advice", .string(advice)),
    ])
  }
}
