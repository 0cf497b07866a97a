/// One article of a page, or the one text of a report.
public struct Article: Sendable, Equatable {
  /// The headline on one line; nil for briefs and continuations without one.
  public var headline: String?
  /// A unit or document number (文号) on a line of its own above the headline.
  public var kicker: String?
  /// The unit that acts.
  public var unit: String?
  /// The column of a page (劲行捷踪, 上接一版) that holds it.
  public var section: String?
  /// True if it continues from another page (上接).
  public var continuation: Bool
  /// The people or offices that signed it.
  public var byline: [String]
  /// The headings inside it.
  public var subheads: [String]
  /// For each heading inside how many paragraphs stand before it, where the page told; else empty.
  var subheadPlaces: [Int] = []
  /// The paragraphs, whole again after column breaks, without headline, subheads, byline and brief mark.
  public var paragraphs: [String]
  /// The tables that stand in it.
  public var tables: [Table]
  /// Who did what with which result, at most 120 characters.
  public var summary: String
  /// Every colour word and what became of it.
  public var statuses: [Status]
  /// The numbers that count something.
  public var figures: [Figure]
  /// What a careful clerk would remark: numbers that contradict each other. English, with the text's own words.
  public var remarks: [String]

  /// An article; what is not given is empty.
  public init(
    headline: String? = nil, kicker: String? = nil, unit: String? = nil, section: String? = nil,
    continuation: Bool = false, byline: [String] = [], subheads: [String] = [], paragraphs: [String] = [],
    tables: [Table] = [], summary: String = "", statuses: [Status] = [], figures: [Figure] = [],
    remarks: [String] = []
  ) {
    self.headline = headline
    self.kicker = kicker
    self.unit = unit
    self.section = section
    self.continuation = continuation
    self.byline = byline
    self.subheads = subheads
    self.paragraphs = paragraphs
    self.tables = tables
    self.summary = summary
    self.statuses = statuses
    self.figures = figures
    self.remarks = remarks
  }
}

extension Article {
  /// Whose and what, on one line: the unit, unless the headline begins with it, and the headline, else the section.
  public var title: String {
    guard let heading = headline ?? section else { return unit ?? "" }
    guard let unit, !heading.hasPrefix(unit) else { return heading }
    return unit + "｜" + heading
  }
}
