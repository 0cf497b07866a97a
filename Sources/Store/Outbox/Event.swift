/// The kinds of event that bulletind tells the journal. The one table of message ids: never change or reuse one.
///
/// `systemd/message-ids.tsv` holds the same table for scripts and the catalogue; a test compares them.
public enum Event: String, Sendable, CaseIterable {
  /// The daemon has begun: version, configuration file, folders.
  case started
  /// The first scan of the inbox is done; READY=1 has been sent.
  case ready
  /// A stop was asked for; what is on its way is finished first.
  case stopping
  /// The configuration was read again and is in force.
  case reloaded
  /// The new configuration is wrong; the old one stays in force.
  case reloadRefused = "reload-refused"
  /// A bulletin was read, stored and archived.
  case bulletinAccepted = "bulletin-accepted"
  /// The same content came again; it was archived once only and raises no second alert.
  case bulletinAlias = "bulletin-alias"
  /// A later version of a known report was accepted and counts from now on.
  case bulletinRevision = "bulletin-revision"
  /// One article: its title, unit and summary.
  case summary
  /// A red status was reported for work.
  case statusRed = "status-red"
  /// A yellow status was reported for work.
  case statusYellow = "status-yellow"
  /// A unit or item was named as lagging behind.
  case statusLagging = "status-lagging"
  /// A unit or item was put on a black list.
  case statusBlacklisted = "status-blacklisted"
  /// A file was refused; it lies in rejected/ with its reason.
  case bulletinRejected = "bulletin-rejected"
  /// A handler failed on a bulletin and will be tried again.
  case handlerFailed = "handler-failed"
  /// A handler failed for the last time and will not be tried again by itself.
  case handlerGaveUp = "handler-gave-up"
  /// A file cannot be read or stored now; it stays in the inbox and is tried again.
  case fileWaiting = "file-waiting"
  /// A folder lies in the inbox and stays where it is.
  case folderLeft = "folder-left"
  /// The kernel's event queue overflowed; the inbox is scanned again.
  case watchOverflow = "watch-overflow"
  /// The inbox gives no events; it is looked at in intervals.
  case watchPolling = "watch-polling"
  /// The inbox gives events again.
  case watchRestored = "watch-restored"
  /// There is no room left; nothing is accepted until there is.
  case diskFull = "disk-full"
  /// The disk cannot be read or written for another reason than its size; nothing is accepted until it can.
  case diskTrouble = "disk-trouble"
  /// There is room again, or the disk can be used again; intake goes on.
  case diskRestored = "disk-restored"
  /// The inbox does not exist or cannot be read.
  case inboxMissing = "inbox-missing"
  /// The inbox is back; intake goes on.
  case inboxRestored = "inbox-restored"
  /// Entries that were sent could not be read back from the journal.
  case journalUnconfirmed = "journal-unconfirmed"
  /// Entries read back from the journal again.
  case journalRestored = "journal-restored"
  /// The database cannot be written or is damaged.
  case databaseTrouble = "database-trouble"
  /// The database works again; intake goes on.
  case databaseRestored = "database-restored"
  /// The database was damaged or lost; it was made anew from the archive.
  case databaseRebuilt = "database-rebuilt"
  /// A file that the database knows is missing from the archive or differs.
  case archiveIncomplete = "archive-incomplete"
  /// A mark that the daemon writes to prove that the journal can be read back.
  case marker
  /// An item of the ledger changed its colour or state; priority by the kind of change.
  case transition
  /// An item of the ledger had the same bad colour so often that the next step is due.
  case escalation
  /// A bulletin reported a stage of a procedure: an item moved, or left out or repeated a stage.
  case stage
  /// What a bulletin states breaks a rule of figures: a share below its minimum, a rate that is not that of its parts.
  case ruleBroken = "rule-broken"
  /// A daily, weekly, half-monthly or monthly digest.
  case digest
  /// A report that was expected has not come.
  case expectedMissing = "expected-missing"
  /// A line that an external handler printed.
  case externalOutput = "external-output"
  /// The `MESSAGE_ID` of the journal: 128 bits as hexadecimal digits (systemd.journal-fields(7)).
  public var messageID: String {
    switch self {
    case .started: "bf859cf76bf34df98a26bdfb92927152"
    case .ready: "f933bbbf8b5547cb880073c5a5348228"
    case .stopping: "cb26fef42ca647ce8f3424b0d79c0f79"
    case .reloaded: "d219dd2221a4498db2847845e280dace"
    case .reloadRefused: "419a07b528be4c08805ed40cce6b6476"
    case .bulletinAccepted: "3b4bb0071d3e4fb4b75e2f32da7f6a4f"
    case .bulletinAlias: "ddd722b6d06f426da8ca2320444fd04c"
    case .bulletinRevision: "6ec4a0dc43614076a0cf4539ce5a9b36"
    case .summary: "6248cc07a6ec4a4588466f4b3269af56"
    case .statusRed: "edf349ff668b4f40ae9a9666191ef87a"
    case .statusYellow: "d77e975c94ed463da554761b09a7e79c"
    case .statusLagging: "6ffa21904f8144da846948f813db8597"
    case .statusBlacklisted: "298d4168f9a942e39cb119e1c87be267"
    case .bulletinRejected: "ea60cbee0c40448582fbec38319d307b"
    case .handlerFailed: "a0a7ab8b55264a12b3413cbd37d97092"
    case .handlerGaveUp: "2439ae27d6704f37a6bbcf8f260c7b93"
    case .fileWaiting: "434c739ccfe047e894f352a945ccf0f6"
    case .folderLeft: "22a9d417537149dc8106cc7fd7867ffe"
    case .watchOverflow: "81404970f4124326ac9e32d9a93338eb"
    case .watchPolling: "c93d181bd46f4da18f5504e4847de20f"
    case .watchRestored: "007be6f0b6ef4879ae1679c333eaaa96"
    case .diskFull: "6661223e72e44a5f8881aa5a618196e5"
    case .diskTrouble: "b06f38a2be764cac925f89966d61df01"
    case .diskRestored: "a8b08556e043488daded35d1ebdf0996"
    case .inboxMissing: "5d92617e7a6241a4b2fb9c9233d8598d"
    case .inboxRestored: "2c263367afcf460e8f6172e248434572"
    case .journalUnconfirmed: "83e56cd02d3f4601818c3cf43fd1c427"
    case .journalRestored: "e8e15ff2ec3043f3b2776804244c1742"
    case .databaseTrouble: "ddefcd61c17849be93494996c3901985"
    case .databaseRestored: "f1c87dc96adf4535937104c8cb951b04"
    case .databaseRebuilt: "6ac195155d2e422cb847cfe21d5c3b8f"
    case .archiveIncomplete: "7ef3ad2800104a3984cdf6d8fd12a95e"
    case .marker: "a5b885912864429e8fc67762129f9c56"
    case .transition: "bc620e8afc2c4a4ca731ca272efb0902"
    case .escalation: "22b7af86eeee445a863dca8dd6571cd7"
    case .stage: "b1183509699d4a8a944dc0473671eaf1"
    case .ruleBroken: "d2212402dae6465aa3685c996f832181"
    case .digest: "b37e0f482dd140c9b586ba929a084b14"
    case .expectedMissing: "47a1a3a57a97402982c89f256683d3a7"
    case .externalOutput: "90bb578ecde7420787f30e9d1efbcb83"
    }
  }

