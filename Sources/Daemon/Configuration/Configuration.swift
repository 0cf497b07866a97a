import Bulletins
import Handlers

/// What an administrator can set; every value has a default.
struct Configuration: Sendable, Equatable {
  /// Where things are; the keys stand at the top of the file.
  struct Folders: Sendable, Equatable {
    /// Where people drop files.
    var inbox = "/var/spool/bulletind/inbox"
    /// Files on their way.
    var work = "/var/spool/bulletind/work"
    /// Accepted files, a folder a day.
    var archive = "/var/spool/bulletind/archive"
    /// Refused files, each with its reason beside it.
    var rejected = "/var/spool/bulletind/rejected"
    /// Holds bulletind.db.
    var state = "/var/lib/bulletind"
    /// Digests; nil means `reports` inside `state`.
    var reports: String?

    /// The files of external handlers.
    var handlers = "/etc/bulletind/handlers.d"

    /// The database file.
    var database: String { state + "/bulletind.db" }
  }

  /// How much is too much.
  struct Limits: Sendable, Equatable {
    /// The largest bulletin, bytes.
    var bulletin = 16 << 20
    /// The longest time that reading one bulletin's format may take, seconds.
    var seconds = 30
    /// So long a file that was not renamed into the inbox must be quiet, seconds.
    var settle = 1.0
    /// So many bulletins are committed together at most.
    var group = 100
  }

  /// How the journal is written.
  struct Journal: Sendable, Equatable {
    /// At most so many entries a second; the unit's LogRateLimitBurst= must allow them.
    var rate = 20_000
  }

  /// How the ledger judges, escalates and ranks.
  struct Ledger: Sendable, Equatable {
    /// When an item is yellow or red by its figures.
    var rule = ScheduleRule()
    /// What follows from the same colour again and again.
    var escalation = Escalation()
    /// The points of the ranking.
    var weights = RankWeights()
  }

  /// How the ledger judges, escalates and ranks.
  var ledger = Ledger()

  /// By which rule the items of each office are judged.
  var rules: ScheduleRules { ScheduleRules(standard: ledger.rule, schemes: schemes) }

  /// The reports that offices owe.
  var expect: [ExpectedReport] = []

  /// Staged work.
  var procedures: [Procedure] = []

  /// What shares must not be below.
  var minimums = ShareMinimum.usual

  /// What the colours mean, by unit.
  var schemes = Schemes()

  /// Which handlers get which bulletins, and the external handlers.
  var router = Router()

  var folders = Folders()
  var limits = Limits()
  var journal = Journal()
}

extension Configuration {
  /// The inbox, and behind it the sub-folders that rules or handlers name.
  var watchedFolders: [String] {
    [folders.inbox] + router.folders.sorted().map { folders.inbox + "/" + $0 }
  }
}
