/// What one source said of one item of the ledger on one day.
public struct ItemObservation: Sendable, Equatable {
  /// Where it comes from.
  public enum Source: String, Sendable {
    /// A row of a ledger.
    case row
    /// A sentence of a report.
    case prose
    /// A ledger in which the item should stand and does not.
    case missing
    /// Nobody: the calendar, on the day of a digest.
    case calendar
  }

  /// Where it comes from.
  public var source: Source
  /// The day whose state it tells.
  public var asOf: Day
  /// The stated colour, one of praise left aside.
  public var declared: StatusColor?
  /// The colour that the figures give.
  public var computed: StatusColor?
  /// True if it is finished.
  public var isClosed = false
  /// True if the declared colour and the figures disagree.
  public var isContradictory = false
  /// The leader in charge, the goal, and the progress as printed.
  public var leader: String?, target: String?, progressText: String?
  /// Progress from 0 to 1.
  public var progress: Double?
  /// The deadline, and a stated start.
  public var due: Day?, start: Day?
  /// The recorded problem.
  public var problem: String?
  /// Why `computed` is what it is.
  public var why = ""
  /// The row or sentence as printed.
  public var quote = ""
  /// True if it is not certain that it speaks of this item: the name is not the same.
  public var isGuess = false

  /// An observation; what is not given is unknown.
  public init(_ source: Source, asOf: Day) {
    self.source = source
    self.asOf = asOf
  }

  /// What a row of a ledger says.
  public init(row item: LedgerItem, asOf: Day) {
    self.init(.row, asOf: asOf)
    declared = item.reported
    computed = item.computed
    isClosed = item.progress.map { $0 >= 1 } ?? false
    isContradictory = item.contradictsItself
    leader = item.leader
    target = item.target
    progressText = item.progressText
    progress = item.progress
    due = item.due
    start = item.start
    problem = item.problem
    why = item.why
    quote = item.quote
  }

  /// True if either colour is red.
  public var isRed: Bool { declared == .red || computed == .red }

  /// The colour that the item counts as: red if either is, else the stated one, else the computed one.
  public var color: StatusColor? { isRed ? .red : declared ?? computed }
}
