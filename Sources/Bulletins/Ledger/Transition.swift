/// A change of an item of the ledger that is announced.
public struct Transition: Sendable, Equatable {
  /// What kind of change; the raw value is the journal's TRANSITION.
  public enum Kind: String, Sendable, CaseIterable {
    /// Red for the first time.
    case newRed = "new_red"
    /// Red again after it was not.
    case repeatRed = "repeat_red"
    /// From blue to yellow, from yellow to orange.
    case worsened
    /// To a better colour, without having been red.
    case improved
    /// Neither declared nor computed red any more.
    case lifted
    /// Finished (销号, 摘牌, 已整改, 办结).
    case closed
    /// Was red, is missing from the unit's next ledger, and was never closed: it stays open.
    case vanished
    /// The declared colour and the figures disagree; said once.
    case contradiction
    /// The deadline is another one.
    case dueChanged = "due_changed"
    /// Seen for the first time, and not red.
    case newItem = "new_item"
  }

  /// What kind of change.
  public var kind: Kind
  /// The colour before, `closed` or `none`; for a deadline the old day, for a contradiction the declared colour.
  public var from: String
  /// The colour after, `closed`, `vanished` or `none`; for a deadline the new day, for a contradiction the computed colour.
  public var to: String
  /// True if it begins a red episode: of all that is said of an item, this is the alert.
  public var opensRed: Bool
  /// Which red episode of the item it begins, from 1.
  public var episode: Int?

  /// A transition.
  public init(_ kind: Kind, from: String, to: String, opensRed: Bool = false, episode: Int? = nil) {
    self.kind = kind
    self.from = from
    self.to = to
    self.opensRed = opensRed
    self.episode = episode
  }
}
