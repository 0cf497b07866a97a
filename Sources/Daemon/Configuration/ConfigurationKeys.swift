import Bulletins
import Handlers
import Yams

/// A key of a configuration file: what it holds and where that goes.
enum ConfigurationKey<Target>: Sendable {
  /// An absolute path.
  case path(@Sendable (inout Target, String) -> Void)
  /// A size in bytes: a number, or one with KiB, MiB or GiB behind it.
  case size(ClosedRange<Int>, @Sendable (inout Target, Int) -> Void)
  /// A whole number.
  case integer(ClosedRange<Int>, @Sendable (inout Target, Int) -> Void)
  /// A number of seconds, or one with min, h or d behind it.
  case seconds(ClosedRange<Double>, @Sendable (inout Target, Double) -> Void)
  /// What has a reader of its own.
  case custom(@Sendable (inout ConfigurationSection, Node, _ path: String, inout Target) -> Void)
  /// More keys.
  case section([String: ConfigurationKey<Target>])
}

/// All keys: the one table of them.
enum ConfigurationKeys {
  static let all: [String: ConfigurationKey<Configuration>] = [
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
    "schemes": .custom { section, node, path, configuration in
      if let schemes = section.schemes(node, path: path) { configuration.schemes = schemes }
    },
    "handlers.d": .path { $0.folders.handlers = $1 },
    "routes": .custom { section, node, path, configuration in
      configuration.router.routes = section.routes(node, path: path)
    },
    "ledger": .section(LedgerKeys.all),
    "expect": .custom { section, node, path, configuration in
      configuration.expect = section.expected(node, path: path)
    },
    "procedures": .custom { section, node, path, configuration in
      configuration.procedures = section.procedures(node, path: path)
    },
    "minimums": .custom { section, node, path, configuration in
      configuration.minimums = section.minimums(node, path: path)
    },
    "journal": .section([
      "rate": .integer(1...30_000) { $0.journal.rate = $1 }
    ]),
  ]
}
