/// One row of a ledger 台账 as a bulletin shows it.
public struct LedgerItem: Sendable, Equatable {
  /// The item of work (工作事项).
  public var item: String
  /// The responsible office.
  public var unit: String?
  /// The leader in charge.
  public var leader: String?
  /// The goal, usually of the year.
  public var target: String?
  /// Progress as printed.
  public var progressText: String?
  /// Progress from 0 to 1, nil where the text gives none.
  public var progress: Double?
  /// The deadline; a month or quarter means its last day.
  public var due: Day?
  /// A stated start; without one the line to the deadline begins on 1 January of its year.
  public var start: Day?
  /// The recorded problem; nil for 无 and blanks.
  public var problem: String?
  /// The colour that the row states.
  public var declared: StatusColor?
  /// True if the stated colour is no warning: by a definition in the text, or by the scheme of its unit (红牌 = excellent).
  public var isPraised: Bool
  /// The colour that the figures give (`ScheduleRule`), nil if there is nothing to judge by.
  public var computed: StatusColor?
  /// Why `computed` is what it is, in English.
  public var why: String
  /// The row as printed, its cells joined by `｜`: what an alert quotes.
  public var quote: String
  /// The row number that a person sees in the file, or nil.
  public var row: Int?

  /// An item; what is not given is unknown.
  public init(
    item: String, unit: String? = nil, leader: String? = nil, target: String? = nil,
    progressText: String? = nil, progress: Double? = nil, due: Day? = nil, problem: String? = nil,
    declared: StatusColor? = nil, computed: StatusColor? = nil, why: String = "", quote: String = "",
    row: Int? = nil, isPraised: Bool = false,
    start: Day? = nil
  ) {
    self.item = item
    self.unit = unit
    self.leader = leader
    self.target = target
    self.progressText = progressText
    self.progress = progress
    self.due = due
    self.problem = problem
    self.declared = declared
    self.computed = computed
    self.why = why
    self.quote = quote
    self.row = row
    self.isPraised = isPraised
    self.start = start
  }

  /// The stated colour, if it is one that warns or reports: a praise is left aside.
  public var reported: StatusColor? { isPraised ? nil : declared }

  /// True if either the stated or the computed colour is red, a red of praise left aside.
  public var isRed: Bool { reported == .red || computed == .red }

  /// The colour that it counts as: red if either is, else the stated one, else the computed one.
  public var color: StatusColor? { isRed ? .red : reported ?? computed }

  /// True if the stated colour and the figures disagree; green and blue mean the same, orange stands between.
  public var contradictsItself: Bool {
    guard let declared = reported, let computed, declared != computed,
      due != nil || problem != nil || progress == 1
    else { return false }
    switch (declared, computed) {
    case (.green, .blue), (.orange, .yellow), (.orange, .red), (.black, .red): return false
    default: return true
    }
  }
}
