/// The words by which units are known, from `Rules/unit_*.txt`.
enum UnitLexicon {
  /// What kind of unit an ending makes.
  enum Rank: String, Sendable {
    /// A territory: 云坪县.
    case region
    /// 街道, 镇, 乡.
    case township
    /// 社区, 村.
    case village
    /// Offices, schools, companies.
    case office
    /// An office of whatever is named before it (党委, 督查室).
    case organ
    /// A part of an office.
    case inner
  }

  /// Endings of names, with their rank as kind.
  static let endings = AnchoredWords(PackageResources.unit_suffixes_txt, at: .end)
  /// Words that end like a unit and are none.
  static let never = AnchoredWords(PackageResources.unit_never_txt, at: .end)
  /// Words that cannot stand inside a name.
  static let stops = AnchoredWords(PackageResources.unit_stops_txt)
  /// Words that, right after a unit, name a person.
  static let people = AnchoredWords(PackageResources.unit_people_txt)
  /// Words before the subject of a sentence.
  static let before = AnchoredWords(PackageResources.unit_before_txt)
}
