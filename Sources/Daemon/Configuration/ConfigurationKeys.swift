import Bulletins

/// A key of the configuration: what it holds and where that goes.
enum ConfigurationKey: Sendable {
  /// An absolute path.
  case path(@Sendable (inout Configuration, String) -> Void)
  /// A size in bytes: a number, or one with KiB, MiB or GiB behind it.
  case size(ClosedRange<Int>, @Sendable (inout Configuration, Int) -> Void)
  /// A whole number.
  case integer(ClosedRange<Int>, @Sendable (inout Configuration, Int) -> Void)
  /// A number of seconds.
  case seconds(ClosedRange<Double>, @Sendable (inout Configuration, Double) -> Void)
  /// What the colours mean, by unit.
  case schemes(@Sendable (inout Configuration, Schemes) -> Void)
  /// More keys.
  case section([String: ConfigurationKey])
}

/// All keys: the one table of them.
enum ConfigurationKeys {
  static let all: [String: ConfigurationKey] = [
    "inbox": .path { $0.folders.inbox = $1 },
    "work": .path { $0.folders.work = $1 },
    "archive": .path { $0.folders.archive = $1 },
    "rejected": .path { $0.folders.rejected = $1 },
    "state": .path { $0.folders.state = $1 },
    "reports": .path { $0.folders.reports = $1 },
    "limits": .section([
      "bulletin": .size(1...(1 << 30)) { $0.limits.bulletin = $1 },
      "seconds": .integer(1...3600) { $0.limits.seconds = $1 },
      "settle": .seconds(0.05...3600) { $0.limits.settle = $1 },
      "group": .integer(1...1000) { $0.limits.group = $1 },
    ]),
    "schemes": .schemes { $0.schemes = $1 },
    "journal": .section([
      "rate": .integer(1...30_000) { $0.journal.rate = $1 }
    ]),
  ]
}