  /// The priority of the event where it does not depend on what happened.
  public var priority: Priority {
    switch self {
    case .started, .ready, .stopping, .bulletinAccepted, .bulletinAlias, .bulletinRevision, .summary,
      .externalOutput:
      .info
    case .reloaded, .folderLeft, .watchRestored, .diskRestored, .inboxRestored, .journalRestored,
      .databaseRestored, .transition, .digest, .stage:
      .notice
    case .reloadRefused, .bulletinRejected, .handlerGaveUp, .databaseTrouble: .error
    case .statusRed: .alert
    case .statusYellow, .statusLagging, .statusBlacklisted, .handlerFailed, .fileWaiting, .watchOverflow,
      .watchPolling,
      .diskFull, .diskTrouble, .inboxMissing, .databaseRebuilt, .journalUnconfirmed, .archiveIncomplete,
      .expectedMissing, .escalation, .ruleBroken:
      .warning
    case .marker: .debug
    }
  }
}

/// syslog(3) priorities, as far as bulletind uses them.
public enum Priority: Int, Sendable, Comparable {
  case alert = 1
  case error = 3
  case warning = 4
  case notice = 5
  case info = 6
  case debug = 7

  /// The more urgent comes first.
  public static func < (left: Priority, right: Priority) -> Bool { left.rawValue < right.rawValue }
}
