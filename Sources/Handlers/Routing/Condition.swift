public import Bulletins

/// Which bulletins a rule or a handler is for: every key that is given must hold, and of its values one.
public struct Condition: Sendable, Equatable {
  /// What sort of file it is.
  public var kinds: [Bulletin.Kind] = []
  /// The unit of an article or item contains one of these.
  public var units: [String] = []
  /// An article stands in one of these columns of a page.
  public var sections: [String] = []
  /// A status of this colour is reported, or an item counts as it.
  public var colors: [StatusColor] = []
  /// It does, or does not, report a red status.
  public var red: Bool?
  /// One of these stands in headline, paragraphs, tables or items.
  public var words: [String] = []
  /// The file name matches one of these patterns of glob(7).
  public var files: [String] = []
  /// It was dropped into this sub-folder of the inbox.
  public var folders: [String] = []

  /// A condition that everything meets.
  public init() {}

  /// True if a bulletin, dropped under a name, meets it.
  public func matches(_ bulletin: Bulletin, name: InboxName) -> Bool {
    let anyOf = { (values: [String], test: (String) -> Bool) in values.isEmpty || values.contains(where: test)
    }
    guard kinds.isEmpty || kinds.contains(bulletin.kind), red == nil || red == bulletin.isRed,
      anyOf(folders, { $0 == name.folder }), anyOf(files, { FilePattern.matches($0, name.file) })
    else { return false }
    return anyOf(sections) { section in bulletin.articles.contains { $0.section == section } }
      && (colors.isEmpty || !bulletin.warningColors.isDisjoint(with: colors))
      && anyOf(units) { unit in bulletin.units.contains { $0.contains(unit) } }
      && anyOf(words) { word in bulletin.texts.contains { $0.contains(word) } }
  }

  /// True if nothing is asked but colours, which an announcement has too.
  public var asksOnlyForColours: Bool {
    var other = self
    other.colors = []
    other.red = nil
    return other == Condition()
  }

  /// True if everything that meets `other` meets this one, as far as that can be told from the values.
  public func covers(_ other: Condition) -> Bool {
    let covered = { (mine: [String], theirs: [String], test: (String, String) -> Bool) in
      mine.isEmpty || !theirs.isEmpty && theirs.allSatisfy { their in mine.contains { test($0, their) } }
    }
    guard kinds.isEmpty || !other.kinds.isEmpty && Set(other.kinds).isSubset(of: kinds),
      colors.isEmpty || !other.colors.isEmpty && Set(other.colors).isSubset(of: colors),
      red == nil || red == other.red
    else { return false }
    return covered(units, other.units) { $1.contains($0) } && covered(words, other.words) { $1.contains($0) }
      && covered(sections, other.sections, ==) && covered(folders, other.folders, ==)
      && covered(files, other.files) { $0 == "*" || $0 == $1 }
  }
}

extension Bulletin {
  /// The colours that it reports of work.
  fileprivate var warningColors: Set<StatusColor> {
    var colors = Set(items.compactMap(\.color))
    for article in articles {
      for status in article.statuses where status.isTold { colors.insert(status.color) }
    }
    return colors
  }

  fileprivate var units: [String] {
    var units = items.compactMap(\.unit)
    for article in articles {
      units += [article.unit, article.kicker].compactMap { $0 }
      for status in article.statuses { units += status.units }
    }
    return units
  }

  fileprivate var texts: [String] {
    var texts = items.map(\.item) + items.compactMap(\.target) + items.compactMap(\.problem)
    for article in articles {
      texts += [article.headline, article.kicker].compactMap { $0 }
      texts += article.subheads
      texts += article.paragraphs
      for table in article.tables { texts += table.rows.joined() }
    }
    return texts
  }
}
